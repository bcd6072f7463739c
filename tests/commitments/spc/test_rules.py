"""The lines and the 4 rules, on series that were worked out by hand."""

from fractions import Fraction

import pytest

from commitments.spc import Rule, Side
from commitments.spc.rules import limits_of, special

# Alternates so widely that limits are far off: what follows is not outside, nor near.
WIDE = [0, 20, 0, 20, 0, 20, 0, 20]


def exact(values):
    return [Fraction(str(value)) for value in values]


def found(values):
    return special(exact(values), limits_of(exact(values)))


def test_limits_are_those_of_the_tool_of_nhs_england():
    # The vector of NHSRplotthedots' vignette on deviations: Excel's limits, without screening of outliers.
    limits = limits_of(exact([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]))

    # The readings add up to 35, the 17 moving ranges to 32.
    assert (limits.mean, limits.upper - limits.mean) == (Fraction(35, 18), Fraction("2.66") * Fraction(32, 17))
    assert [round(float(line), 2) for line in (limits.mean, limits.upper, limits.lower)] == [1.94, 6.95, -3.06]
    assert limits.near_upper - limits.mean == Fraction("2.66") * Fraction(2, 3) * Fraction(32, 17)
    assert limits.mean - limits.near_lower == limits.near_upper - limits.mean


def test_limits_of_equal_readings_are_their_value():
    limits = limits_of(exact(["0.1"] * 5))

    assert {limits.mean, limits.lower, limits.upper} == {Fraction(1, 10)}


def test_limits_of_fewer_than_2_readings_are_none():
    assert (limits_of([]), limits_of(exact([5]))) == (None, None)
    assert special(exact([5]), None) == {}


def test_limits_of_2_readings_are_reckoned_from_their_one_moving_range():
    limits = limits_of(exact([1, 3]))

    assert (limits.lower, limits.mean, limits.upper) == (Fraction("-3.32"), 2, Fraction("7.32"))


@pytest.mark.parametrize(("sign", "side"), [(1, Side.HIGH), (-1, Side.LOW)])
def test_reading_outside_the_limits_is_special(sign, side):
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

    assert found([sign * value for value in values]) == {4: (Rule.OUTSIDE, side)}


def test_reading_on_a_limit_is_not_outside():
    assert found([5, 5, 5, 5]) == {}


def test_seven_rising_readings_are_a_trend():
    assert found([*WIDE, 7, 8, 9, 10, 11, 12, 13]) == dict.fromkeys(range(8, 15), (Rule.TREND, Side.HIGH))


def test_seven_falling_readings_are_a_trend_whichever_side_of_the_mean_they_are_on():
    assert found([*WIDE, 17, 16, 15, 14, 13, 12, 11]) == dict.fromkeys(range(7, 15), (Rule.TREND, Side.LOW))


@pytest.mark.parametrize("steps", [[7, 8, 9, 10, 11, 12], [7, 8, 9, 10, 10, 11, 12], [7, 8, 9, 10, 11, 12, 11]])
def test_six_in_a_row_or_a_tie_are_no_trend(steps):
    assert found([*WIDE, *steps]) == {}


def test_peak_between_two_trends_belongs_to_the_first():
    values = [*WIDE, 5, 6, 7, 8, 9, 10, 11, 10.9, 9.9, 8.9, 7.9, 6.9, 5.9]

    sides = {place: side for place, (_, side) in found(values).items()}
    assert sides == dict.fromkeys(range(8, 15), Side.HIGH) | dict.fromkeys(range(15, 21), Side.LOW)


@pytest.mark.parametrize(("sign", "side"), [(1, Side.HIGH), (-1, Side.LOW)])
def test_seven_readings_on_one_side_of_the_mean_are_a_shift(sign, side):
    # Mean 75 / 14, which 6 and 7 are above.
    values = [0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6]

    assert found([sign * value for value in values]) == dict.fromkeys(range(7, 14), (Rule.SHIFT, side))


def test_longer_shift_is_flagged_as_a_whole():
    values = [0, 10, 0, 10, 0, 10, 0, 10, 0, 6, 7, 6, 7, 6, 7, 6, 7, 6]

    assert found(values) == dict.fromkeys(range(9, 18), (Rule.SHIFT, Side.HIGH))


def test_reading_on_the_mean_breaks_a_shift():
    # The fourth of the seven is the mean: (66 + 66/13) / 14 = 66/13. So there are 3 above it on either side.
    values = [0, 10, 0, 10, 0, 10, 0, 6, 6, 6, Fraction(66, 13), 6, 6, 6]

    assert found(values) == {}


def test_two_of_three_near_a_limit_are_special():
    # Mean 13/9, mean moving range 33/17: near from 4.89 on, outside from 6.61 on. The 2 before is above the mean.
    assert found([0, 2] * 8 + [5, 5]) == dict.fromkeys((16, 17), (Rule.TWO_OF_THREE, Side.HIGH))
    assert found([0, -2] * 8 + [-5, -5]) == dict.fromkeys((16, 17), (Rule.TWO_OF_THREE, Side.LOW))


def test_only_those_near_the_limit_are_flagged_of_the_three():
    # Mean 53/43, near from 4.97 on, outside from 6.84 on.
    assert sorted(found([0, 2] * 20 + [5.5, 2, 5.5])) == [40, 42]


def test_three_must_be_on_one_side_of_the_mean():
    # Mean 51/43, near from 5.09 on; the 0 between them is below the mean.
    assert found([0, 2] * 20 + [5.5, 0, 5.5]) == {}


def test_reading_outside_is_not_near():
    # 8 is outside (from 6.89 on), 5.5 near (from 5.02 on): only one of the three is near.
    assert found([0, 2] * 20 + [8, 5.5]) == {40: (Rule.OUTSIDE, Side.HIGH)}


def test_outside_comes_before_trend():
    values = [0, 10] * 5 + [1, 2, 3, 4, 5, 6, 7, 8, 30]

    assert found(values) == {18: (Rule.OUTSIDE, Side.HIGH)} | dict.fromkeys(range(10, 18), (Rule.TREND, Side.HIGH))


def test_trend_comes_before_shift():
    # Mean 26/3, which the last 7 are above.
    values = [0, 10] * 5 + [1, 12, 13, 14, 15, 16, 17, 18]

    assert found(values) == dict.fromkeys(range(10, 18), (Rule.TREND, Side.HIGH))


def test_near_comes_before_shift():
    # Mean 28/17: the last 8 are above it. Near from 3.86 on, outside from 4.97 on: the last 2 are near as well.
    values = [0, 2] * 4 + [0, 2, 2, 2, 2, 2, 2, 4, 4]
    near = dict.fromkeys((15, 16), (Rule.TWO_OF_THREE, Side.HIGH))

    assert found(values) == near | dict.fromkeys(range(9, 15), (Rule.SHIFT, Side.HIGH))
