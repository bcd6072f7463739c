"""An update's words as plain values."""

from commitments.models import Answer, PointKind
from commitments.workbook.plan import Bullet
from commitments.writing.written import Answered, Promise, Written, too_much

STEP = Promise(7, "Open the ward", ("Ward 1", "Ward 2"))


def lines(number, text="Said"):
    return tuple(Bullet(f"{text} {place}") for place in range(number))


def test_lists_put_what_is_carried_forward_before_what_is_typed():
    written = Written(next=(Bullet("Hire"),), answers={7: Answered("partly", carried=True)})

    assert written.lists([STEP]) == {
        PointKind.PROGRESS: (),
        PointKind.NEXT: (Bullet("Open the ward"), Bullet("Ward 1", 1), Bullet("Ward 2", 1), Bullet("Hire")),
        PointKind.EVIDENCE: (),
    }
    assert written.lists([])[PointKind.NEXT] == (Bullet("Hire"),)


def test_settled_takes_the_rating_from_what_has_ended():
    assert Written(stage="complete", rating="green").settled([]).rating == ""
    assert Written(stage="paused", rating="red").settled([]).rating == "red"
    assert Written(rating="red").settled([]).rating == "red"


def test_settled_keeps_answers_to_open_steps_that_say_something():
    answers = {7: Answered("", " \x07 "), 8: Answered("done")}

    assert Written(reason=" Late\r\n", answers=answers).settled([STEP]) == Written(reason="Late")


def test_settled_carries_forward_only_what_was_promised_and_is_to_come():
    said = {answer: Written(answers={7: Answered(answer, "Why", carried=True)}) for answer in ("", *Answer.values)}

    carried = {answer for answer, written in said.items() if written.settled([STEP]).answers[7].carried}

    assert carried == {"partly", "not_done"}


def test_too_much_counts_what_is_carried_forward():
    full = Written(progress=lines(57))

    assert too_much(full, [STEP]) == ""
    assert too_much(Written(progress=lines(58), answers={7: Answered("partly", carried=True)}), [STEP]) == (
        "An update has at most 60 lines, and this one has 61. Shorten it."
    )


def test_too_much_measures_lines_and_reasons():
    assert too_much(Written(next=(Bullet("x" * 2000),)), []) == ""
    assert too_much(Written(next=(Bullet("x" * 2001),)), []) == (
        "A line has at most 2,000 characters, and one here has 2,001. Split it."
    )
    assert too_much(Written(reason="x" * 2000), []) == ""
    assert too_much(Written(reason="x" * 2001), []) == "A reason has at most 2,000 characters. Shorten it."
    assert too_much(Written(answers={7: Answered("done", "x" * 2001)}), [STEP]).startswith("A reason has at most")
