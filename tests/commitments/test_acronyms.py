import json
import string
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from commitments.acronyms import Unknown, Use, finder, unlisted, used

INPUTS = Path(settings.BASE_DIR).parent / "shared" / "inputs"
REAL = pytest.mark.skipif(not INPUTS.is_dir(), reason="the real report is not on this machine")


@pytest.mark.parametrize(
    ("text", "listed", "expected"),
    [
        ("Work with C&M's trusts", ["C&M"], ["C&M"]),
        ("Work with C&M\u2019s trusts", ["C&M"], ["C&M"]),
        ("Gained (CE+), at last", ["CE+"], ["CE+"]),
        ("Gained CE+.", ["CE"], []),
        ("Timescales from NHSE/I", ["NHSE/I", "NHSE"], ["NHSE/I"]),
        ("Timescales from NHSE/I", ["NHSE"], []),
        ("CAR-T therapy", ["CAR-T", "CAR"], ["CAR-T"]),
        ("CAR\u2011T therapy", ["CAR-T"], ["CAR-T"]),
        ("HOW", ["HO"], []),
        ("WHO", ["HO"], []),
        ("CCC-L opened", ["CCC"], []),
        ("CCC-L opened", ["CCC", "CCC-L"], ["CCC-L"]),
        ("a CCC-led bid", ["CCC"], ["CCC"]),
        ("CCC-Liverpool", ["CCC"], ["CCC"]),
        ("non-AHP roles", ["AHP"], ["AHP"]),
        ("a PET-CT scanner", ["CT"], ["CT"]),
        ("the e-PADR process", ["PADR"], []),
        ("one for H-O patients", ["HO"], []),
        ("the L&OD team", ["OD"], []),
        ("engagement/OD work", ["OD"], ["OD"]),
        ("CNS/ANP posts", ["CNS", "ANP"], ["ANP", "CNS"]),
        ("KLOEs and KPIs", ["KLOE", "KPI"], ["KLOE", "KPI"]),
        ("each SRG's chair, all SRGs' chairs", ["SRG"], ["SRG"]),
        ("a PREM for children", ["PREMs"], ["PREMs"]),
        ("LUHFT's", ["LUHFT"], ["LUHFT"]),
        ("IOM patients", ["IoM"], ["IoM"]),
        ("LEDER reviews", ["LeDeR"], ["LeDeR"]),
        ("up to 5wte", ["WTE"], ["WTE"]),
        ("up to 10WTE", ["WTE"], ["WTE"]),
        ("5fosh", ["FoSH"], ["FoSH"]),
        ("1DATIX", ["Datix"], ["Datix"]),
        ("at 8am", ["AM"], []),
        ("beyond 10 WTE", ["WTE"], ["WTE"]),
        ("od ir ho qi Od Ir", ["OD", "IR", "HO", "QI"], []),
        ("as BI-01 says", ["BI"], []),
        ("Covid-19", ["Covid-19"], ["Covid-19"]),
        ("CCC", ["", " ", "&", "CCC"], ["CCC"]),
        ("", ["CCC"], []),
        ("CCC", [], []),
    ],
)
def test_used_knows_where_an_acronym_begins_and_ends(text, listed, expected):
    assert used([text], listed) == expected


def test_used_is_in_alphabetical_order_without_regard_to_case_and_signs():
    assert used(["R&I RDS FTSU FoSH C&M CMAST CIPHA"], ["R&I", "RDS", "FTSU", "FoSH", "C&M", "CMAST", "CIPHA"]) == [
        "CIPHA",
        "C&M",
        "CMAST",
        "FoSH",
        "FTSU",
        "RDS",
        "R&I",
    ]


def test_used_names_each_acronym_once():
    assert used(["QI and QI", "QI"], ["QI", "QI", "OD"]) == ["QI"]


def test_finder_tells_where_each_stands_without_its_ending():
    text = "IOM’s KPIs, 5wte: KPI"

    found = list(finder(["IoM", "KPI", "WTE"])(text))

    assert found == [Use("IoM", 0, 3), Use("KPI", 6, 9), Use("WTE", 13, 16), Use("KPI", 18, 21)]
    assert [text[use.start : use.end] for use in found] == ["IOM", "KPI", "wte", "KPI"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the CRF and both CRFs", [Unknown("CRF", 2)]),
        ("the CRF's beds", [Unknown("CRF", 1)]),
        ("CCC-L, CCC-Liverpool", [Unknown("CCC", 1), Unknown("CCC-L", 1)]),
        ("LGBT+ network", [Unknown("LGBT+", 1)]),
        ("HL7 messages", [Unknown("HL7", 1)]),
        ("2WW patients", [Unknown("2WW", 1)]),
        ("H-O patients", [Unknown("H-O", 1, "HO")]),
        ("HIMMS stage 5", [Unknown("HIMMS", 1, "HIMSS")]),
        ("an APH event", [Unknown("APH", 1, "AHP")]),
        ("the e-PADR process", [Unknown("e-PADR", 1, "PADR")]),
        ("NHSEI", [Unknown("NHSEI", 1, "NHSE/I")]),
        ("our COO and CMIO", [Unknown("CMIO", 1), Unknown("COO", 1)]),
        ("AHPs, HO and C&M", []),
        ("Covid-19, COVID-19 and COVID", []),
        ("Q1, Q2, Q3 and Q4 2021/22", []),
        ("Phase II, phase III, phase IIb", []),
        ("A plan that I made", []),
        ("BO-01 rests on BGPW-12", []),
        ("PropCare, McDonald, SmartSurvey", []),
        ("at 8AM, 10 MB, 6MV", []),
        ("A-Z and Q&A", []),
        ("see https://example.org/CRF/PDFS?X=ABC or write to DPO@example.org", []),
        ("Do NOT start", []),
        ("URGENT CARE REVIEW OF ALL WARDS", []),
        ("STOP WORK NOW! The CRF waits", [Unknown("CRF", 1)]),
        ("CCC, LUHFT", [Unknown("CCC", 1), Unknown("LUHFT", 1)]),
        ("A" * 50, []),
    ],
)
def test_unlisted_tells_acronyms_from_other_capitals(text, expected):
    assert unlisted([text], ["AHP", "HO", "HIMSS", "PADR", "NHSE/I", "C&M", "CNIO", "CEO"]) == expected


def test_unlisted_counts_over_all_texts_in_alphabetical_order():
    assert unlisted(["NW, CT", "CT"], []) == [Unknown("CT", 2), Unknown("NW", 1)]


@given(
    st.lists(st.text(st.sampled_from(string.ascii_letters + "0019 &+-/'_.\n\u2019\ud800\u00df"), max_size=60)),
    st.lists(st.text(st.sampled_from("ABCDabcs019 &+-/'\\()[]^\u00df\u0130"), max_size=8)),
)
def test_every_answer_keeps_to_the_list(texts, listed):
    assert set(used(texts, listed)) <= set(listed)
    assert not {unknown.short for unknown in unlisted(texts, listed)} & set(listed)


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_text_and_no_list_is_too_odd(texts, listed):
    assert set(used(texts, listed)) <= set(listed)
    unlisted(texts, listed)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 1_000_000,
        *(
            unit * 50_000
            for unit in ("a", "1", "A ", "A1", "A-", "A&", "a@", "@.", "www.", ". ", " ", "AB/C", "A+", "A's")
        ),
    ],
    ids=lambda text: text[:4],
)
def test_a_text_without_an_end_is_gone_through_once(text):
    # A pattern that went back over the text would still be at it tomorrow.
    assert used([text], ["C&M", "CE+", "CAR-T", "NHSE/I", "WTE", "AHP"]) == []
    assert len(unlisted([text], ["C&M", "CE+", "CAR-T", "NHSE/I", "WTE", "AHP"])) <= 3


def real_list():
    workbook = openpyxl.load_workbook(INPUTS / "ccc-plan-2022-03.xlsx")
    return [row[0] for row in workbook["Acronyms"].iter_rows(min_row=2, values_only=True)]


def real_texts():
    """Every text of the workbook but the list itself and the references."""
    workbook = openpyxl.load_workbook(INPUTS / "ccc-plan-2022-03.xlsx")
    for sheet in workbook:
        header, *rows = sheet.iter_rows(values_only=True)
        if sheet.title != "Acronyms":
            for row in rows:
                yield from (
                    cell for name, cell in zip(header, row, strict=True) if name != "Ref" and isinstance(cell, str)
                )


def expected_of(key):
    return json.loads((INPUTS / "ccc-acronyms-expected.json").read_text("utf-8"))[key]


@REAL
def test_used_finds_the_whole_list_of_the_real_report():
    assert set(used(real_texts(), real_list())) == set(expected_of("listed_and_used")) == set(real_list())


@REAL
def test_unlisted_finds_what_the_real_report_uses_beyond_its_list():
    found = {unknown.short: unknown.near for unknown in unlisted(real_texts(), real_list())}

    assert set(expected_of("used_but_not_listed")) - set(found) == set()
    assert {short: near for short, near in found.items() if near} == {
        "APH": "AHP",
        "E-PADR": "PADR",
        "H-O": "HO",
        "HIMMS": "HIMSS",
        "LUFHT": "LUHFT",
        "PIEG": "PEIG",
        "e-PADR": "PADR",
    }
    # IOM is the list's IoM in capitals: used, not a slip.
    assert set(expected_of("variants_or_slips_of_listed_ones")) - set(found) == {"IOM"}


@REAL
def test_unlisted_reports_nothing_of_the_real_report_that_is_no_acronym():
    found = {unknown.short for unknown in unlisted(real_texts(), real_list())}

    assert found & set(expected_of("must_not_be_reported")) == set()
    assert found <= {
        *expected_of("used_but_not_listed"),
        *expected_of("variants_or_slips_of_listed_ones"),
        *expected_of("a_finder_may_or_may_not_report"),
        "E-PADR",
        "IS27001",  # the printed slip of ISO27001
    }
