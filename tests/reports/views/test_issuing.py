"""The board secretary's pages: issue, present, withdraw."""

import pytest

from commitments.models import Commitment, Meeting
from reports.models import Edition, Presentation, Withdrawal
from tests.factories import (
    CommitmentFactory,
    MeetingFactory,
    MembershipFactory,
    NarrativePointFactory,
    PresentationFactory,
    SubmittedUpdateFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.pages import page
from tests.reports.issued import EDITION, FOLDER, edition_of, secretary_of, small_report

pytestmark = pytest.mark.django_db

ISSUE, PRESENT, WITHDRAW = f"{FOLDER}/report/issue/", f"{EDITION}/present/", f"{EDITION}/withdraw/"
PAGES = [ISSUE, PRESENT, WITHDRAW]


@pytest.fixture
def march():
    return small_report()


@pytest.fixture
def board(march):
    return march.meetings.get()


@pytest.fixture
def edition(march):
    return edition_of(march)


@pytest.fixture
def secretary(client, march):
    """A client signed in as the board secretary, Helen Marsh."""
    client.force_login(secretary_of(march.strategy.organisation))
    return client


def faults(response):
    """The title of a page that a form came back on, and the sentences of its summary of faults."""
    words = page(response).words
    assert (response.status_code, words[0]) == (200, "There is a problem")
    return page(response).title, words[1]


# Who may


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", ["reader", "executive", "strategy_team", "administrator"])
def test_other_members_may_not(client, march, edition, address, role):
    client.force_login(MembershipFactory(organisation=march.strategy.organisation, role=role).user)

    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]


@pytest.mark.parametrize("address", PAGES)
def test_board_secretary_of_another_organisation_finds_nothing(client, edition, address):
    client.force_login(MembershipFactory(role="board_secretary").user)

    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]


@pytest.mark.parametrize("address", PAGES)
def test_whoever_is_signed_out_is_asked_to_sign_in(client, edition, address):
    response = client.post(address)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={address}")


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_what_is_not_there_are_not_found(secretary, edition, address):
    assert secretary.get(address.replace("2022-03", "2022-04")).status_code == 404
    assert secretary.put(address).status_code == 405


# Issue


def test_edition_issue_says_what_will_be_in_it_and_what_will_happen(secretary):
    MeetingFactory()  # of another report

    shown = page(secretary.get(ISSUE))

    assert shown.title == "Issue the report for March 2022 – Strategy Tracker"
    assert shown.words == [
        *("Plan 2021-2025", "Issue the report for March 2022"),
        *("This is the board’s edition, with private texts.", "Issue a public edition instead", "."),
        "What will be in it",
        *("Commitments: 1. Only approved updates are printed.", "Preview the report", "before you issue it."),
        "What will happen",
        "The report is frozen as edition 1. Nobody can change it afterwards; a correction is a new edition.",
        "Everyone who may read this strategy can read it and download it as PDF, Word, Excel, plain text and plan workbook.",
        *("It is noted on the edition what the", "report desk", "still lists."),
        "It is recorded that you issued it, when, and to which meeting.",
        *("Which meeting receives this edition?", "Trust Board, 30 March 2022"),
        "Making the files takes up to a minute. Press the button once and wait.",
        "Issue edition 1",
    ]
    assert shown.links == {
        "Issue a public edition instead": f"{ISSUE}?audience=public",
        "Preview the report": f"{FOLDER}/report/",
        "report desk": f"{FOLDER}/desk/",
    }


def test_edition_issue_of_an_unknown_audience_is_not_found(secretary):
    assert secretary.get(f"{ISSUE}?audience=friends").status_code == 404


def test_edition_issue_for_the_public_leaves_out_what_is_private(secretary, march, board):
    NarrativePointFactory(period=march, text="Told to all")
    NarrativePointFactory(period=march, text="Told to few", public=False)

    asked = page(secretary.get(f"{ISSUE}?audience=public"))
    secretary.post(f"{ISSUE}?audience=public", {"meeting": board.pk})

    edition = Edition.objects.get()
    assert asked.title == "Issue a public edition of the report for March 2022 – Strategy Tracker"
    assert (edition.audience, edition.number) == ("public", 1)
    assert ("Told to all" in edition.document, "Told to few" in edition.document) == (True, False)


def test_edition_issue_asks_to_leave_out_what_is_not_approved(secretary, march, board):
    waiting = CommitmentFactory(priority__strategy=march.strategy, ref="BO-02")
    SubmittedUpdateFactory(commitment=waiting, period=march)

    asked = page(secretary.get(ISSUE))
    refused = secretary.post(ISSUE, {"meeting": board.pk})
    issued = secretary.post(ISSUE, {"meeting": board.pk, "leave_out": "on"})

    assert "Leave out the update of BO-02, which is not approved" in asked.words
    assert "Say that these updates are left out, or have them approved first" in refused.content.decode()
    assert issued.status_code == 302
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(("number", "more"), [(2, ""), (8, ""), (9, " and 1 more")])
def test_edition_issue_names_the_first_of_what_is_left_out(secretary, march, number, more):
    refs = [f"C-{each}" for each in range(1, number + 1)]
    for ref in refs:
        waiting = CommitmentFactory(priority__strategy=march.strategy, ref=ref)
        SubmittedUpdateFactory(commitment=waiting, period=march)

    asked = page(secretary.get(ISSUE)).words

    named = ", ".join(refs[:8])
    assert f"Leave out the {number} updates that are not approved: {named}{more}" in asked


def test_edition_issue_chooses_the_only_meeting(secretary, march, board):
    one = secretary.get(ISSUE).content.decode()
    MeetingFactory(period=march)
    two = secretary.get(ISSUE).content.decode()

    assert (one.count(" checked"), two.count(" checked")) == (1, 0)


def test_edition_issue_issues_and_shows_the_edition(secretary, board):
    response = secretary.post(ISSUE, {"meeting": board.pk}, follow=True)

    edition = Edition.objects.get()
    assert response.redirect_chain == [(f"{EDITION}/", 302)]
    assert page(response).words[:3] == [
        *("Success", "Edition 1 is issued to the Trust Board, 30 March 2022.", "Plan 2021-2025"),
    ]
    assert (edition.issued_by.name, edition.issuer_email) == ("Helen Marsh", edition.issued_by.email)


def test_edition_issue_of_a_correction_asks_what_has_changed(secretary, edition, board):
    Commitment.objects.update(wording="Open two wards")

    shown = page(secretary.get(ISSUE))
    response = secretary.post(ISSUE, {"meeting": board.pk, "change_note": "  "})

    assert "It replaces edition 1, which stays readable and is marked as replaced." in shown.words
    assert shown.words[-4:] == [
        "What has changed since edition 1?",
        "It is printed on the cover, so keep it to a sentence or two: at most 500 characters.",
        "Making the files takes up to a minute. Press the button once and wait.",
        "Issue edition 2",
    ]
    assert faults(response) == (
        "Error: Issue the report for March 2022 – Strategy Tracker",
        "Say what has changed since edition 1",
    )
    assert f'value="{board.pk}" checked' in " ".join(response.content.decode().split())
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose the meeting"),
        ({"meeting": "0"}, "Choose one of the meetings that are listed"),
        ({"meeting": "Board"}, "Choose one of the meetings that are listed"),
        ({"meeting": "Board\x00"}, "Null characters are not allowed."),
        ({"meeting": "9" * 40}, "Choose one of the meetings that are listed"),
    ],
)
def test_edition_issue_needs_a_meeting_of_the_period(secretary, given, said):
    assert faults(secretary.post(ISSUE, given))[1] == said


def test_edition_issue_that_is_refused_says_why_and_keeps_what_was_typed(secretary, edition, board):
    response = secretary.post(ISSUE, {"meeting": board.pk, "change_note": "Nothing at all"})

    assert faults(response) == (
        "Error: Issue the report for March 2022 – Strategy Tracker",
        "Nothing has changed since edition 1. Present that edition to the meeting instead.",
    )
    assert "Nothing at all" in page(response).words


def test_edition_issue_that_can_not_be_printed_says_so_and_stores_nothing(secretary, board, settings):
    settings.REPORT_MEGABYTES = 40

    response = secretary.post(ISSUE, {"meeting": board.pk})

    assert faults(response)[1].startswith(
        "Nothing was issued, because a file of it could not be made. The report needs more"
    )
    assert Edition.objects.count() == 0


def test_edition_issue_of_words_that_were_issued_says_so_at_once(secretary, edition):
    shown = page(secretary.get(ISSUE))

    assert shown.words == [
        *("Plan 2021-2025", "Issue the report for March 2022"),
        "Nothing has changed since edition 1. Present that edition to the meeting instead.",
        *("Read edition 1", "Present edition 1 to another meeting", "Issue a public edition instead"),
        "Preview the draft for March 2022",
    ]
    assert shown.links["Read edition 1"] == f"{EDITION}/"
    assert shown.links["Present edition 1 to another meeting"] == f"{EDITION}/present/"
    assert page(secretary.get(shown.links["Issue a public edition instead"])).words[1] == (
        "Issue a public edition of the report for March 2022"
    )


def test_edition_issue_of_words_that_the_public_has_leads_to_the_board(secretary, march):
    edition_of(march, audience="public")

    shown = page(secretary.get(f"{ISSUE}?audience=public"))

    assert shown.words[1:3] == [
        "Issue a public edition of the report for March 2022",
        "Nothing has changed since edition 1. Present that edition to the meeting instead.",
    ]
    assert shown.links["Issue the board’s edition instead"] == ISSUE


def test_edition_issue_of_a_round_that_has_not_begun_says_so(secretary, march):
    march.state = "planned"
    march.save()

    assert page(secretary.get(ISSUE)).words[2] == (
        "The round of March 2022 has not begun, so there is no report to issue yet."
    )


def test_edition_issue_without_a_meeting_says_so(secretary):
    Meeting.objects.all().delete()

    assert page(secretary.get(ISSUE)).words[2] == (
        "No meeting receives this report yet. The strategy team can name one in the plan workbook and import it."
    )


@pytest.mark.parametrize("number", [1, 3])
def test_edition_issue_needs_as_many_queries_for_three_editions_as_for_one(
    secretary, march, number, django_assert_num_queries
):
    for _ in range(number):
        edition_of(march)
        MeetingFactory(period=march)

    with django_assert_num_queries(35):
        secretary.get(ISSUE)


# Present


def test_edition_present_offers_the_meetings_that_have_not_received_it(secretary, march, edition):
    MeetingFactory(period=march, committee__name="Audit Committee")

    shown = page(secretary.get(PRESENT))

    assert shown.title == "Present edition 1 to another meeting – Strategy Tracker"
    assert shown.words == [
        *("Plan 2021-2025, March 2022", "Present edition 1 to another meeting"),
        (
            "The same edition goes to this meeting too: its number, its words and its PDF stay as they are. "
            "This can’t be undone."
        ),
        *("So far it was presented to:", "Trust Board, 30 March 2022"),
        *("Which meeting receives it too?", "Audit Committee, 30 March 2022", "Present edition 1"),
    ]


def test_edition_present_presents_it(secretary, march, edition):
    meeting = MeetingFactory(period=march, committee__name="Audit Committee")

    response = secretary.post(PRESENT, {"meeting": meeting.pk}, follow=True)

    assert response.redirect_chain == [(f"{EDITION}/", 302)]
    assert page(response).words[1] == "Edition 1 is presented to the Audit Committee, 30 March 2022."
    assert [each.presented_by.name for each in edition.presentations.filter(meeting=meeting)] == ["Helen Marsh"]


@pytest.mark.parametrize("given", [{}, {"meeting": "first"}])
def test_edition_present_needs_a_meeting_that_has_not_received_it(secretary, march, edition, board, given):
    MeetingFactory(period=march)

    response = secretary.post(PRESENT, {"meeting": board.pk} if given else {})

    assert faults(response)[1] == ("Choose one of the meetings that are listed" if given else "Choose the meeting")


def test_edition_present_when_every_meeting_has_received_it_says_so(secretary, edition):
    assert page(secretary.get(PRESENT)).words[2] == "Every meeting of this period has received it."


def test_edition_present_of_a_withdrawn_edition_says_so(secretary, march, edition):
    meeting = MeetingFactory(period=march)
    WithdrawalFactory(edition=edition)

    shown = page(secretary.get(PRESENT))
    response = secretary.post(PRESENT, {"meeting": meeting.pk})

    assert shown.words[2] == "This edition is withdrawn, so it can’t be presented to a meeting any more."
    assert faults(response)[1] == "Edition 1 is withdrawn, so it can’t be presented."
    assert Presentation.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_edition_present_needs_ten_queries(secretary, march, edition, number, django_assert_num_queries):
    for _ in range(number):
        PresentationFactory(edition=edition, meeting=MeetingFactory(period=march))
        MeetingFactory(period=march)

    with django_assert_num_queries(10):
        secretary.get(PRESENT)


# Withdraw


def test_edition_withdraw_says_what_it_does(secretary, edition):
    shown = page(secretary.get(WITHDRAW))

    assert shown.title == "Withdraw edition 1 – Strategy Tracker"
    assert shown.words[2] == "Edition 1, issued on 1 March 2022 to the Trust Board."
    assert shown.words[-4:] == [
        "Why should it not be used any more?",
        "Everyone who opens the edition will read this.",
        "I understand that this can’t be undone",
        "Withdraw edition 1",
    ]


def test_edition_withdraw_withdraws_it(secretary, edition):
    response = secretary.post(WITHDRAW, {"reason": "A figure is wrong", "sure": "on"}, follow=True)

    made = Withdrawal.objects.get()
    assert response.redirect_chain == [(f"{EDITION}/", 302)]
    assert page(response).words[1] == "Edition 1 is withdrawn."
    assert (made.reason, made.withdrawn_by.name) == ("A figure is wrong", "Helen Marsh")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sure": "on"}, "Say why it should not be used any more"),
        ({"reason": "\x00", "sure": "on"}, "Null characters are not allowed."),
        ({"reason": "\u202e", "sure": "on"}, "Say why edition 1 should not be used any more."),
        ({"reason": "x" * 2001, "sure": "on"}, "Say why in at most 2,000 characters"),
        ({"reason": "A figure is wrong"}, "Confirm that you understand that this can’t be undone"),
    ],
)
def test_edition_withdraw_needs_a_reason_and_a_yes(secretary, edition, given, said):
    response = secretary.post(WITHDRAW, given)

    assert faults(response) == ("Error: Withdraw edition 1 – Strategy Tracker", said)
    assert Withdrawal.objects.count() == 0


def test_edition_withdraw_a_second_time_says_so(secretary, edition):
    WithdrawalFactory(edition=edition, withdrawn_by=UserFactory(name="Amy Law"))

    shown = page(secretary.get(WITHDRAW))
    response = secretary.post(WITHDRAW, {"reason": "Again", "sure": "on"})

    assert shown.words[2] == "This edition is withdrawn already."
    assert faults(response)[1] == "Amy Law withdrew edition 1 on 1 March 2022 already."
