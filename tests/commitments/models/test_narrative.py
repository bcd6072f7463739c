import pytest

from tests.factories import NarrativePointFactory, ReportingPeriodFactory


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("narrative_is_of_a_known_kind", lambda: NarrativePointFactory(kind="rumour")),
        ("narrative_says_something", lambda: NarrativePointFactory(text=" ")),
    ],
)
def test_narrative_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [("narrative_is_at_most_2000_characters", lambda: NarrativePointFactory(text="x" * 2001))],
)
def test_narrative_length_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) in {constraint, "value too long for type character varying(2000)"}


@pytest.mark.django_db
def test_narrative_is_in_order_of_kind_and_place():
    period = ReportingPeriodFactory()
    for kind, position in (("highlight", 2), ("challenge", 3), ("highlight", 1)):
        NarrativePointFactory(period=period, kind=kind, position=position)

    places = [(point.kind, point.position) for point in period.narrative.all()]

    assert places == [("challenge", 3), ("highlight", 1), ("highlight", 2)]
