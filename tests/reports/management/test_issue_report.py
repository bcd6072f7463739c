"""`manage.py issue_report`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commitments.models import User
from reports.models import Edition
from tests.factories import CommitteeFactory, MeetingFactory, MembershipFactory, UserFactory
from tests.reports.document.samples import period_of
from tests.reports.issued import edition_of, secretary_of, small_report

pytestmark = pytest.mark.django_db

STRATEGY = "organisation-1/strategy-1"


@pytest.fixture
def march():
    return small_report()


def run(*arguments):
    """What the command wrote to its output, and the sentence with which it ended, if it failed."""
    out, failure = StringIO(), ""
    try:
        call_command("issue_report", *arguments, stdout=out)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), failure


def refused(*arguments):
    """The sentence with which the command ended; no edition is left."""
    out, failure = run(*arguments)
    assert (out, Edition.objects.count()) == ("", 0)
    return failure


@pytest.mark.parametrize("meeting", ["trust board ", "Trust Board, 30 March 2022"])
def test_issue_report_issues_an_edition_as_the_system(march, meeting):
    out, failure = run(STRATEGY, "2022-03", "--meeting", meeting)

    edition = Edition.objects.get()
    size = f"{len(edition.pdf) / 1000:,.0f} kB"
    assert failure == ""
    assert out == (
        "Issued Edition 1 of the report for March 2022 to the Trust Board, 30 March 2022 "
        f"({size}, seal {edition.seal[:12]}).\n"
    )
    assert edition.issued_by == User.objects.system()


def test_issue_report_issues_a_correction_in_somebodys_name(march):
    edition_of(march)
    march.strategy.introduction = "Corrected"
    march.strategy.save()
    secretary = secretary_of(march.strategy.organisation, email="helen@example.nhs.uk")

    given = ("--by", " Helen@example.nhs.uk", "--change-note", "The introduction")
    _out, failure = run(STRATEGY, "2022-03", "--meeting", "Trust Board", *given)

    edition = Edition.objects.get(number=2)
    assert (failure, edition.issued_by, edition.change_note) == ("", secretary, "The introduction")


def test_issue_report_issues_for_the_public(march):
    _out, failure = run(STRATEGY, "2022-03", "--meeting", "Trust Board", "--audience", "public")

    assert (failure, Edition.objects.get().audience) == ("", "public")


def test_issue_report_says_why_it_is_refused(march):
    edition_of(march)

    assert run(STRATEGY, "2022-03", "--meeting", "Trust Board")[1] == (
        "Nothing has changed since edition 1. Present that edition to the meeting instead."
    )


def test_issue_report_names_the_strategies_and_periods_that_there_are(march):
    assert refused("organisation-1/plan", "2022-03", "--meeting", "Trust Board") == (
        "There is no strategy 'organisation-1/plan'. There is: organisation-1/strategy-1."
    )
    assert refused(STRATEGY, "2022-04", "--meeting", "Trust Board") == (
        "Plan 2021-2025 has no period '2022-04'. It has: 2022-03."
    )


def test_issue_report_names_the_meetings_that_there_are(march):
    MeetingFactory(period=march, committee__name="Audit Committee", held_on="2022-03-01", held_precision="month")

    assert refused(STRATEGY, "2022-03", "--meeting", "Board") == (
        "March 2022 has no meeting 'Board'. It has: Audit Committee, March 2022; Trust Board, 30 March 2022."
    )


def test_issue_report_says_that_there_is_no_meeting(march):
    period_of(march.strategy, "2022-09")

    assert refused(STRATEGY, "2022-09", "--meeting", "Trust Board") == (
        "September 2022 has no meeting yet. Name one in the plan workbook and import it."
    )


def test_issue_report_asks_which_of_several_meetings_of_a_committee(march):
    MeetingFactory(period=march, committee=march.meetings.get().committee, held_on="2022-04-27")
    CommitteeFactory()

    assert refused(STRATEGY, "2022-03", "--meeting", "Trust Board") == (
        "March 2022 has several meetings of the Trust Board. Name one with its date: "
        "Trust Board, 30 March 2022; Trust Board, 27 April 2022."
    )


@pytest.mark.parametrize("fields", [{"email": "other@example.nhs.uk"}, {"is_active": False}])
def test_issue_report_refuses_an_unknown_person(march, fields):
    UserFactory(**({"email": "helen@example.nhs.uk"} | fields))

    assert refused(STRATEGY, "2022-03", "--meeting", "Trust Board", "--by", "helen@example.nhs.uk") == (
        "There is no active user with the e-mail address helen@example.nhs.uk."
    )


def test_issue_report_refuses_somebody_who_may_not_issue(march):
    user = UserFactory(email="helen@example.nhs.uk", name="Helen Marsh")
    MembershipFactory(organisation=march.strategy.organisation, user=user, role="strategy_team")

    assert refused(STRATEGY, "2022-03", "--meeting", "Trust Board", "--by", "helen@example.nhs.uk") == (
        "Helen Marsh may not issue reports of Organisation 1: a board secretary may."
    )


def test_issue_report_that_needs_too_much_says_so(march, settings):
    settings.REPORT_MEGABYTES = 40

    assert refused(STRATEGY, "2022-03", "--meeting", "Trust Board").endswith(
        "or raise REPORT_SECONDS and REPORT_MEGABYTES. Nothing was issued."
    )
