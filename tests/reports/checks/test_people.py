"""Findings about people."""

from reports.checks.finding import Fix
from reports.checks.people import about_people
from reports.document.desk import Vacancy
from tests.reports.checks.desks import ADDRESS, desk

LOOK = Fix("round", ADDRESS, "See what nobody leads", "post=nobody")


def test_post_that_nobody_holds_is_one_finding_with_what_it_leads():
    refs = tuple(f"BO-0{number}" for number in range(1, 8))
    found = list(about_people(desk(vacancies=(Vacancy("Chief Nurse", 4, refs), Vacancy("Chair", 5, ("BC-01",))))))

    assert [each.sentence for each in found] == [
        "Nobody holds the post Chief Nurse, which leads BO-01, BO-02, BO-03, BO-04, BO-05 and 2 others.",
        "Nobody holds the post Chair, which leads BC-01.",
    ]
    assert found[0].fix == Fix("post-edit", ("sht", 4), "Say who holds Chief Nurse")
    assert [each.look for each in found] == [LOOK, LOOK]


def test_commitment_without_a_lead_is_found():
    [each] = about_people(desk(leaderless=("BO-01",)))

    assert (each.code, each.sentence) == ("post", "BO-01 has no lead.")
    assert (each.fix, each.look) == (Fix("commitment-lead", ("sht", "plan", "BO-01"), "Say who leads BO-01"), LOOK)


def test_nothing_is_found_where_somebody_leads_everything():
    assert list(about_people(desk())) == []
