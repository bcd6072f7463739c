"""`manage.py verify_editions`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.document import read
from reports.render.pdf import pdf
from reports.render.versions import versions
from tests.reports.issued import FILES, edition_of, edition_with_files, flipped, guards_lifted, small_report, tamper

pytestmark = pytest.mark.django_db

ADDRESS = "organisation-1/strategy-1/2022-03/1"
PDF = "The PDF is not the one that was issued: its fingerprint differs."


@pytest.fixture
def march():
    return small_report()


def run(*arguments):
    """What the command wrote to its output, the faults that it named, and the sentence with which it ended, if it failed."""
    out, faults, failure = StringIO(), StringIO(), ""
    try:
        call_command("verify_editions", *arguments, stdout=out, stderr=faults)
    except CommandError as error:
        failure, code = str(error), error.returncode
        assert code == 1
    return out.getvalue().splitlines(), faults.getvalue().splitlines(), failure


def test_verify_editions_of_none_finds_nothing():
    assert run() == (["0 editions: every one is what was issued."], [], "")


def test_verify_editions_finds_every_one_right(march):
    edition_of(march)
    edition_of(march)

    assert run() == (["2 editions: every one is what was issued."], [], "")


def test_verify_editions_finds_one_turned_bit(march):
    edition = edition_of(march)
    edition_of(march)
    tamper(edition, pdf=flipped(edition.pdf))

    assert run() == ([], [f"{ADDRESS}: {PDF}"], "1 fault in 2 editions.")


def test_verify_editions_finds_one_turned_bit_of_a_further_file(march):
    edition = edition_with_files(march)
    with guards_lifted():
        edition.further_files.filter(kind="word").update(content=flipped(FILES["word"]))

    fault = "The Word file is not the one that was issued: its fingerprint differs."
    assert run() == ([], [f"{ADDRESS}: {fault}"], "1 fault in 1 edition.")


def test_verify_editions_names_an_edition_that_is_gone(march):
    edition = edition_of(march)
    with guards_lifted():
        edition.presentations.all().delete()
        edition.delete()

    out, faults, failure = run()

    assert (out, failure) == ([], "2 faults in 0 editions.")
    assert faults[0].startswith("Edition 1 of the report for March 2022 (Org 1): the audit says that it was issued by ")
    assert [fault.split(", and ")[1] for fault in faults] == [
        "the edition is not there.",
        "the presentation is not there.",
    ]


def test_verify_editions_renders_again_where_the_versions_are_those_of_then(march):
    old, new, damaged = edition_of(march), edition_of(march), edition_of(march)
    for edition, content in ((new, None), (damaged, b"%PDF")):
        document = read(edition.document)
        tamper(edition, pdf=content or pdf(document), renderer_versions=json.dumps(versions(document)))

    out, faults, failure = run("--render")

    assert out == [
        f"{old}: not rendered again, because {', '.join(sorted(versions(read(old.document))))} changed since."
    ]
    assert f"{ADDRESS[:-1]}3: Rendered again with the same versions, it gives another PDF." in faults
    assert [fault for fault in faults if "Rendered" in fault and fault.startswith(f"{ADDRESS[:-1]}2")] == []
    assert failure.endswith(" in 3 editions.")
