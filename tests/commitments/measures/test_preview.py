"""The preview of a paste in words."""

from datetime import date
from decimal import Decimal

from commitments.measures.pasting import Kind, pasted
from commitments.measures.preview import preview
from commitments.models import SuccessMeasure


def test_preview_says_of_each_line_what_becomes_of_it():
    there = {date(2022, 1, 31): Decimal("80.0000"), date(2022, 2, 28): Decimal(81)}
    text = "Month\tValue\nJan 22\t80\nFeb 22\t1,082\nMar 22\t83\nTotal\t9"

    lines = preview(
        SuccessMeasure(kind="percentage"),
        pasted(text, kind=Kind.of("percentage"), there=there, today=date(2022, 9, 1)),
    )

    assert [(each.number, each.on, each.reads, each.tells, each.is_refused) for each in lines] == [
        (1, "–", "Month Value", "Left out: a heading", False),
        (2, "31 January 2022", "80%", "Is there already", False),
        (3, "28 February 2022", "1,082%", "Will be changed: it is 81% now", False),
        (4, "31 March 2022", "83%", "Will be added", False),
        (
            5,
            "–",
            "Total 9",
            "Can’t be saved: “Total” is no date. Enter a date and a value, like 31 March 2022, 82.4",
            True,
        ),
    ]


def test_preview_of_words_says_the_words():
    text = "31 March 2022, Good"

    (line,) = preview(
        SuccessMeasure(kind="qualitative"),
        pasted(text, kind=Kind.of("qualitative"), there={date(2022, 3, 31): "Poor"}, today=date(2022, 9, 1)),
    )

    assert (line.reads, line.tells) == ("Good", "Will be changed: it is Poor now")
