"""The report desk."""

from datetime import date

import pytest

from tests.factories import (
    AcronymFactory,
    BoardQuestionFactory,
    CommitmentFactory,
    MeetingFactory,
    MembershipFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    UserFactory,
)
from tests.pages import page
from tests.reports.document.samples import period_of, reported
from tests.reports.issued import edition_of, secretary_of

pytestmark = pytest.mark.django_db

DESK = "/organisation-1/strategy-1/2022-03/desk/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def priority():
    return PriorityFactory(strategy__title="Plan 2021-2025", name="Be outstanding")


@pytest.fixture
def march(priority):
    """March 2022, an open round whose report goes to the Trust Board."""
    opened = period_of(priority.strategy, "2022-03", state="open")
    MeetingFactory(period=opened, committee__name="Trust Board")
    return opened


@pytest.fixture
def secretary(client, march):
    client.force_login(secretary_of(march.strategy.organisation))
    return client


@pytest.fixture
def team(client, march):
    organisation = march.strategy.organisation
    client.force_login(MembershipFactory(organisation=organisation, role="strategy_team").user)
    return client


def led(priority, ref, **fields):
    """A commitment that somebody leads."""
    post = PostFactory(organisation=priority.strategy.organisation, holder=UserFactory())
    return CommitmentFactory(priority=priority, ref=ref, wording="Open a ward", lead=post, **fields)


def ready(priority, march, ref="BO-01", *progress, **fields):
    """A commitment whose update is approved, and lacks nothing."""
    return reported(
        led(priority, ref),
        march,
        *(progress or ["Walls stand"]),
        **({"stage": "in_progress", "rating": "green"} | fields),
    )


def words(client):
    return page(client.get(DESK)).words


def part(client, heading):
    """What stands under a heading, up to the next of the page's own."""
    found = words(client)
    ends = ["What blocks this report", "What to look at again", "What is in order"]
    start = found.index(heading) + 1
    return found[start : next((place for place in range(start, len(found)) if found[place] in ends), None)]


def test_desk_of_a_report_that_is_ready_says_so(secretary, priority, march):
    ready(priority, march)

    shown = page(secretary.get(DESK))

    assert shown.title == "Report desk, March 2022 – Strategy Tracker"
    assert shown.words[:10] == [
        *("Plan 2021-2025", "Report desk, March 2022", "Round", "Open", "Updates", "1 of 1 approved"),
        *("Goes to", "Trust Board, 30 March 2022", "Issued", "Not yet"),
    ]
    assert part(secretary, "What blocks this report") == ["Nothing blocks this report. It can be issued as it is."]
    assert part(secretary, "What to look at again") == ["There is nothing to look at again."]
    assert part(secretary, "What is in order") == [
        "Every update that is owed is approved.",
        "Every printed update has a stage.",
        "Every update that needs a reason gives one.",
        "No date under Next will have passed when the board reads it.",
        "Every acronym is on the list.",
        "No acronym has two meanings.",
        "No row is longer than half a page.",
        "Somebody leads all the work that goes on.",
    ]


def test_desk_leads_to_the_work_of_its_reader(secretary, march):
    links = page(secretary.get(DESK)).links

    assert links["Edit highlights, challenges and key activities"] == "/organisation-1/strategy-1/2022-03/narrative/"
    assert links["Preview the report"] == "/organisation-1/strategy-1/2022-03/report/"
    assert links["Preview the PDF"] == "/organisation-1/strategy-1/2022-03/report.pdf"
    assert links["Issue the report"] == "/organisation-1/strategy-1/2022-03/report/issue/"
    assert links["See the editions"] == "/organisation-1/strategy-1/editions/"


def test_desk_offers_the_strategy_team_no_issuing(team, priority, march):
    ready(priority, march)

    assert "Issue the report" not in page(team.get(DESK)).links
    assert part(team, "What blocks this report") == ["Nothing blocks this report."]


def test_desk_tells_first_what_blocks(secretary, priority, march):
    ready(priority, march)
    StatusUpdateFactory(commitment=led(priority, "BO-02"), period=march)

    assert "1 of 2 approved" in words(secretary)
    found = part(secretary, "What blocks this report")
    assert found[:2] == ["Updates that are not approved", "1"]
    assert found[2].startswith("The report prints approved updates only. Have these approved, or say")
    assert found[3:] == [
        "See the whole round",
        "The update of BO-02 has not been begun.",
        "Open the update of BO-02",
    ]
    assert "Every update that is owed is approved." not in words(secretary)


def test_desk_leads_to_the_approval_for_who_may_approve(secretary, priority, march):
    SubmittedUpdateFactory(commitment=led(priority, "BO-01"), period=march)
    ways = page(secretary.get(DESK)).links

    assert ways["Approve the update of BO-01"] == "/organisation-1/strategy-1/2022-03/approvals/BO-01/"


def test_desk_leads_others_to_the_update_that_waits(secretary, priority, march):
    MembershipFactory(organisation=march.strategy.organisation, role="executive")
    SubmittedUpdateFactory(commitment=led(priority, "BO-01"), period=march)
    ways = page(secretary.get(DESK)).links

    assert ways["Open the update of BO-01"] == "/organisation-1/strategy-1/2022-03/updates/BO-01/"
    assert "Approve the update of BO-01" not in ways


def test_desk_says_who_mends_what_its_reader_may_not(secretary, priority, march):
    ready(priority, march, "BO-01", "The PET scanner came")

    assert part(secretary, "What to look at again")[1:] == [
        *("Acronyms that are not on the list", "1"),
        "The report can’t explain them. Add each to the list, or write it out.",
        "This is for the strategy team.",
        "PET stands in BO-01.",
        "See BO-01",
    ]


def test_desk_leads_who_may_mend_it_there(team, priority, march):
    ready(priority, march, "BO-01", "The R&D team and the PET scanner came")
    ways = page(team.get(DESK)).links

    assert ways["Add PET to the list"] == "/organisation-1/acronyms/add/?short=PET"
    assert ways["Add R&D to the list"] == "/organisation-1/acronyms/add/?short=R%26D"
    assert "This is for the strategy team." not in words(team)


def test_desk_leads_there_once_for_what_is_mended_in_one_place(team, priority, march):
    march.state = "closed"
    march.save()
    for ref in ("BO-01", "BO-02"):
        ready(priority, march, ref, stage="", rating="")

    assert part(team, "What to look at again")[3:] == [
        "The numbers of the report count them as not reported.",
        "Open the round again",
        "The update of BO-01 gives no stage.",
        "The update of BO-02 gives no stage.",
    ]


def test_desk_has_no_way_where_nobody_here_may_go(secretary, priority, march):
    ready(priority, march)
    CommitmentFactory(priority=priority, ref="BO-02", lead=PostFactory(organisation=priority.strategy.organisation))

    assert page(secretary.get(DESK)).links["See what nobody leads"] == (
        "/organisation-1/strategy-1/2022-03/round/?post=nobody"
    )
    assert "This is for an administrator, or the strategy team." in words(secretary)


def test_desk_folds_what_is_more_than_five(secretary, priority, march):
    for number in range(1, 8):
        StatusUpdateFactory(commitment=led(priority, f"BO-0{number}"), period=march)

    found = part(secretary, "What blocks this report")

    assert found[found.index("2 more") + 1 :] == [
        ": Updates that are not approved",
        *("The update of BO-06 has not been begun.", "Open the update of BO-06"),
        *("The update of BO-07 has not been begun.", "Open the update of BO-07"),
    ]


def test_desk_of_a_round_that_has_not_begun_says_so(secretary, march):
    march.state = "planned"
    march.save()
    march.meetings.all().delete()

    assert part(secretary, "What blocks this report") == [
        "The round has not begun, so there is no report to issue yet.",
        "No meeting receives this report yet. The strategy team names one when it plans the round.",
    ]


def test_desk_names_the_edition_that_was_issued(secretary, priority, march):
    ready(priority, march)
    edition_of(march)

    assert page(secretary.get(DESK)).links["Edition 1, issued on 1 March 2022 to the Trust Board"] == (
        "/organisation-1/strategy-1/2022-03/editions/1/"
    )


def test_desk_prints_hostile_text_as_text(secretary, priority, march):
    ready(priority, march)
    NarrativePointFactory(period=march, text=HOSTILE)
    NarrativePointFactory(period=march, text="x" * 2000)

    response = secretary.get(DESK)

    assert b"<script>alert" not in response.content
    assert f"“{HOSTILE}” rests on no commitment." in page(response).words


def test_finding_is_gone_once_it_is_mended(secretary, priority, march):
    ready(priority, march)
    point = NarrativePointFactory(period=march, text="All is well")
    shown = page(secretary.get(DESK))
    form = shown.links["Change the highlight “All is well”"]

    secretary.post(
        form, {"kind": "highlight", "text": "All is well", "refs": "BO-01", "public": "on", "revision": point.revision}
    )

    assert part(secretary, "What to look at again") == ["There is nothing to look at again."]
    assert "Every highlight rests on something in the plan." in words(secretary)


@pytest.mark.parametrize("role", ["reader", "executive", "administrator"])
def test_desk_is_for_the_secretary_and_the_team(client, march, role):
    client.force_login(MembershipFactory(organisation=march.strategy.organisation, role=role).user)

    assert client.get(DESK).status_code == 403


def test_desk_is_not_there_for_strangers_or_other_periods(client, secretary, march):
    assert secretary.get(DESK.replace("2022-03", "2030-01")).status_code == 404
    client.force_login(UserFactory())
    assert client.get(DESK).status_code == 404


def test_desk_only_shows(secretary, march):
    assert (secretary.head(DESK).status_code, secretary.post(DESK).status_code) == (200, 405)


@pytest.mark.parametrize("number", [1, 3])
def test_desk_needs_thirty_five_queries(secretary, priority, march, number, django_assert_num_queries):
    earlier = period_of(priority.strategy, "2021-06")
    for each in range(number):
        update = ready(priority, march, f"BO-0{each}", "The PET scanner came", stage="")
        PlanChangeFactory(commitment=update.commitment, period=march)
        reported(update.commitment, earlier, "Began", then=["Go on in May 2021"])
        SubmittedUpdateFactory(commitment=led(priority, f"BO-1{each}"), period=march)
        NarrativePointFactory(period=march)
        MeetingFactory(period=march, held_on=date(2022, 4, 1 + each))
        AcronymFactory(organisation=march.strategy.organisation)
        BoardQuestionFactory(period=earlier)
        CommitmentFactory(priority=priority, lead=PostFactory(organisation=march.strategy.organisation))
    edition_of(march)
    secretary.get(DESK)

    with django_assert_num_queries(35):
        assert secretary.get(DESK).status_code == 200
