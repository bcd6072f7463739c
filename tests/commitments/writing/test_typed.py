"""Bullets as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.text import one_line
from commitments.workbook.plan import Bullet
from commitments.writing.typed import as_typed, from_typed


def test_every_line_is_a_bullet_and_empty_lines_are_nothing():
    assert from_typed("Posts filled\n\n \nRota agreed\n") == (Bullet("Posts filled"), Bullet("Rota agreed"))
    assert from_typed("") == ()


@pytest.mark.parametrize("indent", ["  ", "\t", "      ", " \t", "\u00a0\u00a0"])
@pytest.mark.parametrize("mark", ["", "- ", "• ", "\u2013\t", "o "])
def test_a_tab_or_two_blanks_nest_a_line_with_or_without_a_mark(indent, mark):
    assert from_typed(f"Posts filled\n{indent}{mark}Nurse") == (Bullet("Posts filled"), Bullet("Nurse", 1))


def test_one_blank_does_not_nest_and_the_first_is_never_nested():
    assert from_typed("Posts\n Nurse") == (Bullet("Posts"), Bullet("Nurse"))
    assert from_typed("\tPosts\n\tNurse") == (Bullet("Posts"), Bullet("Nurse", 1))


def test_nothing_nests_deeper_than_once():
    assert from_typed("A\n  B\n    C") == (Bullet("A"), Bullet("B", 1), Bullet("C", 1))


@pytest.mark.parametrize("second", ["o\t", "o ", "◦\t", "▪ ", "\uf0a7\t"])
@pytest.mark.parametrize("first", ["•\t", "·\t", "\uf0b7\t"])
def test_a_list_pasted_from_word_keeps_its_two_levels(first, second):
    pasted = f"{first}Posts filled\r\n{second}Nurse\r\n{first}Rota agreed"

    assert from_typed(pasted) == (Bullet("Posts filled"), Bullet("Nurse", 1), Bullet("Rota agreed"))


def test_a_circle_without_a_dot_before_it_is_an_ordinary_mark():
    assert from_typed("o Posts\no Rota") == (Bullet("Posts"), Bullet("Rota"))


def test_line_breaks_of_word_and_control_characters_come_out_clean():
    assert from_typed("• One\x0b• Two\x00\x07\n\u2013\tThree\ud800") == (Bullet("One"), Bullet("Two"), Bullet("Three"))


def test_typed_text_is_plain_lines():
    assert as_typed([Bullet("Posts"), Bullet("Nurse", 1), Bullet("-5% growth")]) == "Posts\n  Nurse\n-5% growth"


def test_a_mark_is_written_where_the_words_begin_with_one():
    assert as_typed([Bullet("- minus"), Bullet("• dot", 1)]) == "- - minus\n  - • dot"


marks = st.sampled_from(["", "- ", "• ", "•", "o ", "◦", "▪ ", "* ", "\u2013 ", "\uf0b7", "\u0301"])
texts = st.builds(lambda mark, text: one_line(mark + text), marks, st.text(max_size=30)).filter(bool)
lists = st.lists(st.builds(Bullet, texts, st.integers(0, 1)), max_size=6).map(
    lambda points: tuple(Bullet(point.text, point.depth if place else 0) for place, point in enumerate(points))
)


@given(lists)
def test_typed_text_reads_back_to_the_same_bullets(points):
    assert from_typed(as_typed(points)) == points


@given(st.text())
def test_any_text_reads_back_to_what_it_was_read_as(text):
    assert from_typed(as_typed(from_typed(text))) == from_typed(text)
