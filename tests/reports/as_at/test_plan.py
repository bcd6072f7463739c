"""The plan of a frozen document: called as the document calls it, whatever it is called today."""

from dataclasses import replace

import pytest

from commitments.models import ReportingPeriod
from reports.as_at.plan import FrozenPlan
from reports.document import build, canonical, read
from tests.reports.as_at.frozen import NOW, frozen
from tests.reports.document.samples import measured
from tests.reports.varied import varied_plan

pytestmark = pytest.mark.django_db


def test_frozen_plan_is_called_as_the_document_calls_it():
    live = ReportingPeriod.objects.get(pk=varied_plan(1)[2].pk)
    text = canonical(build(live, at=NOW))
    live.strategy.title, live.strategy.commitment_label, live.label = "Another", "Deliverable", "Summer 2022"

    plan = FrozenPlan(read(text), live)

    assert (plan.strategy.title, plan.strategy.commitment_label) == ("Plan 2021-2025", "Commitment")
    assert (plan.period.label, plan.earlier.label) == ("June 2022", "December 2021")
    assert plan.period.address == live.address


def test_themes_of_one_name_are_told_apart_by_their_priorities():
    plan = FrozenPlan(_twice("Care"), varied_plan(1, commitments=1)[2])

    assert plan.names.themes == {1: "Care", 2: "Care"}
    assert plan.names.themes_apart == {1: "Care (Be outstanding)", 2: "Care (Be digital)"}


def _twice(theme):
    period = varied_plan(2, commitments=1)[2]
    made = build(period, at=NOW)
    known = made.known[0]
    rows = [
        replace(known, ref=f"C{n}", priority=name, theme=theme, sub_theme="")
        for n, name in enumerate(("Be outstanding", "Be digital"))
    ]
    return replace(made, known=tuple(rows))


@pytest.mark.parametrize("ref", ["C1", "c1"])
def test_commitment_is_found_by_its_ref_in_capitals_or_not(ref):
    plan = frozen(varied_plan(1, commitments=1)[3])

    assert plan.row(ref).ref == "C1"
    assert plan.row("C2") is None


def test_measures_are_those_that_the_document_prints():
    period = varied_plan(1, commitments=1)[3]
    measures = (measured(priority="Be outstanding"), measured(priority="Be digital"))
    made = replace(build(period, at=NOW), measures=measures)
    (chosen,) = FrozenPlan(made, period).priorities

    plan = FrozenPlan(replace(made, measures=(replace(measures[0], priority=chosen.name), measures[1])), period)
    without = FrozenPlan(replace(plan.document, left_out=("measures",)), period)

    assert [len(plan.measures(None)), len(plan.measures(chosen)), len(without.measures(None))] == [2, 1, 0]
