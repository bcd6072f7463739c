"""Acronyms that mean two things."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.meanings import meanings
from tests.commitments.test_acronyms import INPUTS, REAL, real_texts

LISTED = {
    "RDS": "Rapid diagnostic service (was rapid diagnostic centre – RDC)",
    "C&M": "Cheshire and Merseyside",
    "PIFU": "Patient initiated follow-up",
    "KPI": "Key performance indicator",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Radio Data System (RDS) was replaced", {"RDS": (LISTED["RDS"], "Radio Data System")}),
        ("RDS (radio data system) was replaced", {"RDS": (LISTED["RDS"], "radio data system")}),
        ("Rapid Diagnostic Services (RDS) opened", {}),
        ("our Rapid Diagnostic Services (RDSs)", {}),
        ("Cheshire & Merseyside (C&M)", {}),
        ("Patient-initiated follow-up (PIFU)", {}),
        ("Key Performance Indicators (KPIs)", {}),
        ("Kitchen porters’ index (KPI)", {"KPI": (LISTED["KPI"], "Kitchen porters’ index")}),
        (
            "A physician associate (PA) and a personal assistant (PA)",
            {"PA": ("physician associate", "personal assistant")},
        ),
        ("The Clinical Research Facility (CRF) and the clinical research facility (CRF)", {}),
        (
            "Meet the Director of Nursing (DoN). Do only nothing (DoN)",
            {"DoN": ("Director of Nursing", "Do only nothing")},
        ),
        ("It works. Radio data. System (RDS)", {}),
        ("As said (RDS), and (see page 3), and (MRI scanner)", {}),
        ("the data (rds)", {}),
        ("(RDS)", {}),
        ("", {}),
    ],
)
def test_meanings_are_those_of_the_list_and_of_the_texts(text, expected):
    assert meanings([text], LISTED) == expected


def test_meanings_are_gathered_over_all_texts():
    assert meanings(["physician associate (PA)", "personal assistant (PA)", "patient access (PA)"], {}) == {
        "PA": ("physician associate", "personal assistant", "patient access")
    }


def test_two_entries_that_differ_in_case_alone_are_one_acronym_where_both_are_used():
    listed = {"IoM": "Isle of Man", "IOM": "Institute of Medicine"}

    assert meanings(["IoM and IOM"], listed) == {"IOM": ("Institute of Medicine", "Isle of Man")}
    assert meanings(["IoM alone"], listed) == {}


@given(st.lists(st.text(st.sampled_from("ABCabc ().-&+s"), max_size=60)))
def test_no_text_is_too_odd(texts):
    assert all(len(found) > 1 for found in meanings(texts, {"AB": "A b"}).values())


@pytest.mark.parametrize("text", [unit * 20_000 for unit in ("(AB)", "A (AB) ", "(", "A ", "AB (ab ", "A&", "(A")])
def test_a_text_without_an_end_is_gone_through_once(text):
    meanings([text], {"AB": "A b"})


@REAL
def test_no_acronym_of_the_real_report_has_two_meanings():
    workbook = openpyxl.load_workbook(INPUTS / "ccc-plan-2022-03.xlsx")
    rows = workbook["Acronyms"].iter_rows(min_row=2, values_only=True)

    assert meanings(real_texts(), dict(rows)) == {}
