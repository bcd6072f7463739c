import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.text import one_line
from commitments.workbook.bullets import as_lines, bullets
from commitments.workbook.plan import Bullet


@pytest.mark.parametrize("mark", [">", "•", "▪", "◦", "·", "\uf0b7", "\uf0a7", "\uf0d8"])
@pytest.mark.parametrize("blank", ["", " ", "\t", "\u00a0"])
def test_bullets_drop_a_mark_with_or_without_a_blank_after(mark, blank):
    assert bullets(f"{mark}{blank}Plan agreed") == [Bullet("Plan agreed")]


@pytest.mark.parametrize("mark", ["-", "\u2013", "*", "o"])
@pytest.mark.parametrize("blank", [" ", "\t", "   "])
def test_bullets_drop_a_dash_a_star_or_an_o_before_a_blank(mark, blank):
    assert bullets(f"{mark}{blank}Plan agreed") == [Bullet("Plan agreed")]


@pytest.mark.parametrize("text", ["-5% growth", "\u20135% growth", "*starred*", "on track", "1. Plan"])
def test_bullets_keep_what_only_looks_like_a_mark(text):
    assert bullets(text) == [Bullet(text)]


def test_bullets_drop_one_mark_only():
    assert bullets("- -5% growth\n- > 50 staff") == [Bullet("-5% growth"), Bullet("> 50 staff")]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t", " \t", "\u00a0\u00a0"])
def test_bullets_nest_one_level_under_the_bullet_above(indent):
    text = f"- Posts filled\n{indent}- Nurse\n{indent}{indent}- Band 6\n- Posts open"
    assert bullets(text) == [Bullet("Posts filled"), Bullet("Nurse", 1), Bullet("Band 6", 1), Bullet("Posts open")]


def test_bullets_do_not_nest_after_one_blank():
    assert bullets("- Posts filled\n - Nurse") == [Bullet("Posts filled"), Bullet("Nurse")]


def test_bullets_never_nest_the_first():
    assert bullets("   - Posts filled") == [Bullet("Posts filled")]
    assert bullets("-\n   - Posts filled") == [Bullet("Posts filled")]


def test_bullets_take_a_line_without_a_mark_as_a_bullet_of_its_own():
    assert bullets("- Plan\n  and more") == [Bullet("Plan"), Bullet("and more")]


def test_bullets_of_empty_lines_and_bare_marks_are_nothing():
    assert bullets("\n \n-\n•\n- \no\n\t") == []
    assert bullets("") == []


def test_bullets_split_at_the_line_breaks_that_word_pastes():
    assert bullets("• One\r\n• Two\x0b• Three\u2028• Four") == [Bullet(t) for t in ("One", "Two", "Three", "Four")]


def test_bullets_put_each_on_one_line():
    assert bullets("-  Plan \u00a0 agreed \x07 ") == [Bullet("Plan agreed")]


def test_as_lines_writes_marks_and_nesting():
    assert as_lines([Bullet("Posts"), Bullet("Nurse", 1), Bullet("- odd")]) == "- Posts\n  - Nurse\n- - odd"


marks = st.sampled_from(["", "- ", "-", "> ", ">", "• ", "•", "o ", "* ", "\u2013 ", "\uf0b7", "  - ", "\u0301"])
lines = st.builds(lambda mark, text: one_line(mark + text), marks, st.text(max_size=40)).filter(bool)
legal = st.lists(st.builds(Bullet, lines, st.integers(0, 1)), max_size=8).map(
    lambda points: [Bullet(p.text, p.depth if i else 0) for i, p in enumerate(points)]
)


@given(legal)
def test_bullets_read_back_what_as_lines_wrote(points):
    assert bullets(as_lines(points)) == points


@given(st.text())
def test_bullets_of_any_text_can_be_written_and_read_back(text):
    assert bullets(as_lines(bullets(text))) == bullets(text)
