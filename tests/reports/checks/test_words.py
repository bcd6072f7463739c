"""Findings about words: acronyms, and changes to the plan."""

import pytest

from reports.checks.finding import Fix
from reports.checks.words import about_words
from reports.document.desk import Listed
from reports.document.parts import Change
from tests.reports.checks.desks import ACRONYMS, ADDRESS, desk, telling
from tests.reports.document.samples import line


def found(told, **changes):
    return [(each.code, each.sentence, each.fix, each.look) for each in about_words(told, desk(**changes))]


def sentences(told, **changes):
    return [each[1] for each in found(told, **changes)]


def test_acronym_that_is_not_listed_is_found():
    [each] = found(telling(line(wording="Buy a PET scanner")))

    assert each == (
        "unknown",
        "PET stands in BO-01.",
        Fix("acronym-add", ("sht",), "Add PET to the list", "short=PET"),
        Fix("commitment", (*ADDRESS, "BO-01"), "See BO-01"),
    )


def test_acronym_outside_the_tables_is_looked_at_in_the_report():
    [each] = found(telling(introduction=("The PET scanner came", "PET is new")))

    assert each[1] == "PET stands outside the tables, 2 times."
    assert each[3] == Fix("report", ADDRESS, "See the report")


def test_acronym_with_signs_is_quoted_in_the_address():
    [each] = found(telling(line(wording="Work with the R&D team")))

    assert each[2].query == "short=R%26D"


@pytest.mark.parametrize(
    ("refs", "introduction", "where"),
    [
        (["BO-01", "BO-03"], (), "in BO-01 and BO-03"),
        (["BO-01", "BO-03", "BO-04"], (), "in BO-01, BO-03 and BO-04"),
        (["BO-01", "BO-03"], ("PET",), "in BO-01 and BO-03 and outside the tables"),
        (["BO-01", "BO-03", "BO-04", "BO-05"], (), "in BO-01, BO-03, BO-04 and 1 other place"),
        (["BO-01", "BO-03", "BO-04"], ("PET",), "in BO-01, BO-03, BO-04 and 1 other place"),
    ],
)
def test_acronym_is_one_finding_wherever_it_stands(refs, introduction, where):
    lines = [line(ref=ref, wording="Buy a PET scanner") for ref in refs]

    assert sentences(telling(*lines, introduction=introduction)) == [f"PET stands {where}."]


def test_slip_of_a_listed_acronym_is_told_what_it_may_be():
    told = telling(line(wording="Reach HIMMS level"))

    assert sentences(told, acronyms=(Listed("HIMSS", "Healthcare systems society", 9),)) == [
        "HIMMS stands in BO-01. Did you mean HIMSS?"
    ]


def test_acronyms_are_in_alphabetical_order():
    assert sentences(telling(line(wording="QRST, ABCD, IPRx and e-PADR"))) == [
        "ABCD stands in BO-01.",
        "e-PADR stands in BO-01.",
        "IPRx stands in BO-01.",
        "QRST stands in BO-01.",
    ]


def test_acronym_with_two_meanings_is_found():
    told = telling(line(wording="Ask the Medical Research Institute (MRI)"))

    assert found(told) == [
        (
            "meanings",
            "MRI means “Magnetic resonance imaging” and “Medical Research Institute”.",
            Fix("acronym-edit", ("sht", 7), "Change MRI on the list"),
            None,
        )
    ]


def test_acronym_with_two_meanings_that_is_not_listed_leads_to_the_list():
    told = telling(line(wording="A physician associate (PA) and a personal assistant (PA)"))

    assert [each[2] for each in found(told) if each[0] == "meanings"] == [
        Fix("acronyms", ("sht",), "Change the list of acronyms")
    ]


def change(kind, old="", reason="", new="Build"):
    return Change(kind, "BO-01", "Be outstanding", "Build the ward", old, new, reason, "")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (change("Reworded"), "The rewording of BO-01 is told without old words or reason."),
        (change("Reworded", old="Plan"), "The rewording of BO-01 is told without reason."),
        (change("Reworded", reason="Grown"), "The rewording of BO-01 is told without old words."),
        (change("Added"), "The addition of BO-01 is told without reason."),
        (change("Stopped"), "The stopping of BO-01 is told without reason."),
        (change("Merged"), "The merging of BO-01 is told without reason."),
        (change("Moved"), "The change of BO-01 is told without reason."),
    ],
)
def test_change_that_nobody_explains_is_found(changed, sentence):
    assert found(telling(changes=(changed,))) == [
        (
            "change",
            sentence,
            Fix("commitment-change", ("sht", "plan", "BO-01"), "Put the change of BO-01 right"),
            Fix("ledger", ("sht", "plan"), "See the changes of the plan"),
        )
    ]


def test_change_with_old_words_and_a_reason_is_not_found():
    assert found(telling(changes=(change("Reworded", "Plan", "Grown"), change("Added", reason="New")))) == []
    assert desk().acronyms == ACRONYMS
