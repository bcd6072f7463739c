"""From the code at the foot of a paper to its edition."""

import pytest

from tests.reports.issued import EDITION, edition_of, small_report

pytestmark = pytest.mark.django_db

FIND = "/organisation-1/strategy-1/editions/find/"


@pytest.fixture
def edition(reader):
    return edition_of(small_report())


def test_edition_find_asks_for_the_code(reader, edition):
    content = reader.get(FIND).content.decode()

    assert "The code at the foot of the paper" in content
    assert "There is a problem" not in content


@pytest.mark.parametrize("change", [str, str.upper, lambda code: f" {code[:6]} {code[6:]} "])
def test_edition_find_leads_to_the_edition(reader, edition, change):
    response = reader.get(FIND, {"code": change(edition.fingerprint)})

    assert (response.status_code, response.url) == (302, f"{EDITION}/verify/")


@pytest.mark.parametrize("code", ["0", "000000000000x", "zzzzzzzzzzzz", "%", "0" * 1000])
def test_edition_find_says_what_a_code_looks_like(reader, edition, code):
    assert "A code has 12 digits and letters from a to f" in reader.get(FIND, {"code": code}).content.decode()


def test_edition_find_says_that_no_edition_has_the_code(reader, edition):
    content = reader.get(FIND, {"code": "0" * 12}).content.decode()

    assert "No edition of this strategy has this code" in content
    assert "<title>Error: Check a paper" in content


def test_edition_find_finds_nothing_of_another_strategy(reader, edition):
    other = small_report(strategy__title="Another")
    assert (
        reader.get(f"/{'/'.join(other.address[:2])}/editions/find/", {"code": edition.fingerprint}).status_code == 200
    )
