"""Two texts of one update in one."""

from hypothesis import given
from hypothesis import strategies as st

from commitments.models import Rating, Stage
from commitments.standing.status_words import Status
from commitments.workbook.plan import Bullet
from commitments.writing.merging import Clash, clashes, merged
from commitments.writing.written import Answered, Promise, Written

WORDS = {code: Status(code, str(word)) for code, word in [*Stage.choices, *Rating.choices]}
STEP = Promise(7, "Open the ward")


def lines(*texts):
    return tuple(Bullet(text) for text in texts)


def test_merged_keeps_each_line_once_in_its_place():
    theirs = Written(progress=lines("A", "Their B", "C", "D"))
    mine = Written(progress=lines("A", "My B", "C", "E", "D"))

    assert merged(theirs, mine).progress == lines("A", "Their B", "My B", "C", "E", "D")


def test_merged_keeps_what_either_has_deleted():
    assert merged(Written(next=lines("A", "B")), Written(next=lines("B", "C"))).next == lines("A", "B", "C")


def test_merged_takes_my_choice_and_theirs_where_i_made_none():
    theirs = Written(stage="in_progress", rating="amber")

    assert merged(theirs, Written(stage="paused")).stage == "paused"
    assert merged(theirs, Written(stage="paused")).rating == "amber"


def test_merged_joins_reasons_unless_one_holds_the_other():
    assert merged(Written(reason="Theirs"), Written(reason="Mine")).reason == "Theirs\nMine"
    assert merged(Written(reason="Late"), Written(reason="Late, by a month")).reason == "Late, by a month"
    assert merged(Written(reason="Late, by a month"), Written(reason="")).reason == "Late, by a month"


def test_merged_joins_answers_step_by_step():
    theirs = Written(answers={7: Answered("done", "Yes", carried=True), 8: Answered("partly")})
    mine = Written(answers={7: Answered("", "No"), 9: Answered("dropped")})

    assert merged(theirs, mine).answers == {
        7: Answered("done", "Yes\nNo", carried=True),
        8: Answered("partly"),
        9: Answered("dropped"),
    }


@given(st.lists(st.sampled_from("ABCD"), max_size=6), st.lists(st.sampled_from("ABCD"), max_size=6))
def test_merged_loses_no_line_of_either(one, other):
    both = list(merged(Written(progress=lines(*one)), Written(progress=lines(*other))).progress)

    for text in "ABCD":
        assert both.count(Bullet(text)) >= max(one.count(text), other.count(text))


def test_clashes_are_the_parts_that_differ_in_the_order_of_the_page():
    theirs = Written(
        stage="paused", progress=lines("A"), reason="Why", answers={7: Answered("partly", "Begun", carried=True)}
    )
    mine = Written(stage="complete", progress=lines("A"), evidence=lines("Paper 1"))

    assert clashes(theirs, mine, [STEP], WORDS) == (
        Clash(
            "What came of “Open the ward”",
            ("Partly done", "Begun", "Carried forward"),
            (),
            ("answer-7", "why-7", "carry-7"),
        ),
        Clash("Stage", ("Paused",), ("Complete",), ("stage",)),
        Clash("Reason", ("Why",), (), ("reason",)),
        Clash("Evidence", (), ("Paper 1",), ("evidence",)),
    )


def test_clashes_of_the_same_text_are_none():
    text = Written(stage="paused", answers={7: Answered("done")})

    assert clashes(text, text, [STEP], WORDS) == ()
