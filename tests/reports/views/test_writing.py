"""The page on which a report's introduction and cover sheet are written."""

import pytest

from reports.models import Report, Section
from tests.factories import MembershipFactory
from tests.reports.issued import FOLDER, secretary_of, small_report

pytestmark = pytest.mark.django_db

EDIT = f"{FOLDER}/report/edit/"
WORDS = {"introduction": "One.\n\nTwo.", "purpose": "Assurance", "prints": Section.values, "revision": "0"}


@pytest.fixture
def march():
    return small_report()


@pytest.fixture
def secretary(client, march):
    client.force_login(secretary_of(march.strategy.organisation))
    return client


def test_report_edit_saves_and_leads_to_the_desk(secretary, march):
    response = secretary.post(EDIT, WORDS)

    assert (response.status_code, response.url) == (302, f"{FOLDER}/desk/")
    report = Report.objects.get()
    assert (report.introduction, report.purpose, report.left_out) == ("One.\n\nTwo.", "Assurance", [])
    assert "One.\n\nTwo." in secretary.get(EDIT).content.decode()


def test_report_edit_leaves_out_what_is_not_chosen(secretary):
    secretary.post(EDIT, WORDS | {"prints": ["key", "glance"]})

    assert Report.objects.get().left_out == ["questions", "measures", "changes", "acronyms"]
    assert b"At a glance" in secretary.get(f"{FOLDER}/report/").content


def test_report_edit_prints_what_was_written(secretary):
    secretary.post(EDIT, WORDS | {"recommendation": "The board is asked to note the report."})

    content = secretary.get(f"{FOLDER}/report/").content.decode()
    assert "The board is asked to note the report." in content
    assert "<p>Two.</p>" in content


def test_report_edit_shows_both_texts_where_somebody_else_was_quicker(secretary):
    secretary.post(EDIT, WORDS)

    response = secretary.post(EDIT, WORDS | {"purpose": "Approval", "revision": "0"})

    content = response.content.decode()
    assert "Somebody else changed this meanwhile" in content
    assert "<del>" in content
    assert "<ins>" in content
    assert 'value="Approval"' in content
    assert 'name="revision" value="1"' in content
    assert Report.objects.get().purpose == "Assurance"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"summary": "x" * 2_001}, "Write at most 2,000 characters"),
        ({"purpose": "x" * 101}, "Write at most 100 characters"),
        ({"prints": ["tables"]}, "Choose sections from the list"),
        ({"revision": ""}, "Somebody else changed this meanwhile"),
    ],
)
def test_report_edit_gives_back_what_was_typed_with_what_is_wrong(secretary, given, why):
    response = secretary.post(EDIT, WORDS | given)

    content = response.content.decode()
    assert why in content
    assert "<title>Error: Edit the introduction and cover sheet" in content
    assert "One.\n\nTwo." in content


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("executive", 403), ("strategy_team", 200)])
def test_report_edit_is_for_who_edits_reports(client, march, role, status):
    client.force_login(MembershipFactory(organisation=march.strategy.organisation, role=role).user)

    assert client.get(EDIT).status_code == status
