"""The dashboard: numbers that are those of the register, of approved updates alone."""

import re
from datetime import date
from random import Random

import pytest

from commitments.models import Rating, Stage, State
from reports.document import build
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ObservationFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/2022-06/"
REGISTER = f"{ADDRESS}register/"
ONWARD = ("Step through in a meeting", "What the board asked", "Compare with another period")
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def periods(reader):
    strategy = StrategyFactory(title="Plan")
    return [
        ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1), state="closed"),
        ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1), state="open"),
    ]


def a_small_plan(earlier, period):
    outstanding = PriorityFactory(strategy=period.strategy, name="Be outstanding")
    digital = PriorityFactory(strategy=period.strategy, name="Be digital")
    green, red, awaited = (CommitmentFactory(priority=outstanding) for _ in range(3))
    done, silent = CommitmentFactory(priority=digital), CommitmentFactory(priority=digital)
    ApprovedUpdateFactory(commitment=green, period=earlier, stage="in_progress", rating="amber")
    ApprovedUpdateFactory(commitment=green, period=period, stage="in_progress", rating="green")
    ApprovedUpdateFactory(
        commitment=red,
        period=period,
        stage="in_progress",
        rating="green",
        executive_rating="red",
        reason="Staff are hard to find.",
    )
    ApprovedUpdateFactory(commitment=done, period=earlier, stage="complete")
    SubmittedUpdateFactory(commitment=awaited, period=period, stage="paused", rating="red", reason="Secret")
    StatusUpdateFactory(commitment=silent, period=period, stage="paused", rating="red", reason="Secret")


def a_varied_plan(seed, *periods, stages=Stage.values):
    """Fifteen commitments of three priorities; in each period each has any update, or none."""
    chance = Random(seed)
    priorities = [PriorityFactory(strategy=periods[0].strategy) for _ in range(3)]
    for _ in range(15):
        commitment = CommitmentFactory(priority=chance.choice(priorities), in_published_plan=chance.random() < 0.8)
        if not commitment.in_published_plan:
            PlanChangeFactory(commitment=commitment, kind="added", period=chance.choice([None, *periods]))
        for period in periods:
            stage = chance.choice(["", *stages])
            ratings = {"rating": chance.choice(["", *Rating.values]), "executive_rating": chance.choice(["", "red"])}
            given = {"stage": stage} | (ratings if stage in ("", *Stage.rated) else {})
            factory = chance.choice([ApprovedUpdateFactory] * 3 + [SubmittedUpdateFactory, StatusUpdateFactory, None])
            if factory:
                factory(commitment=commitment, period=period, **given)


def numbers(shown) -> dict[str, int]:
    """The numbers of a dashboard that lead to the register, by their address."""
    links = [
        (int(re.search(r"\d+", text)[0]), address) for text, address in shown.links.items() if "/register/" in address
    ]
    found = {address: number for number, address in links}
    assert all(found[address] == number for number, address in links)
    return found


def test_dashboard_says_where_delivery_stands(reader, periods):
    a_small_plan(*periods)

    response = reader.get(ADDRESS)
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "Dashboard, June 2022 – Strategy Tracker"
    start, end = shown.words.index("Where delivery stands"), shown.words.index("Priorities")
    assert shown.words[:start] == [
        *("Plan", "Dashboard, June 2022", "March 2022", "June 2022", "(open)"),
        *("All priorities", "Be outstanding", "Be digital"),
    ]
    assert shown.words[start:end] == [
        *("Where delivery stands", "5", "in all", "commitments"),
        *("1", "Red in all", "Red", "0", "Amber", "1", "Green in all", "Green"),
        *("1", "Complete in all", "Complete", "2", "Not reported in all", "Not reported", "0", "Overdue"),
        *("Movement since March 2022", "1", "Better since March 2022", "Better", "1", "New since March 2022", "New"),
        "Compare March 2022 with June 2022",
        *("What needs attention", "1", "needs attention", "of 5 commitments"),
        *("1", "need attention: Red", "Red"),
        *("1", "need attention: Executive and lead disagree", "Executive and lead disagree"),
        "This round is open: the numbers change as updates are approved.",
        "1 update is awaiting approval and is not counted here.",
        "1 commitment has no update yet.",
        "1 commitment has ended: it counts as ended, without a new update.",
        *("Needs attention first", "Commitment", "Why", "Reason given, and what will be done"),
        *("C2", "Open the new hospital", "Red in June 2022", "Red by the executive, Green by the lead"),
        "Staff are hard to find.",
    ]
    assert "Secret" not in response.content.decode()


def test_dashboard_counts_by_priority_with_a_bar(reader, periods):
    a_small_plan(*periods)
    outstanding, digital = periods[0].strategy.priorities.all()

    response = reader.get(ADDRESS)

    assert numbers(page(response)) == {
        REGISTER: 5,
        f"{REGISTER}?rating=red": 1,
        f"{REGISTER}?rating=green": 1,
        f"{REGISTER}?rating=none": 3,
        f"{REGISTER}?stage=complete": 1,
        f"{REGISTER}?stage=in_progress": 2,
        f"{REGISTER}?stage=none": 2,
        f"{REGISTER}?update=awaiting": 1,
        f"{REGISTER}?update=none": 1,
        f"{REGISTER}?update=ended": 1,
        f"{REGISTER}?movement=better": 1,
        f"{REGISTER}?movement=new": 1,
        f"{REGISTER}?attention=any": 1,
        f"{REGISTER}?attention=red": 1,
        f"{REGISTER}?attention=disagreement": 1,
        f"{REGISTER}?priority={outstanding.pk}": 3,
        f"{REGISTER}?priority={digital.pk}": 2,
        f"{REGISTER}?priority={outstanding.pk}&rating=red": 1,
        f"{REGISTER}?priority={outstanding.pk}&rating=green": 1,
        f"{REGISTER}?priority={outstanding.pk}&rating=none": 1,
        f"{REGISTER}?priority={digital.pk}&rating=none": 2,
        f"{REGISTER}?priority={outstanding.pk}&stage=in_progress": 2,
        f"{REGISTER}?priority={outstanding.pk}&stage=none": 1,
        f"{REGISTER}?priority={digital.pk}&stage=complete": 1,
        f"{REGISTER}?priority={digital.pk}&stage=none": 1,
    }
    assert re.findall(r"app-bar__part--(\S+) app-share-(\d+)", response.content.decode()) == [
        *(("red", "20"), ("green", "20"), ("complete", "20"), ("none", "40")),
        *(("red", "34"), ("green", "33"), ("none", "33")),
        *(("red", "20"), ("green", "20"), ("none", "60")),
        *(("in-progress", "67"), ("none", "33"), ("complete", "50"), ("none", "50")),
        *(("in-progress", "40"), ("complete", "20"), ("none", "40")),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_dashboard_counts_as_the_report_does(reader, periods, seed):
    a_varied_plan(seed, *periods, stages=[*Stage.rated, Stage.COMPLETE])
    glance = build(periods[1]).glance
    found = numbers(page(reader.get(ADDRESS)))

    for word, number in zip(glance.stages, glance.tallies[-1].stages, strict=True):
        assert found.get(f"{REGISTER}?stage={word.code or 'none'}", 0) == number
    for word, number in zip(glance.ratings, glance.tallies[-1].ratings, strict=True):
        assert found.get(f"{REGISTER}?rating={word.code}", 0) == number
    for moved in glance.movements:
        assert found[f"{REGISTER}?movement={moved.word.lower()}"] == moved.number


def test_dashboard_shows_every_commitment_in_every_period(reader, periods):
    a_small_plan(*periods)
    later = CommitmentFactory(priority=periods[0].strategy.priorities.first(), in_published_plan=False, ref="A/1?")
    PlanChangeFactory(commitment=later, kind="added", period=periods[1])
    ReportingPeriodFactory(strategy=periods[0].strategy, month=date(2023, 1, 1), state="planned")

    shown = page(reader.get(ADDRESS))

    assert shown.words[shown.words.index("Every commitment, period by period") + 1 :] == [
        *("Complete", "Green", "Amber", "Red", "…", "Update awaiting approval", "–", "No update reported"),
        *("·", "Not in the plan then"),
        *("Commitment", "March 2022", "June 2022", "Be outstanding"),
        *("C1", "Open the new hospital", "In progress, Amber", "In progress, Green"),
        *("C2", "Open the new hospital", "–", "No update reported", "In progress, Red"),
        *("C3", "Open the new hospital", "–", "No update reported", "…", "Update awaiting approval"),
        *("A/1?", "Open the new hospital", "·", "Not in the plan then", "–", "No update reported"),
        *("Be digital", "C4", "Open the new hospital", "Complete", "Complete since March 2022"),
        *("C5", "Open the new hospital", "–", "No update reported", "–", "No update reported"),
        *ONWARD,
    ]
    assert shown.links["C1"] == f"{ADDRESS}commitments/C1/"
    assert shown.links["A/1?"] == f"{ADDRESS}commitments/A/1%3F/"


def test_dashboard_speaks_the_strategys_words(reader, periods):
    strategy = periods[0].strategy
    for level, words in (("priority", "Aim"), ("commitment", "Deliverable")):
        setattr(strategy, f"{level}_label", words)
        setattr(strategy, f"{level}_label_plural", f"{words}s")
    strategy.illustrative = "The ratings are illustrative."
    strategy.save()
    StatusWordFactory(strategy=strategy, code="red", word="Off track")
    a_small_plan(*periods)

    words = page(reader.get(ADDRESS)).words

    assert words.count("Off track") > 2
    for said in (
        "The ratings are illustrative.",
        "deliverables",
        "1 deliverable has no update yet.",
        "Aims",
        "Deliverables by rating",
    ):
        assert said in words
    assert [each for each in words if "ommitment" in each or "Red" in each] == []


def test_dashboard_of_the_first_period_compares_nothing(reader, periods):
    a_small_plan(*periods)

    words = page(reader.get("/organisation-1/strategy-1/2022-03/")).words

    assert "March 2022 is the first period, so there is nothing to compare it with." in words
    assert "3 commitments have no update for this period." in words


def test_dashboard_says_that_nothing_was_rated_before(reader, periods):
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=periods[0].strategy))
    ApprovedUpdateFactory(commitment=commitment, period=periods[0])
    ApprovedUpdateFactory(commitment=commitment, period=periods[1], stage="in_progress", rating="red")

    before = page(reader.get("/organisation-1/strategy-1/2022-03/")).words
    words = page(reader.get(ADDRESS)).words

    assert "No stage or rating is given for this period." in before
    assert "Red" not in before[: before.index("Movement")]
    assert "No stage or rating was given in March 2022, so movement since then can’t be shown." in words
    assert "No stage or rating given" in words


def test_dashboard_says_that_nothing_can_be_compared_yet(reader, periods):
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=periods[0].strategy))
    ApprovedUpdateFactory(commitment=commitment, period=periods[0], stage="in_progress", rating="red")

    assert "No update of June 2022 can be compared with March 2022 yet." in page(reader.get(ADDRESS)).words


def test_dashboard_says_what_was_added_later_and_what_has_not_begun(reader, periods):
    periods[0].state = "planned"
    periods[0].save()
    priority = PriorityFactory(strategy=periods[0].strategy)
    CommitmentFactory(priority=priority)
    for _ in range(2):
        commitment = CommitmentFactory(priority=priority, in_published_plan=False)
        PlanChangeFactory(commitment=commitment, kind="added", period=periods[1])

    words = page(reader.get("/organisation-1/strategy-1/2022-03/")).words

    assert words[words.index("in all") - 1 : words.index("Movement")] == [
        *("1", "in all", "commitment", "0", "Overdue"),
    ]
    assert words[
        words.index("Nothing, by the updates approved so far.") + 1 : words.index("Every commitment, period by period")
    ] == [
        "This round has not begun.",
        "No stage or rating is given for this period.",
        "1 commitment has no update yet.",
        "2 commitments were added to the plan later.",
    ]


def test_dashboard_expects_nothing_of_what_the_ledger_ended(reader, periods):
    priority = PriorityFactory(strategy=periods[0].strategy)
    PlanChangeFactory(commitment=CommitmentFactory(priority=priority), kind="stopped", period=periods[1])
    mistaken = CommitmentFactory(priority=priority, in_published_plan=False)
    change = PlanChangeFactory(commitment=mistaken, kind="added", period=periods[0])
    PlanChangeFactory(commitment=mistaken, kind="added", period=periods[0], undoes=change)

    shown = page(reader.get(ADDRESS))

    assert "1 commitment has ended: it counts as ended, without a new update." in shown.words
    assert shown.words[-8:] == [
        "C1",
        "Open the new hospital",
        "–",
        "No update reported",
        "Stopped by a change of the plan",
        *ONWARD,
    ]
    assert numbers(shown)[f"{REGISTER}?stage=stopped"] == 1


def test_dashboard_of_an_empty_plan_says_so(reader, periods):
    assert page(reader.get(ADDRESS)).words[-1] == "No commitments stood in the plan in June 2022."


def test_dashboard_says_in_place_of_an_empty_bar_that_there_are_no_ratings(reader, periods):
    rated, unrated = (PriorityFactory(strategy=periods[1].strategy, name=name) for name in ("Rated", "Unrated"))
    for priority, rating in ((rated, "green"), (unrated, "")):
        commitment = CommitmentFactory(priority=priority)
        ApprovedUpdateFactory(commitment=commitment, period=periods[1], stage="in_progress", rating=rating)

    words = page(reader.get(ADDRESS)).words
    alone = page(reader.get(f"{ADDRESS}?priority={unrated.pk}")).words

    assert words.count("No ratings") == 1
    assert words[words.index("No ratings") - 1] == "Unrated"
    assert alone[alone.index("Where delivery stands") :].count("No ratings") == 1


def test_dashboard_pages_a_long_strip(reader, periods, monkeypatch):
    monkeypatch.setattr("commitments.views.dashboard.ROWS", 2)
    a_small_plan(*periods)

    first, last = page(reader.get(ADDRESS)), page(reader.get(f"{ADDRESS}?page=3"))

    assert [ref for ref in ("C1", "C2", "C3", "C4", "C5") if ref in first.links] == ["C1", "C2"]
    assert [ref for ref in ("C1", "C3", "C4", "C5") if ref in last.links] == ["C5"]
    assert "?page=2#strip" in first.links.values()
    for number in ("x", "0", "9" * 5000):
        assert reader.get(f"{ADDRESS}?page={number}").status_code == 200


def test_dashboard_shows_hostile_text_as_text(reader):
    strategy = StrategyFactory(title=HOSTILE, illustrative=HOSTILE, commitment_label_plural=HOSTILE[:60])
    ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1), label=HOSTILE[:60], slug="2022-06")
    CommitmentFactory(priority=PriorityFactory(strategy=strategy, name=HOSTILE), wording=HOSTILE, ref='"><b>')

    response = reader.get(ADDRESS)

    assert b"<script>" not in response.content
    assert b"<b>" not in response.content
    assert HOSTILE in page(response).words


@pytest.mark.parametrize("address", ["/organisation-1/strategy-1/2022-09/", "/organisation-9/strategy-1/2022-06/"])
def test_dashboard_of_what_is_not_there_is_not_found(reader, periods, address):
    assert reader.get(address).status_code == 404


def test_dashboard_is_not_there_for_strangers(client, periods, django_user_model):
    client.force_login(django_user_model.objects.create_user("stranger@example.nhs.uk"))

    assert client.get(ADDRESS).status_code == 404


def test_dashboard_answers_head_and_refuses_post(reader, periods):
    assert (reader.head(ADDRESS).status_code, reader.head(ADDRESS).content) == (200, b"")
    assert reader.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(("rows", "more"), [(1, 0), (3, 0), (1, 8), (3, 8)])
def test_dashboard_needs_eighteen_queries(reader, periods, rows, more, django_assert_num_queries):
    strategy = periods[0].strategy
    older = [
        ReportingPeriodFactory(strategy=strategy, month=date(2010 + year, 1, 1), state="closed") for year in range(more)
    ]
    everything = [*older, *periods]
    for _ in range(rows):
        commitment = CommitmentFactory(priority=PriorityFactory(strategy=strategy))
        for period in everything:
            ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating="red")
        CommitmentFactory(priority=commitment.priority)
        ObservationFactory(measure__priority=commitment.priority)
    reader.get(ADDRESS)

    with django_assert_num_queries(18):
        shown = page(reader.get(ADDRESS))

    assert f"C{rows}" in shown.links
    assert State.APPROVED.label not in shown.words
