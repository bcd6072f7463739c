"""Figures in texts."""

from decimal import Decimal

import pytest

from reports.checks.figures import figures, unsupported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("40+ ideas submitted", [("count", "40", "40+ ideas")]),
        ("£5.3m awarded", [("money", "5300000", "£5.3m")]),
        (
            "£150k, £ 3 million, £2bn",
            [("money", "150000", "£150k"), ("money", "3000000", "£ 3 million"), ("money", "2E+9", "£2bn")],
        ),
        ("£25", [("money", "25", "£25")]),
        ("£5 more", [("money", "5", "£5")]),
        ("75%/25%", [("share", "75", "75%"), ("share", "25", "25%")]),
        ("nearly 12.5 per cent", [("share", "12.5", "12.5 per cent")]),
        ("1,200 patients", [("count", "1200", "1,200 patients")]),
        ("over 45 Champions", [("count", "45", "45 Champions")]),
        ("in May 40 nurses joined", [("count", "40", "40 nurses")]),
        ("10 and 12, 3 out of 4", []),
        ("5wte up to 10wte", []),
        ("6th December 2021, 1 February, 06.12.21, 31/8/21, 2022-03-30", []),
        ("17th and 30th March 2022, December 21, Jan 22, March 4th, 2022", []),
        ("Q1 2022/23, 2021-26, 23/24, May 2022, 2022 staff survey, at 14:02 today", []),
        ("28-day standard, HL7, PP42, ISO27001 audit, BO-01 says, Covid-19 wave", []),
        ("phase 2 opened, level 7 reached, ward 3 closed, Covid 19 patients", []),
        ("the 2nd ward", []),
        ("", []),
    ],
)
def test_figures_are_told_from_dates_and_names(text, expected):
    assert [(each.what, each.value, each.words) for each in figures(text)] == [
        (what, Decimal(value), words) for what, value, words in expected
    ]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("40 ideas", ["We have 40"], []),
        ("40 ideas", ["Forty ideas", "50 ideas, 60 ideas"], [("40 ideas", "50 ideas")]),
        ("40 ideas", ["40%", "£40"], [("40 ideas", "")]),
        ("60%", ["62%"], [("60%", "")]),
        ("£5.3m", ["£5,300,000"], []),
        ("12 wards", ["Twelve wards"], []),
        ("All is well", ["62%"], []),
        ("3 wards", [], [("3 wards", "")]),
    ],
)
def test_unsupported_figures_stand_in_no_other_text(text, told, expected):
    assert [(figure.words, instead) for figure, instead in unsupported(text, told)] == expected


@pytest.mark.parametrize(
    "text",
    [unit * 20_000 for unit in ("1", "1,", "1,111", "£", "1 ", "a1", "A&", "1.1", "May ", "1st and ", "1/1", "ward ")],
)
def test_a_text_without_an_end_is_gone_through_once(text):
    figures(text)
