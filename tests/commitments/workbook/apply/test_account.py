"""The account of an import: counts and sentences."""

from commitments.models import Commitment, Priority, Strategy
from commitments.workbook.apply.account import Applied, PlanRefusedError, tally_of
from commitments.workbook.plan import Problem


def tally(model, **counts):
    made = tally_of(model)
    for name, count in counts.items():
        setattr(made, name, count)
    return made


def test_tally_says_one_and_many():
    made = tally(Priority)

    assert made.words(1, "new") == "1 priority new"
    assert made.words(3, "changed") == "3 priorities changed"
    assert made.words(0, "new") == ""


def test_tally_adds_another():
    made = tally(Priority, new=1, changed=2, reordered=3, unchanged=4)

    made.add(tally(Priority, new=10, changed=20, reordered=30, unchanged=40))

    assert made == tally(Priority, new=11, changed=22, reordered=33, unchanged=44)


def test_applied_tells_what_is_new_first_then_what_changed():
    tallies = {
        "commitments": tally(Commitment, new=93, changed=1, unchanged=5),
        "priorities": tally(Priority, new=2, reordered=1),
    }

    done = Applied(Strategy(), tallies)

    assert done.changed_anything()
    assert done.words() == "93 commitments new, 2 priorities new, 1 commitment changed, 1 priority in a new place"


def test_applied_says_that_nothing_changed():
    done = Applied(Strategy(), {"commitments": tally(Commitment, unchanged=5)})

    assert not done.changed_anything()
    assert done.words() == "nothing changed"


def test_refusal_says_every_problem():
    problems = [Problem("Periods!A2", "no month"), Problem("", "no priorities")]

    error = PlanRefusedError(problems)

    assert error.problems == tuple(problems)
    assert str(error) == "Periods!A2: no month\nno priorities"
