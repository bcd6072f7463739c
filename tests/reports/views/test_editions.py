"""Editions as pages and as files."""

import hashlib
import json
import re

import pytest

from commitments.models import Commitment, Organisation
from tests.factories import (
    EditionFactory,
    MeetingFactory,
    MembershipFactory,
    NarrativePointFactory,
    PresentationFactory,
    StrategyFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.pages import page
from tests.reports.document.samples import period_of
from tests.reports.issued import EDITION, FOLDER, edition_of, flipped, secretary_of, small_report, tamper

pytestmark = pytest.mark.django_db

LIST = "/organisation-1/strategy-1/editions/"
PAGES = [LIST, f"{EDITION}/", f"{EDITION}/report.pdf", f"{EDITION}/document.json", f"{EDITION}/verify/"]
LOADS_PDF = re.compile(r'(?<!LENGTH\()"reports_edition"\."pdf"')
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def march(reader):
    return small_report()


@pytest.fixture
def edition(march):
    return edition_of(march, issued_by__name="Helen Marsh")


@pytest.fixture
def secretary(client, reader, march):
    """A client signed in as the board secretary."""
    client.force_login(secretary_of(march.strategy.organisation))
    return client


# Who may read them


@pytest.mark.parametrize("address", PAGES)
def test_edition_of_another_organisation_is_not_found(client, edition, address):
    client.force_login(MembershipFactory().user)

    response = client.get(address)

    assert (response.status_code, page(response).words[0]) == (404, "Page not found")


@pytest.mark.parametrize("address", PAGES)
def test_edition_asks_whoever_is_signed_out_to_sign_in(client, edition, address):
    client.logout()

    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={address}")


@pytest.mark.parametrize("address", PAGES[1:])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("organisation-1", "organisation-2"),
        ("strategy-1", "strategy-2"),
        ("2022-03", "2022-04"),
        ("/editions/1/", "/editions/2/"),
        ("/editions/1/", f"/editions/{10**40}/"),
    ],
)
def test_edition_that_is_not_there_is_not_found(reader, edition, address, right, wrong):
    assert reader.get(address.replace(right, wrong)).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_edition_refuses_post(reader, edition, address):
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_edition_answers_head(reader, edition, address):
    response = reader.head(address)

    assert (response.status_code, response.content) == (200, b"")


# The list


def test_editions_shows_every_period_and_its_editions_the_newest_first(reader, edition, march):
    second = edition_of(march, issued_by=edition.issued_by, change_note="A figure was wrong")
    audit_committee = MeetingFactory(period=march, committee__name="Audit Committee", held_on="2022-04-01")
    PresentationFactory(edition=second, meeting=audit_committee)
    period_of(march.strategy, "2022-09", state="open")
    period_of(march.strategy, "2023-03", state="planned")

    shown = page(reader.get(LIST))

    assert shown.title == "Editions of Plan 2021-2025 – Strategy Tracker"
    assert shown.words[: shown.words.index("Look closer")] == [
        *("Plan 2021-2025", "Editions"),
        "The reports as meetings received them. An edition never changes: a correction is a new edition.",
        *("March 2023", "This round has not begun."),
        *("September 2022", "Nothing has been issued yet.", "Preview the draft for September 2022"),
        *("March 2022", "Edition 2", "of March 2022", "Issued on 1 March 2022 by Helen Marsh."),
        "What changed: A figure was wrong",
        *("Presented to:", "Trust Board, 30 March 2022", "Audit Committee, 1 April 2022"),
        *("Download edition 2", "of March 2022", "(PDF, 1KB)"),
        *("Edition 1", "of March 2022", "Replaced by edition 2", "Issued on 1 March 2022 by Helen Marsh."),
        *("Presented to:", "Trust Board, 30 March 2022", "Download edition 1", "of March 2022", "(PDF, 1KB)"),
        "Preview the draft for March 2022",
    ]
    assert shown.links == {
        "Preview the draft for September 2022": "/organisation-1/strategy-1/2022-09/report/",
        "Edition 2 of March 2022": f"{FOLDER}/editions/2/",
        "Download edition 2 of March 2022 (PDF, 1KB)": f"{FOLDER}/editions/2/report.pdf",
        "Edition 1 of March 2022": f"{FOLDER}/editions/1/",
        "Download edition 1 of March 2022 (PDF, 1KB)": f"{FOLDER}/editions/1/report.pdf",
        "Preview the draft for March 2022": f"{FOLDER}/report/",
        "Compare two editions": "/organisation-1/strategy-1/editions/compare/",
    }


def test_editions_marks_what_was_withdrawn(reader, edition):
    WithdrawalFactory(edition=edition)

    assert "Withdrawn" in page(reader.get(LIST)).words


def test_editions_lets_the_board_secretary_issue(secretary, edition, march):
    period_of(march.strategy, "2022-09", state="open")

    links = page(secretary.get(LIST)).links

    assert links["Issue the report for September 2022"] == "/organisation-1/strategy-1/2022-09/report/issue/"
    assert links["Issue another edition for March 2022"] == f"{FOLDER}/report/issue/"


def test_editions_of_a_strategy_without_periods_says_so(reader):
    StrategyFactory()

    assert page(reader.get(LIST)).words[3:] == [
        "This strategy has no reporting periods yet, so there is nothing to issue."
    ]


def test_editions_shows_those_of_its_own_strategy_alone(reader, edition):
    StrategyFactory(organisation=Organisation.objects.get())

    assert "Edition 1" not in page(reader.get("/organisation-1/strategy-2/editions/")).words


@pytest.mark.parametrize("number", [1, 3])
def test_editions_needs_nine_queries(reader, march, number, django_assert_num_queries):
    for month in range(number):
        period = period_of(march.strategy, f"2023-0{month + 1}")
        MeetingFactory(period=period)
        edition_of(period)
        PresentationFactory(edition=edition_of(period), meeting=MeetingFactory(period=period))
        WithdrawalFactory(edition=edition_of(period))

    with django_assert_num_queries(9) as queries:
        response = reader.get(LIST)

    assert response.content.decode().count("app-edition") == 3 * number
    assert [query for query in queries if LOADS_PDF.search(query["sql"])] == []


# One edition


def test_edition_shows_its_frozen_words_and_what_has_become_of_it(reader, edition):
    Commitment.objects.update(wording="Something else by now")
    shown = page(reader.get(PAGES[1]))

    assert shown.title == "Edition 1: Implementation report, March 2022 – Strategy Tracker"
    assert shown.words[:19] == [
        *("Plan 2021-2025", "Implementation report, March 2022"),
        *("Edition 1, issued on 1 March 2022 to the Trust Board", "The report as it is now"),
        *("Issued by", "Helen Marsh", "Presented to", "Trust Board, 30 March 2022"),
        *("As it was then", "Dashboard as at edition 1", "Register as at edition 1"),
        *("Fingerprint", edition.fingerprint, "Check that this is what was issued"),
        *("Download this edition (PDF, 1KB)", "Download its words for other programs (JSON)"),
        "There are no Word, Excel or plain text files of this edition: it was issued before Strategy Tracker kept them.",
        *("Contents", "Introduction"),
    ]
    assert "Open a ward" in shown.words
    assert "Something else by now" not in shown.words
    assert "Draft" not in shown.words
    assert shown.words[-1] == (
        f"Organisation 1 · Plan 2021-2025: Implementation report, March 2022 · Edition 1 · {edition.fingerprint}"
    )
    assert (
        shown.links
        | {
            "Check that this is what was issued": f"{EDITION}/verify/",
            "Download this edition (PDF, 1KB)": f"{EDITION}/report.pdf",
            "Download its words for other programs (JSON)": f"{EDITION}/document.json",
        }
        == shown.links
    )
    assert [words for words in shown.links if words.startswith(("Present", "Withdraw"))] == []


def test_edition_that_was_replaced_says_so_at_the_top(reader, edition, march):
    edition_of(march, change_note="A figure was wrong")

    first, second = page(reader.get(PAGES[1])), page(reader.get(f"{FOLDER}/editions/2/"))

    assert first.words[2:6] == ["Information:", "Edition 1 was replaced.", "Read edition 2 instead", "."]
    assert first.links["Read edition 2 instead"] == f"{FOLDER}/editions/2/"
    assert "Information:" not in second.words
    where = second.words.index("What has changed since the edition before")
    assert second.words[where + 1] == "A figure was wrong"


def test_edition_that_was_withdrawn_says_so_at_the_top(secretary, edition):
    WithdrawalFactory(
        edition=edition, reason="A figure is wrong.\n\nSee page 4.", withdrawn_by=UserFactory(name="Amy Law")
    )

    shown = page(secretary.get(PAGES[1]))

    assert shown.words[2:7] == [
        *("Important:", "Withdrawn: do not use"),
        "Amy Law withdrew this edition on 1 March 2022, and says why:",
        *("A figure is wrong.", "See page 4."),
    ]
    assert [words for words in shown.links if words.startswith(("Present", "Withdraw"))] == []


def test_edition_lets_the_board_secretary_present_and_withdraw_it(secretary, edition):
    links = page(secretary.get(PAGES[1])).links

    assert links["Present it to another meeting"] == f"{EDITION}/present/"
    assert links["Withdraw it"] == f"{EDITION}/withdraw/"


def test_edition_whose_document_can_not_be_read_says_so(reader, edition):
    tamper(edition, document='{"version":0}')

    response = reader.get(PAGES[1])

    assert response.status_code == 503
    assert page(response).words[:2] == [
        "Edition 1 can not be shown",
        "This document is of version 0; versions 1 to 2 can be read here.",
    ]


def test_edition_shows_hostile_text_as_text(reader, march):
    NarrativePointFactory(period=march, text=HOSTILE)
    edition_of(march)
    WithdrawalFactory(edition=edition_of(march, change_note=HOSTILE, issued_by__name=HOSTILE), reason=HOSTILE)

    for address in (LIST, f"{FOLDER}/editions/2/"):
        text = reader.get(address).content.decode()
        assert "&lt;script&gt;alert(" in text
        assert "{{ 7*7 }}" in text
        assert "<script>" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_edition_needs_eight_queries(reader, march, number, django_assert_num_queries):
    for _ in range(number):
        PresentationFactory(edition=edition_of(march), meeting=MeetingFactory(period=march))

    with django_assert_num_queries(8) as queries:
        response = reader.get(f"{FOLDER}/editions/{number}/")

    assert response.status_code == 200
    assert [query for query in queries if LOADS_PDF.search(query["sql"])] == []


def test_edition_says_what_was_left_open_to_those_who_edit_reports_alone(reader, client, march):
    said = ["BO-01 has no stage.", "EPR is not in the list of acronyms."]
    edition_of(march, left_open=json.dumps(said))

    to_reader = page(reader.get(PAGES[1])).words
    client.force_login(secretary_of(march.strategy.organisation))
    to_secretary = page(client.get(PAGES[1])).words

    heading = to_secretary.index("Left open when it was issued")
    assert to_secretary[heading + 1 : heading + 4] == ["2 things that the report desk listed", *said]
    assert "Left open when it was issued" not in to_reader


@pytest.mark.parametrize("damaged", ["{", '{"a": 1}', "3"])
def test_note_of_what_was_left_open_that_was_damaged_stops_no_page(client, march, damaged):
    edition = edition_of(march)
    tamper(edition, left_open=damaged)
    client.force_login(secretary_of(march.strategy.organisation))

    assert client.get(PAGES[1]).status_code == 200
    assert edition.advice_left_open() == []


# Whether it is what was issued


def test_edition_verify_says_that_it_is_what_was_issued(reader, edition):
    response = reader.get(PAGES[4])
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "What was issued: edition 1, March 2022 – Strategy Tracker"
    assert shown.words[1:3] == [
        "Is edition 1 what was issued?",
        "Yes. Its files, its words and what is recorded of it are the same as on 1 March 2022.",
    ]
    for name, fingerprint in (
        ("PDF", edition.pdf_sha256),
        ("Document", edition.document_sha256),
        ("Seal", edition.seal),
    ):
        where = shown.words.index(name)
        assert shown.words[where + 1 : where + 3] == ["Unchanged", fingerprint]
    assert "shasum -a 256 organisation-1-2022-03-edition-1.pdf" in shown.words


def test_edition_verify_says_what_was_changed(reader, edition):
    turned = flipped(edition.pdf)
    tamper(edition, pdf=turned)

    shown = page(reader.get(PAGES[4]))

    assert shown.title == "Not what was issued: edition 1, March 2022 – Strategy Tracker"
    assert shown.words[2:5] == [
        "Important: this is not what was issued",
        "The PDF is not the one that was issued: its fingerprint differs.",
        "Do not rely on it. Tell whoever runs Strategy Tracker.",
    ]
    where = shown.words.index("PDF")
    assert shown.words[where + 1 : where + 6] == [
        *("Changed.", "It was", edition.pdf_sha256),
        *("and is now", hashlib.sha256(turned).hexdigest()),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_edition_verify_needs_ten_queries(reader, march, number, django_assert_num_queries):
    for _ in range(number):
        edition_of(march)
    EditionFactory()

    with django_assert_num_queries(10):
        response = reader.get(f"{FOLDER}/editions/{number}/verify/")

    assert page(response).title.startswith("What was issued")


def test_editions_are_read_by_the_people_of_a_group_too(client, edition):
    membership = MembershipFactory()
    Organisation.objects.filter(slug="organisation-1").update(parent=membership.organisation)
    client.force_login(membership.user)

    assert [client.get(address).status_code for address in PAGES] == [200] * 5
