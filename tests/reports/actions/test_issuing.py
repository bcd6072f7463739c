"""Issuing: what is frozen, and what is refused. That it is whole or nothing is tested in test_issuing_whole.py."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from commitments.actions import RefusedError
from commitments.models import AuditEvent, Commitment, Meeting
from reports.actions.issuing import issue, propose
from reports.compare import errata
from reports.document import build, canonical, read
from reports.models import Audience, Edition, EditionFile, Presentation, Report
from reports.render.formats import FORMATS, files
from reports.render.pdf import PressError, pdf
from reports.render.versions import versions, versions_of_files
from tests.factories import (
    CommitmentFactory,
    EditionFactory,
    MeetingFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    ReportFactory,
    SubmittedUpdateFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.reports.document.samples import period_of
from tests.reports.issued import edition_of, small_report

pytestmark = pytest.mark.django_db

MOMENT = datetime(2022, 3, 30, 9, 30, tzinfo=UTC)


@pytest.fixture
def march():
    return small_report()


@pytest.fixture
def board(march):
    return march.meetings.get()


@pytest.fixture
def secretary():
    return UserFactory(email="helen@example.nhs.uk", name="Helen Marsh")


def change_something(period):
    Commitment.objects.filter(strategy=period.strategy).update(wording="Open two wards")


def refusal(attempt):
    """The sentence with which an attempt is refused; nothing is stored."""
    before = Edition.objects.count(), Presentation.objects.count(), Report.objects.count(), AuditEvent.objects.count()
    with pytest.raises(RefusedError) as caught:
        attempt()
    after = Edition.objects.count(), Presentation.objects.count(), Report.objects.count(), AuditEvent.objects.count()
    assert after == before
    return str(caught.value)


def words_of(edition):
    return " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(bytes(edition.pdf))).pages)


# What is frozen


def test_issue_freezes_the_report_and_presents_it(march, board, secretary):
    edition = issue(period=march, meeting=board, by=secretary, now=MOMENT)

    stored = Edition.objects.get()
    document = build(march, at=MOMENT).issued(1)
    assert document.known != ()
    assert (stored.report.period, stored.number, stored.audience, stored.change_note) == (march, 1, "board", "")
    assert (stored.document, stored.document_version, read(stored.document)) == (canonical(document), 2, document)
    assert bytes(stored.pdf) == bytes(edition.pdf) == pdf(document)
    assert {each.kind: bytes(each.content) for each in stored.further_files.all()} == files(document)
    hashes = {each.kind: hashlib.sha256(bytes(each.content)).hexdigest() for each in stored.further_files.all()}
    assert json.loads(stored.files) == {each.kind: each.sha256 for each in stored.further_files.all()} == hashes
    assert json.loads(stored.left_open) == ["Work that nobody leads: BO-01."]
    assert stored.document_sha256 == hashlib.sha256(stored.document.encode()).hexdigest()
    assert stored.pdf_sha256 == hashlib.sha256(bytes(stored.pdf)).hexdigest()
    assert json.loads(stored.renderer_versions) == versions(document) | versions_of_files()
    assert (stored.issued_at, stored.issued_by, stored.issuer_email) == (MOMENT, secretary, "helen@example.nhs.uk")
    assert (stored.supersedes, stored.previous_seal, stored.seal) == (None, "", stored.sealed())
    presentation = Presentation.objects.get()
    assert (presentation.edition, presentation.meeting) == (stored, board)
    assert (presentation.presented_at, presentation.presented_by) == (MOMENT, secretary)
    event = AuditEvent.objects.get()
    assert (event.by, event.what, event.thing, event.thing_id) == (secretary, "issued", "edition", stored.pk)
    assert event.thing_words == "Edition 1 of the report for March 2022"
    assert event.organisation == march.strategy.organisation
    assert event.after == {
        "address": "organisation-1/strategy-1/2022-03/1",
        "document_sha256": stored.document_sha256,
        "pdf_sha256": stored.pdf_sha256,
        "files": hashes,
        "seal": stored.seal,
        "meeting": "Trust Board, 30 March 2022",
        "presentation": presentation.pk,
    }
    first_page = PdfReader(BytesIO(bytes(stored.pdf))).pages[0].extract_text()
    assert "Draft" not in words_of(stored)
    assert "Edition 1\n" in first_page  # on the cover
    assert f"Implementation report, March 2022 · Edition 1 · {stored.fingerprint}" in first_page  # at its foot


def test_issue_of_a_correction_replaces_the_edition_before_and_says_why_on_the_cover(march, board, secretary):
    first = edition_of(march)
    change_something(march)

    second = issue(period=march, meeting=board, by=secretary, change_note="  The wording\nwas wrong ")

    assert (second.number, second.supersedes, second.previous_seal) == (2, first, first.seal)
    assert (second.change_note, read(second.document).change_note) == ("The wording was wrong", "The wording was wrong")
    assert [each.number for each in Report.objects.get().editions.order_by("pk")] == [1, 2]
    said = words_of(second)
    assert "What has changed since the edition before: The wording was wrong" in said
    assert "Open two wards" in said


def test_issue_of_a_correction_lists_what_the_edition_before_had_wrong(march, board, secretary):
    edition_of(march)
    change_something(march)

    second = read(issue(period=march, meeting=board, by=secretary, change_note="The wording was wrong").document)

    assert [(each.old, each.new) for each in second.errata] != []
    assert second.errata == errata(read(Edition.objects.get(number=1).document).unissued(), build(march))
    assert second.contents[0].title == "Corrections to the edition before"


def test_issue_after_an_edition_that_can_not_be_read_lists_nothing(march, board, secretary):
    edition_of(march, document='{"version":0}')

    assert read(issue(period=march, meeting=board, by=secretary, change_note="All").document).errata == ()


def test_issue_notes_what_readiness_had_found(march, board, secretary):
    NarrativePointFactory(period=march, text="Die Türen öffnen")

    edition = issue(period=march, meeting=board, by=secretary)

    assert json.loads(edition.left_open) == [
        "Highlights with nothing behind them: “Die Türen öffnen”.",
        "Work that nobody leads: BO-01.",
    ]
    assert edition.seal == edition.sealed()
    edition.left_open = ""
    assert edition.seal != edition.sealed()


def test_issue_refuses_an_update_that_is_neither_approved_nor_left_out(march, board, secretary):
    waiting = CommitmentFactory(priority__strategy=march.strategy, ref="BO-02", lead=PostFactory())
    SubmittedUpdateFactory(commitment=waiting, period=march)

    with pytest.raises(RefusedError, match="BO-02"):
        issue(period=march, meeting=board, by=secretary)
    edition = issue(period=march, meeting=board, by=secretary, leaving_out=["BO-02"])

    assert Edition.objects.get() == edition
    assert "1 update is awaiting approval and not in this report." in read(edition.document).glance.notes
    assert json.loads(edition.left_open)[0] == "Updates that are not approved: BO-02."


# Audiences


def test_numbers_run_through_all_audiences_and_each_replaces_its_own(march, board, secretary):
    public = edition_of(march, audience="public")

    first = issue(period=march, meeting=board, by=secretary)
    change_something(march)
    second = issue(period=march, meeting=board, by=secretary, change_note="The wording")

    assert (public.number, first.number, second.number) == (1, 2, 3)
    assert (first.supersedes, first.change_note, second.supersedes) == (None, "", first)
    assert [first.previous_seal, second.previous_seal] == [public.seal, first.seal]


def test_issue_of_the_words_of_another_audience_is_not_refused(march):
    edition_of(march, audience="public")

    proposal = propose(march)

    assert (proposal.number, proposal.before, proposal.same_as, proposal.obstacle) == (2, None, None, "")


def test_public_edition_says_so_and_holds_nothing_that_it_does_not_print(march, board, secretary):
    edition = issue(period=march, meeting=board, by=secretary, audience=Audience.PUBLIC, now=MOMENT)

    document = read(edition.document)
    assert (edition.audience, document.audience, document.known) == ("public", "Public", ())
    assert document == build(march, Audience.PUBLIC, at=MOMENT).issued(1)
    assert "Public edition. Edition 1" in words_of(edition)


def test_propose_says_what_issuing_would_make(march):
    nothing_yet = propose(march)
    first = edition_of(march)
    same = propose(march)
    change_something(march)
    changed = propose(march)

    assert (nothing_yet.document, nothing_yet.number, nothing_yet.before) == (build_before(march), 1, None)
    assert (same.number, same.before, same.same_as) == (2, first, first)
    assert (changed.number, changed.before, changed.same_as, changed.obstacle) == (2, first, None, "")


def build_before(march):
    wording = Commitment.objects.get().wording
    Commitment.objects.update(wording="Open a ward")
    document = build(march)
    Commitment.objects.update(wording=wording)
    return document


def test_seals_of_a_strategy_follow_each_other_whatever_the_period(march, board, secretary):
    earlier = EditionFactory(report__period=period_of(march.strategy, "2021-06"))
    EditionFactory()  # of another strategy

    edition = issue(period=march, meeting=board, by=secretary)

    assert (edition.number, edition.supersedes, edition.previous_seal) == (1, None, earlier.seal)


# What is refused


def test_issue_of_the_same_words_is_refused(march, board, secretary):
    edition_of(march)

    said = refusal(lambda: issue(period=march, meeting=board, by=secretary, change_note="Nothing"))

    assert said == "Nothing has changed since edition 1. Present that edition to the meeting instead."


def test_issue_of_the_words_before_a_withdrawn_edition_is_refused(march, board, secretary):
    edition_of(march)
    document = replace(build(march), introduction=("Another",)).issued(2, "A figure was wrong")
    WithdrawalFactory(edition=edition_of(march, document=canonical(document)))

    said = refusal(lambda: issue(period=march, meeting=board, by=secretary, change_note="Nothing"))

    assert said == "Nothing has changed since edition 1. Present that edition to the meeting instead."


def test_same_words_may_be_issued_again_when_their_edition_was_withdrawn(march):
    WithdrawalFactory(edition=edition_of(march))

    assert (propose(march).number, propose(march).obstacle) == (2, "")


def test_an_edition_that_can_not_be_read_keeps_nobody_from_issuing_another(march):
    edition_of(march, document='{"version":0}')

    assert (propose(march).number, propose(march).obstacle) == (2, "")


@pytest.mark.parametrize("note", ["", " \n"])
def test_issue_of_a_later_edition_without_a_change_note_is_refused(march, board, secretary, note):
    edition_of(march)
    change_something(march)

    said = refusal(lambda: issue(period=march, meeting=board, by=secretary, change_note=note))

    assert said == "Say what has changed since edition 1."


def test_issue_of_a_first_edition_with_a_change_note_is_refused(march, board, secretary):
    said = refusal(lambda: issue(period=march, meeting=board, by=secretary, change_note="A figure"))

    assert said == "This is the first edition, so there is no change to describe. Leave the note empty."


def test_issue_with_a_long_change_note_is_refused(march, board, secretary):
    edition_of(march)
    change_something(march)

    said = refusal(lambda: issue(period=march, meeting=board, by=secretary, change_note="x" * 501))

    assert said == "Say what has changed in at most 500 characters."


def test_issue_to_a_meeting_of_another_period_is_refused(march, secretary):
    other = MeetingFactory(period=period_of(march.strategy, "2022-09"))

    said = refusal(lambda: issue(period=march, meeting=other, by=secretary))

    assert said == "This meeting does not receive the report for March 2022. Choose one that does."


def test_issue_of_a_planned_period_is_refused(march, board, secretary):
    march.state = "planned"
    march.save()

    said = refusal(lambda: issue(period=march, meeting=board, by=secretary))

    assert said == "The round of March 2022 has not begun, so there is no report to issue yet."


def test_issue_of_an_open_period_is_not(march, board):
    march.state = "open"
    march.save()

    assert propose(march).obstacle == ""


def test_issue_to_a_meeting_that_was_taken_away_meanwhile_is_refused(march, board, secretary, monkeypatch):
    monkeypatch.setattr("reports.actions.issuing.boundary", at("rendered", Meeting.objects.all().delete))

    said = refusal(lambda: issue(period=march, meeting=board, by=secretary))

    assert said == "This meeting does not receive the report any more. Choose another."


def test_issue_after_somebody_who_was_quicker_is_refused(march, board, secretary, monkeypatch):
    ReportFactory(period=march)
    quicker = lambda: EditionFactory(  # noqa: E731 -- a call, kept for later
        report=march.report, issued_by__name="Amy Quick", issued_at=datetime(2022, 6, 1, 12, 2, tzinfo=UTC)
    )
    monkeypatch.setattr("reports.actions.issuing.boundary", at("rendered", quicker))

    with pytest.raises(RefusedError) as caught:
        issue(period=march, meeting=board, by=secretary)

    assert str(caught.value) == (
        "Amy Quick issued edition 1 of this report on 1 June 2022 at 13:02, while yours was being made. "
        "Read that edition before you issue another."
    )
    assert [each.issued_by.name for each in Edition.objects.all()] == ["Amy Quick"]


def at(step, act):
    """Does something at one of the steps of issuing: what somebody else does meanwhile."""
    return lambda name: act() if name == step else None


def test_issue_of_a_report_that_can_not_be_printed_stores_nothing(march, board, secretary, settings):
    settings.REPORT_MEGABYTES = 40

    with pytest.raises(PressError, match="needs more than 120 seconds or 40 MB"):
        issue(period=march, meeting=board, by=secretary)

    assert (Edition.objects.count(), Report.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("kind", FORMATS)
def test_issue_of_a_report_one_of_whose_files_can_not_be_made_stores_nothing(
    march, board, secretary, monkeypatch, kind
):
    def broken(_document):
        raise ZeroDivisionError

    monkeypatch.setitem(FORMATS, kind, replace(FORMATS[kind], make=broken))

    with pytest.raises(ZeroDivisionError):
        issue(period=march, meeting=board, by=secretary)

    counts = [each.objects.count() for each in (Edition, EditionFile, Presentation, Report, AuditEvent)]
    assert counts == [0] * 5


def test_issue_reads_the_period_as_it_is_in_the_database(march):
    PlanChangeFactory(commitment=Commitment.objects.get(), period=march)
    march.strategy.report_title = "Not saved"

    assert propose(march).document.title == "Implementation report"
