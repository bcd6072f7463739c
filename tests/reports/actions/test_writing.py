"""What is written for a report beside its tables."""

from dataclasses import replace

import pytest

from commitments.actions import RefusedError
from commitments.models import AuditEvent
from reports.actions.writing import ChangedReportError, Written, write_report
from reports.models import Report
from tests.factories import ReportFactory, ReportingPeriodFactory, UserFactory

pytestmark = pytest.mark.django_db

WORDS = Written("Our second report.", "Assurance", "Ann", "Bo", "Well.", "Note it.", "The committee", ("key",))


def told(report):
    return Written(**{name: getattr(report, name) for name in Written.__dataclass_fields__})


def test_first_words_make_the_report_and_are_written_down():
    period, by = ReportingPeriodFactory(), UserFactory()

    report = write_report(period=period, written=WORDS, revision=0, by=by)

    report.refresh_from_db()
    assert told(report) == replace(WORDS, left_out=["key"])
    assert (report.revision, Report.objects.count()) == (1, 1)
    event = AuditEvent.objects.get()
    assert (event.what, event.by, event.before["purpose"], event.after["purpose"]) == ("changed", by, "", "Assurance")


def test_same_words_again_are_no_event():
    report = write_report(period=ReportingPeriodFactory(), written=WORDS, revision=0, by=UserFactory())

    again = write_report(period=report.period, written=WORDS, revision=1, by=UserFactory())

    assert (again.revision, AuditEvent.objects.count()) == (2, 1)


@pytest.mark.parametrize("revision", [-1, 0, 2])
def test_another_revision_than_was_read_is_refused(revision):
    report = ReportFactory(revision=1, author="Ann")

    with pytest.raises(ChangedReportError, match="Somebody else changed this meanwhile"):
        write_report(period=report.period, written=WORDS, revision=revision, by=UserFactory())

    assert (Report.objects.get().author, AuditEvent.objects.count()) == ("Ann", 0)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"introduction": "x" * 10_001}, "Write an introduction of at most 10,000 characters."),
        ({"summary": "x" * 2_001}, "Keep each part of the cover sheet to at most 2,000 characters."),
        ({"recommendation": "x" * 2_001}, "Keep each part of the cover sheet to at most 2,000 characters."),
        ({"considered_by": "x" * 2_001}, "Keep each part of the cover sheet to at most 2,000 characters."),
        ({"left_out": ("tables",)}, "A report has no section tables."),
    ],
)
def test_what_can_not_be_printed_is_refused(words, why):
    period = ReportingPeriodFactory()

    with pytest.raises(RefusedError) as caught:
        write_report(period=period, written=replace(WORDS, **words), revision=0, by=UserFactory())

    assert str(caught.value) == why
    assert Report.objects.count() == 0
