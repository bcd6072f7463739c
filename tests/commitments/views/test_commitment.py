"""The page of one commitment: its words, its people, what was approved of it."""

from datetime import date

import pytest

from commitments.models import ReportingPeriod, StatusUpdate
from tests.factories import (
    AcronymFactory,
    ApprovedUpdateFactory,
    CommitmentFactory,
    MilestoneFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

PERIOD = "/organisation-1/strategy-1/2022-06/"
ADDRESS = f"{PERIOD}commitments/C1/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def periods(reader):
    strategy = StrategyFactory(title="Plan", commitment_label="Deliverable")
    months = [date(2022, 3, 1), date(2022, 6, 1), date(2022, 9, 1)]
    return [
        ReportingPeriodFactory(strategy=strategy, month=month, state=state)
        for month, state in zip(months, ("closed", "open", "planned"), strict=True)
    ]


@pytest.fixture
def priority(periods):
    return PriorityFactory(strategy=periods[0].strategy, name="Be outstanding")


def words_after(shown, heading: str) -> list[str]:
    return shown.words[shown.words.index(heading) + 1 :]


def test_commitment_says_what_it_is(reader, periods, priority):
    commitment = CommitmentFactory(
        theme=ThemeFactory(parent=ThemeFactory(priority=priority, name="Care"), name="Wards"),
        wording="Open two wards",
        published_wording="Open wards",
        lead=PostFactory(title="Matron", holder=UserFactory(name="Ada")),
        due_on=date(2023, 3, 1),
        due_precision="month",
    )
    commitment.supporting.add(PostFactory(title="Director of Estates"))
    MilestoneFactory(commitment=commitment, title="Plans drawn", due_on=date(2022, 4, 1), due_precision="quarter")
    MilestoneFactory(
        commitment=commitment,
        title="Plans agreed",
        due_on=date(2022, 8, 1),
        due_precision="month",
        done_on=date(2022, 7, 5),
    )
    PlanChangeFactory(
        commitment=commitment,
        period=periods[2],
        old="Open a ward",
        new="Open two wards",
        reason="Demand",
        agreed_at="Board",
    )

    response = reader.get(ADDRESS)
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "C1 Open two wards – Strategy Tracker"
    assert shown.words[: shown.words.index("What was reported")] == [
        *("Deliverable C1", "Open two wards", "**"),
        *("In the published plan", "Open wards", "In June 2022", "Open a ward"),
        *("Priority", "Be outstanding", "Theme", "Care: Wards"),
        *("Lead", "Matron (Ada)", "Supported by", "Director of Estates (nobody holds this post)", "Due", "March 2023"),
        "Milestones",
        "Plans drawn: due Quarter 1 2022/23 (April to June 2022), not done yet",
        "Plans agreed: due August 2022, done on 5 July 2022",
    ]
    changes = words_after(shown, "Changes to the plan")
    assert changes[0] == "Reworded, September 2022"
    assert {"Demand"} < set(changes)
    assert changes[-1].startswith("Agreed at Board. Reported in September 2022. Recorded by ")


def test_commitment_says_what_is_not_known(reader, periods, priority):
    CommitmentFactory(priority=priority, wording="Open a ward", published_wording="Open a ward")

    shown = page(reader.get(ADDRESS))

    assert shown.words == [
        *("Deliverable C1", "Open a ward", "Priority", "Be outstanding"),
        *("Lead", "No lead named", "Due", "No date given"),
        *("What was reported", "Compare two periods"),
        *("June 2022", "No update reported", "March 2022", "No update reported"),
    ]


def test_commitment_tells_its_approved_updates_the_newest_first(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority)
    earlier = ApprovedUpdateFactory(commitment=commitment, period=periods[0])
    given = {
        "stage": "in_progress",
        "rating": "green",
        "executive_rating": "red",
        "reason": "No money.\n\nWe ask the board.",
    }
    by = {"submitted_by": UserFactory(name="Ann Hill"), "approved_by": UserFactory(name="Mei Chen")}
    StatusUpdate.objects.filter(pk=earlier.pk).update(
        submitted_by=None, submitted_at=None, approved_by=by["approved_by"]
    )
    now = ApprovedUpdateFactory(
        commitment=commitment, period=periods[1], on_behalf_of=PostFactory(title="Matron"), **given, **by
    )
    UpdatePointFactory(update=earlier, kind="next", text="Call for tenders")
    for text, depth in (("Tenders came", 0), ("Three of them", 1)):
        UpdatePointFactory(update=now, text=text, depth=depth)
    for text in ("Minutes of May", "https://example.nhs.uk/tender", "https://[", "https://a b"):
        UpdatePointFactory(update=now, kind="evidence", text=text)

    shown = page(reader.get(ADDRESS))

    assert words_after(shown, "Compare two periods") == [
        *("June 2022", "In progress", "Green", "Rated by the executive:", "Red", "Written on behalf of Matron"),
        "Submitted by Ann Hill on 1 March 2022. Approved by Mei Chen on 1 March 2022.",
        *("Reason and what will be done", "No money.", "We ask the board."),
        *("What March 2022 said would come next", "Call for tenders"),
        *("Progress", "Tenders came", "Three of them", "Next", "No next step reported"),
        *("Evidence", "Minutes of May", "https://example.nhs.uk/tender", "https://[", "https://a b"),
        *("March 2022", "No stage or rating given", "Approved by Mei Chen on 1 March 2022."),
        *("Progress", "No progress reported", "Next", "Call for tenders"),
    ]
    assert shown.links["https://example.nhs.uk/tender"] == "https://example.nhs.uk/tender"
    assert "https://[" not in shown.links


@pytest.mark.parametrize("state", ["planned", "open", "closed"])
def test_commitment_leads_its_people_to_the_update_and_its_history(client, reader, priority, state):
    holder = UserFactory()
    CommitmentFactory(
        priority=priority, lead=PostFactory(holder=holder, organisation=priority.strategy.organisation), ref="BO-01"
    )
    period = ReportingPeriod.objects.get(slug=ADDRESS.split("/")[3])
    period.state = state
    period.save()
    at = ADDRESS.rsplit("/", 2)[0] + "/BO-01/"
    words = f"The update of BO-01 for {period.label}, and its history"

    assert words not in page(reader.get(at)).links
    client.force_login(holder)
    links = page(client.get(at)).links

    assert (words in links) is (state != "planned")
    assert state == "planned" or client.get(links[words]).status_code == 200


def test_commitment_shows_nothing_of_what_is_not_approved(reader, periods, priority):
    for factory in (SubmittedUpdateFactory, StatusUpdateFactory):
        update = factory(
            commitment=CommitmentFactory(priority=priority),
            period=periods[1],
            stage="paused",
            rating="red",
            reason="Secret",
        )
        UpdatePointFactory(update=update, text="Secret")

    submitted, draft = reader.get(ADDRESS), reader.get(f"{PERIOD}commitments/C2/")

    assert words_after(page(submitted), "June 2022")[:1] == ["Update awaiting approval"]
    assert words_after(page(draft), "June 2022")[:1] == ["No update reported"]
    for response in (submitted, draft):
        assert b"Secret" not in response.content
        assert b"Paused" not in response.content


def test_commitment_that_ended_needs_no_update(reader, periods, priority):
    ApprovedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=periods[0], stage="complete")

    assert words_after(page(reader.get(ADDRESS)), "Compare two periods")[:3] == [
        "June 2022",
        "Complete since March 2022",
        "March 2022",
    ]


def test_commitment_that_was_added_was_not_in_the_plan_before(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=commitment, kind="added", period=periods[1], new="Open the new hospital")

    shown = page(reader.get(ADDRESS))

    assert shown.words[:3] == ["Deliverable C1", "Open the new hospital", "◊◊"]
    assert words_after(shown, "March 2022")[0] == "Not in the plan then"


def test_commitment_that_the_ledger_ended_needs_no_update(reader, periods, priority):
    PlanChangeFactory(commitment=CommitmentFactory(priority=priority), kind="stopped", period=periods[1])

    words = words_after(page(reader.get(ADDRESS)), "Compare two periods")

    assert words[:4] == ["June 2022", "Stopped by a change of the plan", "March 2022", "No update reported"]


def test_commitment_forgets_changes_that_were_undone(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority, wording="Open a ward")
    change = PlanChangeFactory(commitment=commitment, period=periods[2], old="Open a ward", new="Open two wards")
    PlanChangeFactory(commitment=commitment, period=periods[2], old="Open two wards", new="Open a ward", undoes=change)

    words = page(reader.get(ADDRESS)).words

    assert words[:3] == ["Deliverable C1", "Open a ward", "Priority"]
    assert {"Rewording undone, September 2022", "Undone later"} < set(words)


def test_commitment_leads_to_its_periods_side_by_side(reader, periods, priority):
    CommitmentFactory(priority=priority, ref="A/1 ?")
    address = f"{PERIOD}commitments/A%2F1%20%3F/"

    link = page(reader.get(address)).links["Compare two periods"]

    assert link == f"{PERIOD}compare/?commitment=A/1%20%3F"
    assert page(reader.get(link)).title.startswith("A/1 ?: June 2022 compared with March 2022")
    for period in (periods[0], periods[2]):
        period.delete()
    assert "Compare two periods" not in page(reader.get(address)).links


def test_commitment_that_was_added_by_mistake_is_not_found(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    change = PlanChangeFactory(commitment=commitment, kind="added", period=periods[1])
    PlanChangeFactory(commitment=commitment, kind="added", period=periods[1], undoes=change)

    assert reader.get(ADDRESS).status_code == 404


def test_commitment_leaves_out_changes_that_only_a_marker_knows(reader, periods, priority):
    PlanChangeFactory(commitment=CommitmentFactory(priority=priority))

    shown = page(reader.get(ADDRESS))

    assert ("**" in shown.words, "Changes to the plan" in shown.words) == (True, False)


def test_commitment_leads_to_those_before_and_after_it_in_the_plan(reader, periods, priority):
    for ref in ("A/1?", "C1", "#3"):
        CommitmentFactory(priority=priority, ref=ref)

    links = page(reader.get(ADDRESS)).links

    assert links["Previous : A/1?"] == f"{PERIOD}commitments/A/1%3F/"
    assert links["Next : #3"] == f"{PERIOD}commitments/%233/"
    assert [reader.get(links[text]).status_code for text in ("Previous : A/1?", "Next : #3")] == [200, 200]
    assert [text for text in page(reader.get(links["Next : #3"])).links if text.startswith("Next")] == []


@pytest.mark.parametrize("ref", ["c1", "C1", "%20C1%20", "C1%00"])
def test_commitment_is_found_whatever_the_case_of_its_ref(reader, periods, priority, ref):
    CommitmentFactory(priority=priority)

    assert page(reader.get(f"{PERIOD}commitments/{ref}/")).words[0] == "Deliverable C1"


@pytest.mark.parametrize("ref", ["C2", "C", "%", "%25", "%00", "%ed%a0%80", "_1", "C1/C1", "x" * 10**6])
def test_commitment_of_another_ref_is_not_found(reader, periods, priority, ref):
    CommitmentFactory(priority=priority)

    assert reader.get(f"{PERIOD}commitments/{ref}/").status_code == 404


def test_commitment_of_another_strategy_is_not_found(reader, periods):
    other = StrategyFactory(organisation=periods[0].strategy.organisation)
    CommitmentFactory(priority=PriorityFactory(strategy=other))

    assert reader.get(ADDRESS).status_code == 404


def test_commitment_shows_hostile_text_as_text(reader):
    strategy = StrategyFactory(title=HOSTILE, commitment_label=HOSTILE[:60], illustrative=HOSTILE)
    period = ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1), label=HOSTILE[:60], slug="2022-06")
    priority = PriorityFactory(strategy=strategy, name=HOSTILE)
    commitment = CommitmentFactory(priority=priority, ref="C1", wording=HOSTILE, published_wording=f"{HOSTILE}!")
    CommitmentFactory(priority=priority, ref='"><b>')
    update = ApprovedUpdateFactory(commitment=commitment, period=period, reason=HOSTILE)
    UpdatePointFactory(update=update, text=HOSTILE)
    UpdatePointFactory(update=update, kind="evidence", text='javascript:alert("x")')
    PlanChangeFactory(commitment=commitment, old=HOSTILE, new=f"{HOSTILE}!", agreed_at=HOSTILE)

    response = reader.get(ADDRESS)

    assert b"<script>" not in response.content
    assert b"<b>" not in response.content
    assert b'href="javascript' not in response.content
    assert page(response).words.count(HOSTILE) > 5


def test_commitment_answers_head_and_refuses_post(reader, periods, priority):
    CommitmentFactory(priority=priority)

    assert (reader.head(ADDRESS).status_code, reader.head(ADDRESS).content) == (200, b"")
    assert reader.post(ADDRESS).status_code == 405


def test_commitment_says_of_an_import_that_it_is_one(reader, periods, priority):
    account = UserFactory(name="Strategy Tracker")
    commitment = CommitmentFactory(priority=priority)
    ApprovedUpdateFactory(commitment=commitment, period=periods[0], submitted_by=account, approved_by=account)

    shown = page(reader.get(f"{PERIOD}commitments/{commitment.ref}/")).words

    assert "Imported by Strategy Tracker on 1 March 2022." in shown
    assert [each for each in shown if each.startswith(("Submitted", "Approved"))] == []


@pytest.mark.parametrize("number", [1, 3])
def test_commitment_needs_seventeen_queries(reader, periods, priority, number, django_assert_num_queries):
    for _ in range(number):
        commitment = CommitmentFactory(
            theme=ThemeFactory(parent=ThemeFactory(priority=priority)), lead=PostFactory(holder=UserFactory())
        )
    PlanChangeFactory.create_batch(number, commitment=commitment, period=periods[0], old="Old")
    MilestoneFactory.create_batch(number, commitment=commitment)
    for _ in range(number):
        commitment.supporting.add(PostFactory(holder=UserFactory()))
    for period in periods[:number]:
        update = ApprovedUpdateFactory(commitment=commitment, period=period)
        UpdatePointFactory.create_batch(number, update=update)
    address = f"{PERIOD}commitments/{commitment.ref}/"
    reader.get(address)

    with django_assert_num_queries(17):
        response = reader.get(address)

    assert response.status_code == 200


def test_commitment_explains_acronyms_where_they_are_used_first(reader, periods, priority):
    AcronymFactory(organisation=priority.strategy.organisation, short="MRI", long="Magnetic <resonance> imaging")
    commitment = CommitmentFactory(priority=priority, wording="Open the MRI suite")
    UpdatePointFactory(update=ApprovedUpdateFactory(commitment=commitment, period=periods[0]), text="MRIs & more")

    said = reader.get(ADDRESS).content.decode()

    assert said.count("<abbr") == 1
    assert 'Open the <abbr title="Magnetic &lt;resonance&gt; imaging">MRI</abbr> suite</h1>' in " ".join(said.split())
    assert "MRIs &amp; more" in said
