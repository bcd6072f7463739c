"""Measures, targets and readings into rows."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.models import Observation, SuccessMeasure, Target
from commitments.workbook.plan import MeasureRow, ReadingRow, TargetRow
from tests.commitments.workbook.plans import applied, plan, refusal

pytestmark = pytest.mark.django_db


def measure(**changed):
    return MeasureRow("Be digital", "Patients online", **changed)


def targets():
    return list(Target.objects.order_by("id").values_list("value", "words", "due_on"))


def test_measure_is_found_by_priority_and_name_and_keeps_what_the_file_leaves_empty():
    full = measure(
        kind="percentage", unit="%", better="higher", tolerance=Decimal("0.5"), baseline=Decimal(0), target=Decimal(80)
    )
    applied(plan(measures=(full,)))
    before = SuccessMeasure.objects.values().get()

    done = applied(plan(measures=(MeasureRow("be digital", "Patients online"),)))

    assert SuccessMeasure.objects.values().get() == before
    assert not done.changed_anything()


def test_measures_of_one_name_differ_by_priority():
    applied(plan(measures=(measure(), MeasureRow("Be kind", "Patients online"))))

    assert SuccessMeasure.objects.count() == 2


def test_baseline_turns_from_a_number_into_words_and_back():
    applied(plan(measures=(measure(baseline=Decimal("12.5")),)))

    applied(plan(measures=(measure(baseline="Good"),)))
    assert SuccessMeasure.objects.values_list("baseline", "baseline_words").get() == (None, "Good")

    applied(plan(measures=(measure(baseline=Decimal(3)),)))
    assert SuccessMeasure.objects.values_list("baseline", "baseline_words").get() == (Decimal(3), "")


def test_number_is_kept_to_the_decimals_of_its_column():
    given = plan(measures=(measure(baseline=Decimal("0.12345678")),))
    applied(given)

    done = applied(given)

    assert SuccessMeasure.objects.get().baseline == Decimal("0.1235")
    assert not done.changed_anything()


def test_number_with_more_digits_than_its_column_has_is_refused():
    assert refusal(plan(measures=(measure(baseline=Decimal(10) ** 11),))) == [
        "Success measure: the baseline 100000000000 of 'Patients online' has more than 11 digits before the point"
    ]


def test_target_of_a_measure_is_given_another_value_and_date():
    applied(plan(measures=(measure(target=Decimal(80), target_date=date(2024, 3, 31)),)))

    done = applied(plan(measures=(measure(target=Decimal(90), target_date=date(2025, 3, 31)),)))

    assert targets() == [(Decimal(90), "", date(2025, 3, 31))]
    assert done.tallies["targets"].changed == 1


def test_target_without_a_date_keeps_the_date_that_is_here():
    applied(plan(measures=(measure(target=Decimal(80), target_date=date(2024, 3, 31)),)))

    applied(plan(measures=(measure(target="All"),)))

    assert targets() == [(None, "All", date(2024, 3, 31))]


def test_targets_are_found_by_date_where_there_are_several():
    several = (
        TargetRow("patients online", Decimal(60), date(2023, 3, 31)),
        TargetRow("Patients online", Decimal(70), date(2024, 3, 31)),
    )
    applied(plan(measures=(measure(target=Decimal(80)),), targets=several))

    applied(plan(measures=(measure(),), targets=(TargetRow("Patients online", Decimal(75), date(2024, 3, 31)),)))

    assert targets() == [
        (Decimal(80), "", None),
        (Decimal(60), "", date(2023, 3, 31)),
        (Decimal(75), "", date(2024, 3, 31)),
    ]


def test_target_on_its_own_sheet_is_added_to_the_one_that_is_here():
    applied(plan(measures=(measure(target=Decimal(80), target_date=date(2024, 3, 31)),)))

    applied(plan(measures=(measure(),), targets=(TargetRow("Patients online", Decimal(90), date(2025, 3, 31)),)))

    assert len(targets()) == 2


def test_readings_are_found_by_measure_and_date():
    first = ReadingRow("Patients online", date(2022, 3, 31), Decimal(0), "None yet")
    applied(plan(measures=(measure(),), readings=(first,)))

    done = applied(
        plan(measures=(measure(),), readings=(ReadingRow("Patients online", date(2022, 3, 31), Decimal("1.5")),))
    )

    assert Observation.objects.values_list("value", "words", "note").get() == (Decimal("1.5"), "", "None yet")
    assert done.words() == "1 observation changed"


def test_figures_of_what_is_unknown_or_unclear_are_refused():
    assert refusal(plan(measures=(measure(target_date=date(2025, 3, 31)), MeasureRow("Be quick", "Speed")))) == [
        "Measures: Patients online: there is a target date, but no target",
        "Measures: Speed: there is no priority 'Be quick'",
    ]
    assert refusal(plan(targets=(TargetRow("Speed", "High", date(2025, 3, 31)),))) == [
        "Targets: there is no measure 'Speed'"
    ]
    twins = (measure(), MeasureRow("Be kind", "Patients online"))
    assert refusal(plan(measures=twins, readings=(ReadingRow("Patients online", date(2025, 3, 31), "High"),))) == [
        "Readings: more than one priority has a measure 'Patients online'"
    ]


def test_measure_that_the_file_leaves_out_is_remarked_on_when_it_has_others():
    applied(plan(measures=(measure(), MeasureRow("Be kind", "Complaints"))))

    assert applied(plan(measures=(measure(),))).remarks == (
        "1 success measure stands here but not in the file, and stayed: 'Complaints'.",
    )
    assert applied(plan()).remarks == ()
