"""Whether editions are what was issued: one turned bit is found, wherever it is."""

import json
from hashlib import sha256

import pytest

from commitments.models import AuditEvent
from reports.actions.presenting import present, withdraw
from reports.actions.verifying import OtherVersionsError, missing, rendered_again, verify
from reports.document import read
from reports.models import Edition
from reports.render.formats import files
from reports.render.pdf import pdf
from reports.render.versions import versions, versions_of_files
from tests.factories import EditionFactory, EditionFileFactory, MeetingFactory, UserFactory
from tests.reports.document.samples import period_of
from tests.reports.issued import FILES, edition_of, edition_with_files, flipped, guards_lifted, small_report, tamper

pytestmark = pytest.mark.django_db

PDF = "The PDF is not the one that was issued: its fingerprint differs."
DOCUMENT = "The document is not the one that was issued: its fingerprint differs."
SEAL = "What is recorded of it (who issued it when, its number, its fingerprints) was changed: the seal differs."
CHAIN = "The edition that was issued before it in this strategy is missing, or was changed."
AUDIT = "The audit has other fingerprints of it than the edition itself."


@pytest.fixture
def edition():
    return edition_of(small_report())


def faults(edition):
    """What is wrong with an edition as the database has it."""
    return list(verify(Edition.objects.get(pk=edition.pk)).faults)


def test_edition_as_issued_has_no_fault(edition):
    verification = verify(edition)

    assert verification.faults == ()
    assert [(each.name, each.recorded, each.found) for each in verification.fingerprints] == [
        ("PDF", edition.pdf_sha256, edition.pdf_sha256),
        ("Document", edition.document_sha256, edition.document_sha256),
        ("Seal", edition.seal, edition.seal),
    ]


def test_one_bit_of_the_pdf_is_found(edition):
    tamper(edition, pdf=flipped(edition.pdf))

    assert faults(edition) == [PDF]


def test_one_letter_of_the_document_is_found(edition):
    tamper(edition, document=edition.document.replace("Open a ward", "Open a wart"))

    assert faults(edition) == [DOCUMENT]


def test_document_that_is_none_is_found(edition):
    tamper(edition, document=edition.document[:-1])

    assert faults(edition)[0] == DOCUMENT
    assert faults(edition)[1].startswith("The document can’t be read. This is not a frozen document: ")


def test_document_of_another_edition_is_found(edition):
    second = edition_of(edition.report.period)
    first = {name: getattr(edition, name) for name in ("document", "document_sha256")}
    tamper(second, **first)

    assert faults(second) == [SEAL, "The document calls itself Edition 1.", AUDIT]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"issuer_email": "other@example.nhs.uk"}, [SEAL]),
        ({"issued_at": "2022-03-02T09:00Z"}, [SEAL]),
        ({"renderer_versions": '{"weasyprint": "71.0"}'}, [SEAL]),
        ({"pdf_sha256": "a" * 64}, [PDF, SEAL, AUDIT]),
        ({"seal": "a" * 64}, [SEAL, AUDIT]),
        ({"previous_seal": "a" * 64}, [SEAL, CHAIN]),
    ],
)
def test_changed_fact_is_found(edition, columns, said):
    tamper(edition, **columns)

    assert faults(edition) == said


def test_edition_that_was_made_up_afterwards_is_found(edition):
    made_up = EditionFactory(report=edition.report)

    assert faults(made_up) == ["The audit does not know that it was issued."]


def test_edition_that_is_not_there_any_more_is_found_by_the_one_after_it(edition):
    september = period_of(edition.report.period.strategy, "2022-09")
    MeetingFactory(period=september)
    after = edition_of(september)
    with guards_lifted():
        edition.presentations.all().delete()
        edition.delete()

    assert faults(after) == [CHAIN]


def test_editions_of_other_strategies_are_not_in_the_chain(edition):
    EditionFactory()
    later = edition_of(edition.report.period)

    assert faults(later) == []


# Its further files


@pytest.fixture
def whole(edition):
    """An edition with its further files."""
    return edition_with_files(edition.report.period)


def change_a_file(edition, **columns):
    with guards_lifted():
        edition.further_files.filter(kind="word").update(**columns)


def test_edition_with_its_files_as_issued_has_no_fault(whole):
    verification = verify(whole)

    assert verification.faults == ()
    assert [each.name for each in verification.fingerprints] == [
        "PDF",
        "Word",
        "Excel",
        "Plain text",
        "Excel plan workbook",
        "Document",
        "Seal",
    ]
    assert [each.found for each in verification.fingerprints[1:5]] == list(json.loads(whole.files).values())


@pytest.mark.parametrize(
    ("kind", "called"),
    [("word", "Word file"), ("workbook", "Excel file"), ("text", "plain text file"), ("plan", "plan workbook")],
)
def test_one_bit_of_a_further_file_is_found(whole, kind, called):
    with guards_lifted():
        whole.further_files.filter(kind=kind).update(content=flipped(FILES[kind]))

    assert faults(whole) == [f"The {called} is not the one that was issued: its fingerprint differs."]


def test_file_that_is_not_there_any_more_is_found(whole):
    with guards_lifted():
        whole.further_files.filter(kind="word").delete()

    assert faults(whole) == ["The Word file is missing."]


def test_file_that_was_put_beside_an_edition_afterwards_is_found(edition):
    EditionFileFactory(edition=edition)

    assert faults(edition) == ["There is a Word file that was not issued with it."]


def test_changed_fingerprint_of_a_file_is_found(whole):
    change_a_file(whole, sha256="a" * 64)

    assert faults(whole) == ["The fingerprint beside the Word file was changed."]


def test_file_that_was_changed_with_all_that_is_recorded_of_it_is_found(whole):
    content = b"PK of another"
    now = sha256(content).hexdigest()
    change_a_file(whole, content=content, sha256=now)
    tamper(whole, files=json.dumps(json.loads(whole.files) | {"word": now}))

    assert faults(whole) == [SEAL, AUDIT]


@pytest.mark.parametrize("changed", ["{", "[]"])
def test_list_of_files_that_is_none_is_found(whole, changed):
    tamper(whole, files=changed)

    assert SEAL in faults(whole)
    assert "There is a Word file that was not issued with it." in faults(whole)


# What the audit knows


def test_nothing_is_missing(edition):
    AuditEvent.objects.record(
        by=edition.issued_by,
        organisation=edition.report.period.strategy.organisation,
        what="issued",
        thing=edition.issued_by,
    )

    assert list(missing()) == []


def test_whatever_is_missing_is_named(edition):
    secretary = UserFactory(name="Helen Marsh")
    other = MeetingFactory(period=edition.report.period, committee__name="Audit Committee")
    present(edition=edition, meeting=other, by=secretary)
    withdraw(edition=edition, reason="A figure is wrong", by=secretary)
    with guards_lifted():
        edition.withdrawal.delete()
        edition.presentations.all().delete()
        edition.delete()

    said = [sentence.split(", and ")[1] for sentence in missing()]
    words = [sentence.split(" the audit")[0] for sentence in missing()]

    assert said == [
        "the edition is not there.",
        "the presentation is not there.",
        "the presentation is not there.",
        "the withdrawal is not there.",
    ]
    assert words == [
        "Edition 1 of the report for March 2022 (Org 1):",
        "Edition 1 of the report for March 2022 (Org 1):",
        "Edition 1 of the report for March 2022, to the Audit Committee, 30 March 2022 (Org 1):",
        "Edition 1 of the report for March 2022, withdrawn (Org 1):",
    ]
    assert "the audit says that it was withdrawn by Helen Marsh on " in list(missing())[-1]


# Rendering again


def rendered(edition, **changes):
    """The edition with the PDF that its document gives, and the versions that made it."""
    document = read(edition.document)
    values = {"pdf": pdf(document), "renderer_versions": json.dumps(versions(document))} | changes
    tamper(edition, **values)
    return Edition.objects.get(pk=edition.pk)


def test_rendered_again_a_document_gives_the_same_bytes(edition):
    assert rendered_again(rendered(edition)) == ""


def test_rendered_again_another_pdf_is_found(edition):
    assert (
        rendered_again(rendered(edition, pdf=b"%PDF")) == "Rendered again with the same versions, it gives another PDF."
    )


def test_rendered_again_every_file_gives_the_same_bytes(edition):
    document = read(edition.document)
    made = files(document)
    hashes = {kind: sha256(content).hexdigest() for kind, content in made.items()}
    with_files = versions(document) | versions_of_files()
    again = rendered(edition, files=json.dumps(hashes), renderer_versions=json.dumps(with_files))

    assert rendered_again(again) == ""
    again.files = json.dumps(hashes | {"word": "a" * 64, "text": "b" * 64})
    again.pdf = b"%PDF"
    assert rendered_again(again) == (
        "Rendered again with the same versions, it gives another PDF and another Word file and another plain text file."
    )


def test_rendered_again_files_need_the_versions_of_then(edition):
    document = read(edition.document)
    tamper(edition, files='{"word": ""}', renderer_versions=json.dumps(versions(document)))

    with pytest.raises(OtherVersionsError, match=r"because .*formats.*python-docx changed since"):
        rendered_again(Edition.objects.get())


def test_rendered_again_only_with_the_versions_of_then(edition):
    now = versions(read(edition.document))
    tamper(edition, renderer_versions=json.dumps(now | {"weasyprint": "69.0", "Gone": "1.0"}))

    with pytest.raises(OtherVersionsError) as caught:
        rendered_again(Edition.objects.get())

    assert str(caught.value) == (
        "Edition 1 of the report for March 2022: not rendered again, because Gone, weasyprint changed since."
    )


def test_rendered_again_a_document_that_can_not_be_read_says_so(edition):
    tamper(edition, document='{"version":0}')

    assert rendered_again(Edition.objects.get()) == (
        "It can’t be rendered again: This document is of version 0; versions 1 to 2 can be read here."
    )


def test_rendered_again_a_report_that_needs_too_much_says_so(edition, settings):
    tamper(edition, renderer_versions=json.dumps(versions(read(edition.document))))
    settings.REPORT_MEGABYTES = 40

    assert rendered_again(Edition.objects.get()).startswith("It can’t be rendered again: The report needs more than")
