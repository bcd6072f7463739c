import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.text import breakable, initials, normalised, one_line, shortened, with_article


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_normalised_text_has_line_feeds_as_its_only_line_breaks(line_break):
    assert normalised(f"one{line_break}two") == "one\ntwo"


@pytest.mark.parametrize(
    "unwanted", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe", "\uffff", "\u202e", "\u2067"]
)
def test_normalised_text_has_no_invisible_control_characters(unwanted):
    assert normalised(f"a{unwanted}b") == "ab"


@pytest.mark.parametrize("wanted", ["a\tb", "👩\u200d⚕️", "\u00a0", "£5 – “so”", "\ufeff"])
def test_normalised_text_keeps_what_is_seen(wanted):
    assert normalised(wanted) == wanted


def test_normalised_text_is_composed():
    assert normalised("cafe\u0301") == "caf\u00e9"


@given(st.text())
def test_normalised_text_does_not_change_again(text):
    once = normalised(text)
    assert normalised(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("text", "line"), [("  one \n\n two\u00a0\tthree ", "one two three"), ("\r\n", ""), ("a\x0bb", "a b"), ("", "")]
)
def test_one_line_has_single_blanks(text, line):
    assert one_line(text) == line


@given(st.text())
def test_one_line_does_not_change_again(text):
    once = one_line(text)
    assert one_line(once) == once
    assert (len(once.splitlines()) <= 1, once.strip()) == (True, once)


def test_breakable_text_has_a_place_to_break_after_forty_characters():
    assert breakable("x" * 40) == "x" * 40
    assert breakable("x" * 41) == "x" * 40 + "\u200b" + "x"
    assert breakable("x" * 81) == "\u200b".join(["x" * 40, "x" * 40, "x"])
    assert breakable(f"{'x' * 39} {'y' * 39}") == f"{'x' * 39} {'y' * 39}"


@given(st.text(st.characters(exclude_characters="\u200b")))
def test_breakable_text_is_the_same_but_for_its_breaks(text):
    found = breakable(text)
    assert found.replace("\u200b", "") == text
    assert breakable(found) == found
    assert all(len(part) <= 40 for line in found.split() for part in line.split("\u200b"))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Be a great place to work", "BGPW"),
        ("Be outstanding", "BO"),
        ("Be research leaders", "BRL"),
        ("Safe, effective and well-led", "SEWL"),
        ("élan", "É"),
        ("of the", "OT"),
        ("2025 vision", "2V"),
        ("", "C"),
        ("…", "C"),
    ],
)
def test_initials_are_those_of_the_telling_words(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(
    "noun",
    [
        *("a commitment", "a strategic priority", "an objective", "an Aim", "an enabler", "an undertaking"),
        *("a unit of work", "a use", "an unintended effect", "an hour", "a European aim", "a one-year goal", "a "),
    ],
)
def test_with_article_gives_the_article_that_is_said(noun):
    assert with_article(noun.partition(" ")[2]) == noun


@pytest.mark.parametrize(("text", "words"), [("abc", "abc"), ("abcd", "abc…"), ("ab cd", "ab…"), ("", "")])
def test_shortened_says_that_there_is_more(text, words):
    assert shortened(text, 3) == words
