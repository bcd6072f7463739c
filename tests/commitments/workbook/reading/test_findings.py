import pytest

from commitments.workbook.plan import Problem
from commitments.workbook.reading.findings import Findings, Names, Once, folded, quoted


def test_folded_names_are_compared_without_case_and_blanks():
    assert folded(" Chief\u00a0 NURSE\n") == "chief nurse"


@pytest.mark.parametrize(
    ("text", "quote"),
    [("a\n b", "'a b'"), ("x" * 60, f"'{'x' * 60}'"), ("x" * 59 + " yz", f"'{'x' * 59}…'"), ("", "''")],
)
def test_quoted_text_is_one_short_line(text, quote):
    assert quoted(text) == quote


def test_findings_guess_the_nearest_name():
    guess = Findings().guess
    assert guess("be  DIGITL", ["Be digital", "Be kind"]) == ". Did you mean 'Be digital'?"
    assert guess("Be rich", ["Be digital"]) == ""
    assert guess("x", []) == ""


def test_findings_stop_guessing_in_a_file_with_many_slips():
    findings = Findings()
    guesses = [findings.guess("Be digitl", ["Be digital"]) for _ in range(101)]
    assert (guesses[99], guesses[100]) == (". Did you mean 'Be digital'?", "")


def test_names_are_spelt_as_they_stand_first():
    names = Names(["Be  digital", "BE DIGITAL", "Be kind"])
    assert (names.get("be digital"), names.get("Be rich")) == ("Be digital", None)
    assert (list(names), "be KIND" in names, "Be rich" in names) == (["Be digital", "Be kind"], True, False)


def test_names_that_are_not_complete_take_any():
    assert Names([], complete=False).get(" Be  rich ") == "Be rich"


def test_once_tells_where_it_was_first():
    findings = Findings()
    once = Once(findings)
    assert [once.is_first("a", where, "ref 'A'") for where in ("A1", "A2", "A3")] == [True, False, False]
    assert findings.problems == [
        Problem("A2", "ref 'A' occurs twice: it is also in A1"),
        Problem("A3", "ref 'A' occurs twice: it is also in A1"),
    ]
