"""What readiness finds in the real report of March 2022, as its workbook has it."""

from datetime import date

import pytest

from commitments.addresses import find_period, find_strategy
from commitments.models import User
from commitments.workbook.apply import apply
from commitments.workbook.reading import read_workbook
from reports.checks import check
from reports.document import build
from reports.document.desk import desk_of
from tests.commitments.test_acronyms import INPUTS, REAL, expected_of

pytestmark = [pytest.mark.django_db, REAL]


@pytest.fixture
def findings():
    """The findings about each kind, by kind, of the report as it was on the day after the board met."""
    workbook = INPUTS / "ccc-plan-2022-03.xlsx"
    apply(plan=read_workbook(workbook.read_bytes()).plan, by=User.objects.system(), source=workbook.name)
    march = find_period(find_strategy("ccc/five-year-strategic-plan-2021-2025"), "march-2022")
    found = {}
    for each in check(build(march), desk_of(march, date(2022, 3, 31))):
        found.setdefault(each.code, []).append(each.about)
    return found


def test_real_report_is_blocked_by_nothing(findings):
    assert {code: len(found) for code, found in findings.items() if code not in {"unknown", "post"}} == {
        "highlight": 13,
        "reason": 21,
        "date": 7,
        "long": 1,
    }


def test_past_dates_of_the_real_report_are_found(findings):
    assert findings["date"] == ["BO-17", "BO-19", "BGPW-01", "BGPW-12", "BGPW-16", "BRL-03", "BD-03"]


def test_acronyms_of_the_real_report_that_are_not_on_its_list_are_found(findings):
    assert set(expected_of("used_but_not_listed")) - set(findings["unknown"]) == set()
    assert set(expected_of("must_not_be_reported")) & set(findings["unknown"]) == set()
