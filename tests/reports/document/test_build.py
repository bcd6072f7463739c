"""The document of a period: its head, its meetings, its acronyms, its number of queries."""

import pytest

from reports.document import build
from reports.document.parts import AcronymUsed, Labels, MeetingLine
from tests.factories import (
    AcronymFactory,
    BoardQuestionFactory,
    CommitmentFactory,
    CommitteeFactory,
    MeetingFactory,
    NarrativePointFactory,
    ObservationFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StatusWordFactory,
    StrategyFactory,
    ThemeFactory,
)
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def march(priority):
    return period_of(priority.strategy, "2022-03")


def acronyms_of(period):
    return [each.short for each in build(period).acronyms]


def test_first_report_of_an_empty_strategy_says_who_and_when():
    strategy = StrategyFactory(
        organisation__name="Sand Hills Trust",
        organisation__short_name="SHT",
        title="Plan 2021-2025",
        report_title="Review",
    )

    document = build(period_of(strategy, "2022-03"))

    assert (document.organisation, document.short_name, document.strategy) == (
        "Sand Hills Trust",
        "SHT",
        "Plan 2021-2025",
    )
    assert (document.title, document.period, document.earlier_period) == ("Review", "March 2022", "")
    assert (document.edition, document.illustrative, document.version) == ("Draft", "", 2)
    assert (document.introduction, document.about_markers, document.key) == ((), (), ())
    assert (document.highlights, document.challenges, document.key_activities) == ((), (), ())
    assert (document.meetings, document.chapters, document.changes, document.acronyms) == ((), (), (), ())


def test_later_report_names_the_period_before(priority, march):
    period_of(priority.strategy, "2022-09")
    period_of(priority.strategy, "2021-01")
    period_of(priority.strategy, "2021-06")
    period_of(StrategyFactory(), "2022-02")

    assert build(march).earlier_period == "June 2021"


def test_report_says_what_is_illustrative(priority, march):
    priority.strategy.illustrative = "The ratings are illustrative."
    priority.strategy.save(update_fields=["illustrative"])

    assert build(march).illustrative == "The ratings are illustrative."


def test_report_calls_its_levels_what_the_strategy_calls_them():
    strategy = StrategyFactory(
        priority_label="Aim",
        priority_label_plural="Aims",
        theme_label="Strand",
        theme_label_plural="Strands",
        commitment_label="Deliverable",
        commitment_label_plural="Deliverables",
    )

    document = build(period_of(strategy, "2022-03"))

    assert document.labels == Labels("Aim", "Aims", "Strand", "Strands", "Deliverable", "Deliverables")


def test_meetings_are_in_order_and_dated_as_exactly_as_they_are_known(march):
    board = CommitteeFactory(name="Trust Board", organisation=march.strategy.organisation)
    MeetingFactory(period=march, committee=board, held_on="2022-04-27", purpose="Discussion")
    MeetingFactory(period=march, committee=board, held_on="2022-03-01", held_precision="month")
    MeetingFactory()

    assert build(march).meetings == (
        MeetingLine("Trust Board", "March 2022", ""),
        MeetingLine("Trust Board", "27 April 2022", "Discussion"),
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("wording", "Buy an MRI scanner"),
        ("theme", "MRI"),
        ("sub_theme", "MRI"),
        ("progress", "The MRI scanner came"),
        ("nested", "One MRI scanner"),
        ("reason", "The MRI scanner is late"),
        ("highlight", "The MRI scanner came"),
        ("strapline", "MRI scanners for all"),
        ("introduction", "We buy MRI scanners."),
    ],
)
def test_acronym_is_listed_where_it_occurs(priority, march, place, text):
    AcronymFactory(organisation=priority.strategy.organisation, short="MRI", long="Magnetic resonance imaging")
    theme = ThemeFactory(priority=priority, name=text if place == "theme" else "Theme")
    sub_theme = ThemeFactory(parent=theme, name=text if place == "sub_theme" else "Sub-theme")
    commitment = CommitmentFactory(theme=sub_theme, wording=text if place == "wording" else "Buy")
    progress = {"progress": [text], "nested": ["Came", [text]]}.get(place, [])
    reported(commitment, march, *progress, reason=text if place == "reason" else "")
    NarrativePointFactory(period=march, text=text if place == "highlight" else "Opened")
    priority.strapline, march.strategy.introduction = (
        text if place == name else "" for name in ("strapline", "introduction")
    )
    priority.save(update_fields=["strapline"])

    assert build(march).acronyms == (AcronymUsed("MRI", "Magnetic resonance imaging"),)


def test_acronyms_are_only_those_that_occur_in_alphabetical_order(priority, march):
    organisation = priority.strategy.organisation
    for short in ("SHT", "PET", "CT", "MRI", "EXEC", "CN", "EVI", "LAT"):
        AcronymFactory(organisation=organisation, short=short)
    AcronymFactory(short="NEW")
    organisation.short_name = priority.strategy.organisation.short_name = "SHT"
    organisation.save(update_fields=["short_name"])
    priority.executive_lead = PostFactory(title="EXEC")
    priority.save(update_fields=["executive_lead"])
    commitment = CommitmentFactory(priority=priority, wording="New PET and MRI", lead=PostFactory(title="CN"))
    reported(commitment, march, "CT first").points.create(kind="evidence", text="EVI", position=0)
    reported(commitment, period_of(priority.strategy, "2022-09"), "LAT")

    assert acronyms_of(march) == ["CT", "MRI", "PET"]


@pytest.mark.parametrize("number", [1, 3])
def test_build_costs_the_same_for_any_number_of_rows(number, django_assert_num_queries):
    priority = PriorityFactory(executive_lead=PostFactory())
    earlier, march = (period_of(priority.strategy, month) for month in ("2021-06", "2022-03"))
    for _ in range(number):
        commitment = CommitmentFactory(
            theme=ThemeFactory(parent=ThemeFactory(priority=priority)), lead=PostFactory(), in_published_plan=False
        )
        PlanChangeFactory(commitment=commitment, kind="added", period=march)
        reported(commitment, earlier, "Ground broken", then=["Build walls"])
        reported(commitment, march, "Walls", ["North"], then=["Build the roof"], stage="in_progress", rating="red")
        for kind in ("highlight", "challenge", "key_activity"):
            NarrativePointFactory(period=march, kind=kind, priority=priority).commitments.add(commitment)
        MeetingFactory(period=march)
        ObservationFactory(measure__priority=priority)
        BoardQuestionFactory(period=earlier).commitments.add(commitment)
        AcronymFactory(organisation=priority.strategy.organisation)
        StatusWordFactory(strategy=priority.strategy, code=["red", "green", "paused"][_])
    march.refresh_from_db()

    with django_assert_num_queries(23):
        document = build(march)

    assert document.glance.tallies[-1].commitments == number


def test_two_builds_say_the_same(priority, march):
    reported(CommitmentFactory(priority=priority), march, "Ground broken", stage="in_progress")

    assert build(march) == build(march)
