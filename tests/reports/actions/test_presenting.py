"""What becomes of an edition: further meetings, and withdrawal."""

from datetime import UTC, datetime

import pytest

from commitments.actions import RefusedError
from commitments.models import AuditEvent
from reports.actions.presenting import present, withdraw
from reports.models import Edition, Presentation, Withdrawal
from tests.factories import MeetingFactory, UserFactory, WithdrawalFactory
from tests.reports.document.samples import period_of
from tests.reports.issued import edition_of, small_report

pytestmark = pytest.mark.django_db

MOMENT = datetime(2022, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def edition():
    return edition_of(small_report())


@pytest.fixture
def secretary():
    return UserFactory(name="Helen Marsh")


@pytest.fixture
def audit_committee(edition):
    return MeetingFactory(period=edition.report.period, committee__name="Audit Committee")


def refusal(attempt):
    before = Presentation.objects.count(), Withdrawal.objects.count(), AuditEvent.objects.count()
    with pytest.raises(RefusedError) as caught:
        attempt()
    assert (Presentation.objects.count(), Withdrawal.objects.count(), AuditEvent.objects.count()) == before
    return str(caught.value)


def test_present_takes_an_edition_to_a_further_meeting(edition, audit_committee, secretary):
    facts = Edition.objects.values().get()

    made = present(edition=edition, meeting=audit_committee, by=secretary, now=MOMENT)

    assert [each.to for each in edition.presentations.all()] == [
        "Trust Board, 30 March 2022",
        "Audit Committee, 30 March 2022",
    ]
    assert (made.presented_at, made.presented_by) == (MOMENT, secretary)
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.by, event.what, event.thing, event.thing_id) == (secretary, "presented", "presentation", made.pk)
    assert event.thing_words == "Edition 1 of the report for March 2022, to the Audit Committee, 30 March 2022"
    assert event.after == {"edition": edition.pk, "meeting": "Audit Committee, 30 March 2022"}
    assert Edition.objects.values().get() == facts


def test_present_to_the_same_meeting_is_refused(edition, secretary):
    board = edition.presentations.get().meeting

    said = refusal(lambda: present(edition=edition, meeting=board, by=secretary))

    assert said == "Edition 1 was presented to the Trust Board, 30 March 2022 already."


def test_present_to_a_meeting_of_another_period_is_refused(edition, secretary):
    other = MeetingFactory(period=period_of(edition.report.period.strategy, "2022-09"))

    said = refusal(lambda: present(edition=edition, meeting=other, by=secretary))

    assert said == "This meeting does not receive the report for March 2022. Choose one that does."


def test_present_of_a_withdrawn_edition_is_refused(edition, audit_committee, secretary):
    WithdrawalFactory(edition=edition)

    said = refusal(lambda: present(edition=edition, meeting=audit_committee, by=secretary))

    assert said == "Edition 1 is withdrawn, so it can’t be presented."


def test_withdraw_says_why_and_leaves_the_edition_as_it_was(edition, secretary):
    facts = Edition.objects.values().get()

    made = withdraw(edition=edition, reason=" A figure is wrong.\r\n\r\nSee page 4. ", by=secretary, now=MOMENT)

    assert (made.edition, made.withdrawn_at, made.withdrawn_by) == (edition, MOMENT, secretary)
    assert Withdrawal.objects.get().reason == "A figure is wrong.\n\nSee page 4."
    event = AuditEvent.objects.order_by("pk").last()
    assert (event.by, event.what, event.thing, event.thing_id) == (secretary, "withdrawn", "withdrawal", made.pk)
    assert event.after == {"edition": edition.pk, "reason": "A figure is wrong.\n\nSee page 4."}
    assert Edition.objects.values().get() == facts


@pytest.mark.parametrize("reason", ["", " \n\t", "\x00"])
def test_withdraw_without_a_reason_is_refused(edition, secretary, reason):
    said = refusal(lambda: withdraw(edition=edition, reason=reason, by=secretary))

    assert said == "Say why edition 1 should not be used any more."


def test_withdraw_with_a_reason_without_end_is_refused(edition, secretary):
    said = refusal(lambda: withdraw(edition=edition, reason="x" * 2001, by=secretary))

    assert said == "Say why in at most 2,000 characters."


def test_withdraw_a_second_time_is_refused(edition, secretary):
    WithdrawalFactory(edition=edition, withdrawn_by=secretary, withdrawn_at=MOMENT)

    said = refusal(lambda: withdraw(edition=edition, reason="Again", by=secretary))

    assert said == "Helen Marsh withdrew edition 1 on 1 April 2022 already."
