"""Reports, editions, presentations and withdrawals: what the database refuses, and what an edition says of itself."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Edition
from tests.factories import (
    BoardQuestionFactory,
    EditionFactory,
    EditionFileFactory,
    MeetingFactory,
    MembershipFactory,
    PresentationFactory,
    ReportFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.reports.document.samples import period_of
from tests.reports.issued import edition_of, small_report

pytestmark = pytest.mark.django_db

SHA = "a" * 64
CONTENT = ('"reports_edition"."document",', '"reports_edition"."pdf",')


# What the database refuses


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"number": 0}, "edition_is_numbered_from_one"),
        ({"change_note": "A figure"}, "later_edition_says_what_it_replaces_and_why"),
        ({"audience": "friends", "document": "{}"}, "edition_is_for_a_known_audience"),
        ({"document": "", "document_sha256": SHA}, "edition_has_a_document"),
        ({"document_version": 0}, "edition_has_a_document"),
        ({"pdf": b""}, "edition_has_a_pdf"),
        ({"renderer_versions": ""}, "edition_has_a_pdf"),
        ({"document_sha256": ""}, "edition_has_its_fingerprints"),
        ({"document_sha256": "A" * 64}, "edition_has_its_fingerprints"),
        ({"pdf_sha256": "a" * 63}, "edition_has_its_fingerprints"),
        ({"pdf_sha256": "a" * 63 + "g"}, "edition_has_its_fingerprints"),
        ({"seal": "ä" * 64}, "edition_has_its_fingerprints"),
        ({"previous_seal": "b" * 63}, "edition_follows_a_sealed_one_or_none"),
        ({"previous_seal": "B" * 64}, "edition_follows_a_sealed_one_or_none"),
        ({"issuer_email": ""}, "edition_says_who_issued_it"),
    ],
)
def test_edition_that_can_not_be_is_refused(refused_by, fields, constraint):
    report = ReportFactory()

    assert refused_by(lambda: EditionFactory(report=report, **fields)) == constraint


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"change_note": ""}, "later_edition_says_what_it_replaces_and_why"),
        ({"change_note": "x" * 501, "document": "{}"}, "change_note_fits_on_the_cover"),
    ],
)
def test_later_edition_that_can_not_be_is_refused(refused_by, fields, constraint):
    report = EditionFactory().report
    expected = {constraint}
    if connection.vendor == "postgresql" and "x" * 501 in fields.values():
        expected = {"value too long for type character varying(500)"}

    assert refused_by(lambda: EditionFactory(report=report, **fields)) in expected


def number_twice():
    EditionFactory(report=EditionFactory().report, audience="public", supersedes=None, number=1, previous_seal=SHA)


def seal_twice():
    first = EditionFactory()
    EditionFactory(report__period=period_of(first.report.period.strategy, "2023-03"), seal=first.seal)


def two_after_one():
    first = EditionFactory()
    EditionFactory(report__period=period_of(first.report.period.strategy, "2023-03"))
    EditionFactory(report__period=period_of(first.report.period.strategy, "2023-09"), previous_seal=first.seal)


def presented_twice():
    made = PresentationFactory()
    PresentationFactory(edition=made.edition, meeting=made.meeting)


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("one_edition_of_a_number_per_report", number_twice),
        ("one_edition_of_a_seal", seal_twice),
        ("one_edition_after_another", two_after_one),
        ("one_presentation_per_edition_and_meeting", presented_twice),
        ("withdrawal_says_why", lambda: WithdrawalFactory(reason="")),
        ("withdrawal_says_why", lambda: WithdrawalFactory(reason="x" * 2001)),
    ],
)
def test_second_of_its_kind_is_refused(refused_by, constraint, attempt):
    assert refused_by(attempt) == constraint


def test_edition_names_the_seal_of_the_one_before():
    first = EditionFactory()
    second = EditionFactory(report__period=period_of(first.report.period.strategy, "2023-03"))

    assert (second.previous_seal, first.previous_seal) == (first.seal, "")


REPLACES = "An edition replaces the one before it of the same report and audience"


def test_edition_that_replaces_one_of_another_report_or_audience_is_refused(refused_by):
    first, other = EditionFactory(), EditionFactory()
    EditionFactory(report=first.report)

    assert refused_by(lambda: EditionFactory(report=other.report, supersedes=first, number=2)) == REPLACES
    assert (
        refused_by(
            lambda: EditionFactory(report=other.report, supersedes=other, audience="public", change_note="A figure")
        )
        == REPLACES
    )


def test_later_edition_that_names_none_before_is_refused(refused_by):
    first = EditionFactory()

    assert refused_by(lambda: EditionFactory(report=first.report, supersedes=None, change_note="")) == REPLACES


def test_public_edition_takes_the_next_number_and_replaces_none():
    first = EditionFactory()
    public = EditionFactory(report=first.report, audience="public")
    second = EditionFactory(report=first.report)

    assert [(each.number, each.supersedes) for each in (public, second)] == [(2, None), (3, first)]


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("introduction_fits_into_the_report", lambda: ReportFactory(introduction="x" * 10_001)),
        ("cover_sheet_fits_on_a_page", lambda: ReportFactory(recommendation="x" * 2_001)),
        ("cover_sheet_fits_on_a_page", lambda: ReportFactory(considered_by="x" * 2_001)),
        ("edition_file_is_of_a_known_kind", lambda: EditionFileFactory(kind="film")),
        ("edition_file_has_content_and_fingerprint", lambda: EditionFileFactory(content=b"", sha256=SHA)),
        ("edition_file_has_content_and_fingerprint", lambda: EditionFileFactory(sha256="")),
        ("one_file_of_a_kind_per_edition", lambda: EditionFileFactory(edition=EditionFileFactory().edition)),
        ("board_question_is_of_a_known_kind", lambda: BoardQuestionFactory(kind="remark")),
        ("board_question_says_something", lambda: BoardQuestionFactory(text=" ")),
        ("board_question_says_something", lambda: BoardQuestionFactory(text="x" * 2_001)),
        ("board_answer_is_of_some_length", lambda: BoardQuestionFactory(answer="x" * 4_001)),
        ("board_answer_says_by_whom_and_when", lambda: BoardQuestionFactory(answer="In May", answered_by=None)),
        ("board_answer_says_by_whom_and_when", lambda: BoardQuestionFactory(answered_by=UserFactory())),
    ],
)
def test_what_is_written_for_a_report_is_refused(refused_by, constraint, attempt):
    assert refused_by(attempt) == constraint


def test_seal_covers_the_further_files_and_what_was_left_open():
    edition = EditionFactory()
    seals = {edition.sealed()}
    for name, value in (("files", '{"word":"a"}'), ("left_open", '["A finding"]')):
        setattr(edition, name, value)
        seals.add(edition.sealed())

    assert len(seals) == 3


def test_presentation_of_a_withdrawn_edition_is_refused(refused_by):
    edition = WithdrawalFactory().edition

    assert refused_by(lambda: PresentationFactory(edition=edition)) == "A withdrawn edition can not be presented"


# What an edition says of itself


def test_edition_is_named_by_number_and_period():
    edition = edition_of(small_report())

    assert str(edition) == "Edition 1 of the report for March 2022"
    assert edition.address == ("organisation-1", "strategy-1", "2022-03", 1)
    assert edition.file_name == "organisation-1-2022-03-edition-1"
    assert edition.fingerprint == edition.document_sha256[:12]
    assert edition.in_words() == "Edition 1, issued on 1 March 2022 to the Trust Board"
    assert str(edition.presentations.get()) == f"{edition}, to the Trust Board, 30 March 2022"


def test_edition_that_no_meeting_has_received_says_none():
    assert EditionFactory().in_words() == "Edition 1, issued on 1 March 2022"


def test_edition_names_the_first_meeting_that_received_it():
    edition = edition_of(small_report())
    later = MeetingFactory(period=edition.report.period, committee__name="Audit Committee")
    PresentationFactory(edition=edition, meeting=later)

    assert edition.in_words() == "Edition 1, issued on 1 March 2022 to the Trust Board"


def test_days_are_those_of_the_board():
    late = datetime(2022, 6, 30, 23, 30, tzinfo=UTC)
    withdrawal = WithdrawalFactory(withdrawn_at=late, edition__issued_at=late)

    assert (f"{withdrawal.withdrawn_on}", f"{withdrawal.edition.issued_on}") == ("2022-07-01", "2022-07-01")
    assert str(withdrawal) == "Edition 1 of the report for January 2022, withdrawn"


# The seal


def sealed(**changes):
    edition = EditionFactory.build(
        report=ReportFactory.build(period=small_report()),
        supersedes=None,
        document="{}",
        previous_seal="",
        issuer_email="helen@example.nhs.uk",
        seal="",
    )
    for name, value in changes.items():
        setattr(edition, name, value)
    return edition.sealed()


def test_seal_of_the_same_facts_is_the_same_for_good():
    assert sealed() == "177ef0fa0461319229c59d616285c8727edaa17c77babe201c18bf5f0e8b0635"


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 2},
        {"audience": "public"},
        {"document_version": 2},
        {"document_sha256": SHA},
        {"pdf_sha256": SHA},
        {"renderer_versions": "[]"},
        {"issued_at": datetime(2022, 3, 1, 9, 0, 0, 1, tzinfo=UTC)},
        {"issuer_email": "other@example.nhs.uk"},
        {"change_note": "A figure"},
        {"previous_seal": SHA},
    ],
)
def test_seal_covers_every_fact(changes):
    usual = EditionFactory()
    changed = Edition.objects.get(pk=usual.pk)
    for name, value in changes.items():
        setattr(changed, name, value)

    assert usual.sealed() == Edition.objects.get(pk=usual.pk).sealed() == usual.seal
    assert changed.sealed() != usual.seal


def test_seal_outlives_a_new_address_of_its_issuer():
    edition = EditionFactory()
    edition.issued_by.email = "married@example.nhs.uk"
    edition.issued_by.save()

    assert Edition.objects.get().sealed() == edition.seal


# Lists


def test_edition_is_visible_to_members_alone():
    edition = EditionFactory()
    member = MembershipFactory(organisation=edition.report.period.strategy.organisation).user

    assert list(Edition.objects.visible_to(member)) == [edition]
    assert list(Edition.objects.visible_to(UserFactory())) == []


def test_lists_leave_document_and_pdf_where_they_are():
    edition = edition_of(small_report())
    member = MembershipFactory(organisation=edition.report.period.strategy.organisation).user

    with CaptureQueriesContext(connection) as queries:
        found = list(Edition.objects.visible_to(member).with_their_story())

    assert [each.get_deferred_fields() for each in found] == [{"document", "pdf"}]
    assert [name for name in CONTENT for query in queries if name in query["sql"]] == []
    assert (found[0].document, bytes(found[0].pdf)) == (edition.document, edition.pdf)


def test_edition_is_replaced_by_the_last_one_that_stands():
    march = small_report()
    first, second, third = (edition_of(march) for _ in range(3))
    WithdrawalFactory(edition=third)

    found = {each.number: each for each in Edition.objects.with_their_story()}

    assert {number: each.replaced_by for number, each in found.items()} == {1: 2, 2: None, 3: None}
    assert {number: each.is_withdrawn() for number, each in found.items()} == {1: False, 2: False, 3: True}
    assert set(Edition.objects.standing()) == {first, second}


def test_editions_of_other_reports_replace_nothing():
    march = small_report()
    edition_of(march)
    edition_of(march)
    EditionFactory(report__period=period_of(march.strategy, "2022-09"))

    assert [each.replaced_by for each in Edition.objects.with_their_story().order_by("pk")] == [2, None, None]
