"""Findings about private texts."""

import pytest

from reports.checks.private import about_private_texts
from reports.document.desk import Private
from reports.document.parts import Claim
from tests.reports.checks.desks import ADDRESS, desk, telling
from tests.reports.document.samples import line

TEXT = "Two wards failed their inspection"


def found(told, *private):
    marked = tuple(Private(text, "narrative-point-edit", (*ADDRESS, 3)) for text in private or (TEXT,))
    return [(each.code, each.sentence, each.where) for each in about_private_texts(told, desk(private=marked))]


def test_private_text_in_a_public_report_is_found():
    told = telling(challenges=(Claim(TEXT),), audience="Public")

    assert found(told) == [("private", f"The private text “{TEXT}” stands outside the tables.", "outside the tables")]


@pytest.mark.parametrize("words", [TEXT.upper(), "In May, two wards failed their inspection: again", f"“{TEXT}”."])
def test_private_words_in_a_public_report_are_found_whatever_is_around_them(words):
    assert [each[0] for each in found(telling(line(reason=words), audience="Public"))] == ["private"]


def test_private_text_in_the_boards_own_report_is_where_it_belongs():
    assert found(telling(challenges=(Claim(TEXT),))) == []


def test_private_text_that_also_stands_unmarked_in_the_boards_own_report_is_a_warning():
    told = telling(line(reason=f"As said: {TEXT}"), challenges=(Claim(TEXT),))

    assert found(told) == [("elsewhere", f"The private text “{TEXT}” stands in BO-01 too, unmarked.", "BO-01")]


def test_private_text_that_is_printed_twice_before_the_tables_is_a_warning():
    told = telling(challenges=(Claim(TEXT),), key_activities=(Claim(TEXT),))

    assert found(told) == [
        ("elsewhere", f"The private text “{TEXT}” stands outside the tables too, unmarked.", "outside the tables")
    ]


def test_short_private_text_counts_only_where_it_stands_alone():
    assert found(telling(line(reason="More walls stand today"), audience="Public"), "Walls stand") == [
        ("private", "The private text “Walls stand” stands in BO-01.", "BO-01")
    ]
    assert found(telling(line(reason="Roofs and walls"), audience="Public"), "Roofs") == []


def test_words_that_only_begin_alike_are_not_found():
    assert found(telling(line(reason=f"{TEXT}s"), audience="Public")) == []
