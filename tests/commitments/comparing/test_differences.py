"""What differs between two texts and between two lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.comparing.differences import Difference, Line, Piece, bullets, has_changed, words
from commitments.text import one_line

SAME, REMOVED, ADDED, CHANGED = Difference


def marked(pieces):
    """Pieces on one line: [-struck-] {+added+}."""
    marks = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return "".join(marks[piece.what].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Open a ward", "Open a ward", "Open a ward"),
        ("Open a ward", "Open a new ward", "Open a{+ new+} ward"),
        ("Open a new ward", "Open a ward", "Open a[- new-] ward"),
        ("Open a ward in May", "Open a ward in June", "Open a ward in[- May-]{+ June+}"),
        ("The ward opens soon", "A ward opens soon", "[-The-]{+A+} ward opens soon"),
        ("Open it.", "Open it", "Open it[-.-]"),
        ("12.5% of beds are open", "12.6% of beds are open", "[-12.5-]{+12.6+}% of beds are open"),
        ("Two wards, as was said", "Four wards, as was said", "[-Two-]{+Four+} wards, as was said"),
        ("In 2022/23, CAR-T begins", "In 2023/24, CAR-T begins", "In[- 2022/23-]{+ 2023/24+}, CAR-T begins"),
        ("", "Open a ward", "{+Open a ward+}"),
        ("Open a ward", "", "[-Open a ward-]"),
        ("", "", ""),
        ("Open a ward", "Close the site", "[-Open a ward-]{+Close the site+}"),
        ("First line\n\nSecond line", "First line\nThird line", "First line[-\nSecond-]{+\nThird+} line"),
        ("one two three four five six", "one 2 three 4 five six", "one[- two three four-]{+ 2 three 4+} five six"),
    ],
)
def test_words_show_what_was_struck_and_what_was_added(before, after, shown):
    assert marked(words(before, after)) == shown


@given(st.text("ab ,.\n", max_size=40), st.text("ab ,.\n", max_size=40))
def test_words_put_together_are_the_two_texts(before, after):
    pieces = words(before, after)

    assert one_line("".join(each.text for each in pieces if each.what != ADDED)) == one_line(before)
    assert one_line("".join(each.text for each in pieces if each.what != REMOVED)) == one_line(after)


@given(st.text("ab ,.", max_size=40).map(one_line), st.text("ab ,.", max_size=40).map(one_line))
def test_words_of_lines_put_together_are_the_two_lines_to_the_letter(before, after):
    pieces = words(before, after)

    assert "".join(each.text for each in pieces if each.what != ADDED).lstrip() == before
    assert "".join(each.text for each in pieces if each.what != REMOVED).lstrip() == after


@given(st.text(max_size=60))
def test_words_of_a_text_and_itself_are_the_same(text):
    assert not has_changed(words(text, text))


def test_words_of_very_long_texts_are_compared_as_a_whole():
    long = "a b " * 250

    assert [piece.what for piece in words(long, long + "c")] == [REMOVED, ADDED]
    assert [piece.what for piece in words(long + "c", long + "c")] == [SAME]


def line(what, text, depth=0):
    return Line(what, depth, (Piece(what, text),))


def test_bullets_stay_go_come_and_change():
    before = [("The plan is agreed", 0), ("Two nurses were hired", 0), ("Steel is late", 0)]
    after = [("The plan is agreed", 0), ("Four nurses were hired", 0), ("by agency", 1), ("Doors are in", 0)]

    assert bullets(before, after) == (
        line(SAME, "The plan is agreed"),
        Line(CHANGED, 0, (Piece(REMOVED, "Two"), Piece(ADDED, "Four"), Piece(SAME, " nurses were hired"))),
        line(ADDED, "by agency", 1),
        line(ADDED, "Doors are in"),
        line(REMOVED, "Steel is late"),
    )


def test_bullet_that_was_passed_over_is_struck_before_the_one_that_changed():
    before = [("Steel is late", 0), ("Two nurses were hired", 0)]

    found = bullets(before, [("Four nurses were hired", 0)])

    assert [each.what for each in found] == [REMOVED, CHANGED]


@pytest.mark.parametrize(("before", "after"), [([], []), ([("Same", 0)], [("Same", 1)])])
def test_bullets_that_say_the_same_have_not_changed(before, after):
    assert not has_changed(bullets(before, after))


def test_bullets_of_very_long_lists_are_not_looked_at_in_pairs():
    before = [(f"Bed {number} is in", 0) for number in range(101)]
    after = [(f"Bed {number} is out", 0) for number in range(101)]

    assert {each.what for each in bullets(before, after)} == {REMOVED, ADDED}


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_bullets_put_together_are_the_two_lists(before, after):
    found = bullets([(text, 0) for text in before], [(text, 0) for text in after])

    assert [each.pieces[0].text for each in found if each.what != ADDED] == before
    assert [each.pieces[-1].text for each in found if each.what != REMOVED] == after
