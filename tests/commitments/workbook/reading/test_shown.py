from datetime import date, datetime
from decimal import Decimal

import pytest

from commitments.dates import Precision
from commitments.workbook.reading.cells import Cell
from commitments.workbook.reading.shown import shown

DAY = date(2022, 3, 7)


@pytest.mark.parametrize(
    ("number_format", "text", "precision"),
    [
        ("dd/mm/yyyy", "07/03/2022", Precision.DAY),
        ("d/m/yy", "7/3/22", Precision.DAY),
        ("yyyy-mm-dd", "2022-03-07", Precision.DAY),
        ("d mmmm yyyy", "7 March 2022", Precision.DAY),
        ("[$-809]dddd, d mmmm yyyy;@", "Monday, 7 March 2022", Precision.DAY),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "7 March 2022", Precision.DAY),
        ("ddd d-mmm", "Mon 7-Mar", Precision.DAY),
        ("mm-dd-yy", "07/03/2022", Precision.DAY),
        ("m/d/yy h:mm", "07/03/2022", Precision.DAY),
        ("yyyy-mm-dd hh:mm:ss", "07/03/2022", Precision.DAY),
        ("General", "2022-03-07", Precision.DAY),
        ("@", "2022-03-07", Precision.DAY),
        ("mmm-yy", "Mar-22", Precision.MONTH),
        ("[$-809]mmm\\-yy;@", "Mar-22", Precision.MONTH),
        ("MMM-YY", "Mar-22", Precision.MONTH),
        ("mmm yyyy", "Mar 2022", Precision.MONTH),
        ("mmmm yyyy", "March 2022", Precision.MONTH),
        ("mmmm\\ yyyy", "March 2022", Precision.MONTH),
        ('"Month of" mmmm yyyy', "Month of March 2022", Precision.MONTH),
        ("mmmmm yy", "M 22", Precision.MONTH),
        ("yyyy-mm", "2022-03", Precision.MONTH),
        ("m/yyyy_)", "3/2022", Precision.MONTH),
        ("yyyy", "2022", Precision.YEAR),
    ],
)
def test_shown_date_is_written_as_its_format_shows_it(number_format, text, precision):
    assert shown(DAY, number_format, "A!A1") == Cell(text, "A!A1", DAY, precision)


def test_shown_moment_is_its_day():
    assert shown(datetime(2022, 3, 7, 9, 15), "mmm-yy", "A!A1").value == DAY  # noqa: DTZ001 -- Excel has no time zones


@pytest.mark.parametrize(
    ("value", "number_format", "text", "number"),
    [
        (85, "General", "85", "85"),
        (-0.5, "General", "-0.5", "-0.5"),
        (1234.5, "#,##0.00", "1234.5", "1234.5"),
        (0.85, "0%", "85%", "85"),
        (0.824, "0%;[Red]-0%", "82.4%", "82.4"),
        (2.1, "0.00", "2.10", "2.1"),
        (7, "000", "007", "7"),
        (-7, "000", "-07", "-7"),
        (1e-7, "General", "0.0000001", "0.0000001"),
        (123456789012345678, "General", "123456789012345678", "123456789012345678"),
    ],
)
def test_shown_number_keeps_its_value_behind_its_text(value, number_format, text, number):
    assert shown(value, number_format, "A!A1") == Cell(text, "A!A1", Decimal(number))


def test_shown_number_that_is_none_is_text():
    assert shown(float("inf"), "General", "A!A1") == Cell("inf", "A!A1")
