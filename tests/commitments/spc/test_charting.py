"""SPC charts: stretches, icons, and what must hold for any readings."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import spc
from commitments.spc import Assurance, Rule, Variation

START = date(2021, 4, 1)
SHIFTED = [0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6]


def day(number):
    return START + timedelta(days=30 * number)


def dated(values):
    return [(day(number), value) for number, value in enumerate(values)]


def variation(values, better):
    return spc.chart(dated(values), better=better).variation


def test_chart_of_ordinary_readings_has_no_significant_change():
    chart = spc.chart(dated([4, 5, 4, 5]), better="higher")

    assert chart.variation == Variation.COMMON_CAUSE
    assert [(point.rule, point.side) for point in chart.points] == [(None, None)] * 4


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        ("higher", Variation.IMPROVING_HIGH, Variation.CONCERNING_LOW),
        ("lower", Variation.CONCERNING_HIGH, Variation.IMPROVING_LOW),
        ("neither", Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
        ("", Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
    ],
)
def test_variation_follows_from_the_last_reading_and_the_direction_of_good(better, high, low):
    assert variation(SHIFTED, better) == high
    assert variation([-value for value in SHIFTED], better) == low


def test_variation_is_the_last_readings_only():
    chart = spc.chart(dated([1, 2] * 8 + [10, 2]), better="higher")

    assert chart.points[-2].variation == Variation.IMPROVING_HIGH
    assert chart.variation == Variation.COMMON_CAUSE


@pytest.mark.parametrize(
    ("target", "better", "icon"),
    [
        # Readings 1 and 3 in turn: mean 2, limits -3.32 and 7.32.
        (Decimal(8), "higher", Assurance.FAILS),
        (Decimal(-4), "higher", Assurance.PASSES),
        (Decimal(-4), "lower", Assurance.FAILS),
        (Decimal(8), "lower", Assurance.PASSES),
        (Decimal(2), "higher", Assurance.HIT_AND_MISS),
        (Decimal(2), "lower", Assurance.HIT_AND_MISS),
        (Decimal("7.32"), "higher", Assurance.HIT_AND_MISS),
        (Decimal("-3.32"), "lower", Assurance.HIT_AND_MISS),
        (None, "higher", None),
        (Decimal(8), "neither", None),
        (Decimal(8), "", None),
    ],
)
def test_assurance_is_the_target_against_the_limits(target, better, icon):
    assert spc.chart(dated([1, 3] * 6), better=better, target=target).assurance == icon


def test_assurance_is_by_the_last_limits():
    values = [1, 3] * 6 + [101, 103] * 6

    assert spc.chart(dated(values), better="higher", target=50).assurance == Assurance.HIT_AND_MISS
    assert spc.chart(dated(values), better="higher", target=50, rebases=[day(12)]).assurance == Assurance.PASSES


def test_one_reading_has_no_limits_and_no_assurance():
    chart = spc.chart(dated([5]), better="higher", target=9)

    assert chart.stretches == (spc.Stretch(0, 0, None),)
    assert (chart.variation, chart.assurance, chart.on_trial) == (Variation.COMMON_CAUSE, None, True)


def test_chart_needs_a_reading():
    with pytest.raises(ValueError, match="a chart needs a reading"):
        spc.chart([])


def test_equal_readings_are_common_cause():
    chart = spc.chart(dated([100] * 20), better="higher", target=100)

    assert {point.variation for point in chart.points} == {Variation.COMMON_CAUSE}
    assert chart.assurance == Assurance.HIT_AND_MISS


def test_readings_may_come_in_any_order():
    assert spc.chart(dated(SHIFTED)[::-1], better="higher") == spc.chart(dated(SHIFTED), better="higher")


@pytest.mark.parametrize(("readings", "on_trial"), [(1, True), (11, True), (12, False), (13, False)])
def test_limits_are_on_trial_below_12_readings(readings, on_trial):
    assert spc.chart(dated([1, 2] * 7)[:readings]).on_trial == on_trial


def test_limits_are_on_trial_again_after_a_rebase():
    chart = spc.chart(dated([1, 2] * 12), rebases=[day(13)])

    assert [stretch.on_trial for stretch in chart.stretches] == [False, True]


def test_two_rebases_make_three_stretches_with_moving_ranges_of_their_own():
    chart = spc.chart(dated([1, 3, 1, 3, 51, 53, 51, 90, 90]), rebases=[day(7), day(4)])

    assert [(each.first, each.last) for each in chart.stretches] == [(0, 3), (4, 6), (7, 8)]
    # The steps from 3 to 51 and from 51 to 90 are in nobody's moving range.
    assert [each.limits.mean for each in chart.stretches] == [2, Fraction(155, 3), 90]
    assert [each.limits.upper - each.limits.mean for each in chart.stretches] == [Fraction("5.32")] * 2 + [0]


@pytest.mark.parametrize(
    ("rebases", "firsts"),
    [
        ([day(2)], [0, 2]),  # the day of a reading: it is the first of the new limits
        ([day(2) - timedelta(days=1)], [0, 2]),
        ([day(2) + timedelta(days=1)], [0, 3]),
        ([day(2), day(2) - timedelta(days=9)], [0, 2]),  # two in one gap
        ([day(0), day(-5)], [0]),
        ([day(99)], [0]),
        ([day(3)], [0, 3]),  # a stretch of one reading
    ],
)
def test_stretch_begins_with_the_first_reading_on_or_after_a_rebase(rebases, firsts):
    assert [each.first for each in spc.chart(dated([1, 2, 3, 4]), rebases=rebases).stretches] == firsts


def test_runs_end_at_a_rebase():
    values = [0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6]

    assert {point.rule for point in spc.chart(dated(values)).points[7:]} == {Rule.SHIFT}
    assert {point.rule for point in spc.chart(dated(values), rebases=[day(10)]).points} == {None}


@pytest.mark.parametrize(
    ("gaps", "fits"),
    [
        ([], False),
        ([30], True),
        ([92, 92, 90, 91], True),
        ([100], True),
        ([101], False),
        ([182, 183], False),
        ([365, 365], False),
        ([30, 30, 400], True),  # a gap in monthly readings
        ([30, 365, 365], False),
    ],
)
def test_readings_suit_an_spc_chart_if_they_are_at_least_quarterly(gaps, fits):
    days = [START + timedelta(days=sum(gaps[:number])) for number in range(len(gaps) + 1)]

    assert spc.suits(days[::-1]) == fits


def test_no_reading_suits_no_spc_chart():
    assert not spc.suits([])


VALUES = st.lists(st.decimals(-100, 100, places=1), min_size=1, max_size=40)
REBASES = st.lists(st.integers(0, 40).map(day), max_size=3)
BETTER = st.sampled_from(["higher", "lower", "neither", ""])


@given(VALUES, REBASES)
def test_limits_lie_evenly_about_the_mean(values, rebases):
    for stretch in spc.chart(dated(values), rebases=rebases).stretches:
        if lines := stretch.limits:
            assert lines.upper - lines.mean == lines.mean - lines.lower >= 0
            assert (lines.near_upper - lines.mean) * 3 == (lines.upper - lines.mean) * 2


@given(VALUES, REBASES, BETTER, st.decimals(-1000, 1000, places=2))
def test_adding_a_constant_moves_all_lines_by_it_and_changes_no_label(values, rebases, better, constant):
    plain = spc.chart(dated(values), rebases=rebases, better=better, target=7)
    moved = spc.chart(
        dated([value + constant for value in values]), rebases=rebases, better=better, target=7 + constant
    )

    assert [point.variation for point in moved.points] == [point.variation for point in plain.points]
    assert moved.assurance == plain.assurance
    for after, before in zip(moved.stretches, plain.stretches, strict=True):
        assert (after.limits is None) == (before.limits is None)
        if after.limits and before.limits:
            assert after.limits.mean - before.limits.mean == Fraction(constant)
            assert after.limits.upper - before.limits.upper == Fraction(constant)


@given(VALUES, REBASES, st.sampled_from(["higher", "lower"]))
def test_mirrored_series_mirrors_the_icons(values, rebases, better):
    other = {"higher": "lower", "lower": "higher"}[better]
    plain = spc.chart(dated(values), rebases=rebases, better=better, target=7)
    mirrored = spc.chart(dated([-value for value in values]), rebases=rebases, better=other, target=-7)

    turned = {"high": "low", "low": "high"}
    seen = [point.variation.rpartition("-") for point in plain.points]
    assert [point.variation for point in mirrored.points] == [
        f"{kind}-{turned.get(side, side)}" for kind, _, side in seen
    ]
    assert mirrored.assurance == plain.assurance


@given(VALUES, REBASES, BETTER)
def test_labels_of_a_stretch_are_those_that_it_has_alone(values, rebases, better):
    chart = spc.chart(dated(values), rebases=rebases, better=better)

    assert [stretch.first for stretch in chart.stretches] == [0, *(each.last + 1 for each in chart.stretches[:-1])]
    for stretch in chart.stretches:
        ours = slice(stretch.first, stretch.last + 1)
        assert spc.chart(dated(values)[ours], better=better).points == chart.points[ours]
