"""Findings about highlights."""

import pytest

from reports.checks.finding import Fix
from reports.checks.narrative import about_narrative, excerpt
from reports.document.parts import Cell, Claim, Highlights, Point
from tests.reports.checks.desks import ADDRESS, desk, telling
from tests.reports.document.samples import line

TEXT = "We reviewed 40+ ideas"


def told(text, refs=("BO-01",), progress="We reviewed ~ 50 ideas", **changes):
    """A document with one highlight, and one or two commitments of which this was reported."""
    cells = (Cell(()), Cell((Point(progress),)) if progress else Cell((), "No update reported"), Cell(()))
    lines = [line(ref=ref, cells=cells, **changes) for ref in ("BO-01", "BO-03")]
    return telling(*lines, highlights=(Highlights("Be outstanding", (Claim(text, refs),)),))


def found(document, **changes):
    return list(about_narrative(document, desk(points={("highlight", TEXT): 5}, **changes)))


def test_highlight_that_rests_on_nothing_is_found():
    [each] = found(told(TEXT, refs=()))

    assert (each.code, each.sentence) == ("highlight", "“We reviewed 40+ ideas” rests on no promise.")
    assert each.fix == Fix("narrative-point-edit", (*ADDRESS, 5), "Change the highlight “We reviewed 40+ ideas”")


def test_figure_that_the_update_does_not_give_is_found():
    [each] = found(told(TEXT))

    assert each.code == "figure"
    assert each.sentence == "“We reviewed 40+ ideas” says 40+ ideas; the update of BO-01 says 50 ideas."
    assert each.where == "BO-01"
    assert each.fix.args == (*ADDRESS, 5)


def test_figure_that_stands_in_none_of_several_updates_is_found():
    [each] = found(told("We won £5.3m", refs=("BO-01", "BO-03")))

    assert each.sentence == "“We won £5.3m” says £5.3m; not in the updates of BO-01 and BO-03."
    assert each.fix == Fix("narrative", ADDRESS, "Change the highlights")  # no row says these words any more


def test_figure_with_another_in_several_updates_says_that():
    [each] = found(told(TEXT, refs=("BO-01", "BO-03")))

    assert each.sentence.endswith("the updates of BO-01 and BO-03 say 50 ideas.")


@pytest.mark.parametrize(
    ("text", "refs", "progress", "changes"),
    [
        ("We won £5.3m", ("BO-01",), "We won £5.3M", {}),
        ("We hired 3 nurses", ("BO-01",), "Three nurses began", {}),
        ("We see 62% in time", ("BO-01",), "Walls stand", {"wording": "See 62 per cent in time"}),
        ("We won £5.3m", ("BO-01",), "", {}),
        ("We won £5.3m", ("BO-02",), "Walls stand", {}),
        ("The ward opened on 6 December 2021", ("BO-01",), "Walls stand", {}),
    ],
    ids=["other letters", "spelt out", "in the wording", "nothing reported", "complete earlier", "a date"],
)
def test_figure_that_differs_from_nothing_is_not_found(text, refs, progress, changes):
    assert found(told(text, refs, progress, **changes)) == []


@pytest.mark.parametrize(
    ("number", "sentence"), [(1, "1 proposal waits for a decision."), (2, "2 proposals wait for a decision.")]
)
def test_proposals_that_wait_are_one_finding(number, sentence):
    [each] = found(told("All is well"), proposals=number)

    assert (each.code, each.sentence) == ("proposal", sentence)
    assert each.fix == Fix("narrative", ADDRESS, "Accept or delete the proposals")


def test_excerpt_cuts_long_texts():
    assert excerpt("Short") == "“Short”"
    assert excerpt("x" * 60) == f"“{'x' * 60}”"
    assert excerpt("word " * 20) == f"“{('word ' * 12)[:59].rstrip()}…”"
