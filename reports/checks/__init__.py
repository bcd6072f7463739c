"""Readiness: what stands between a report and the board. Pure: a document and its desk in, findings out.

Two kinds block issuing. Updates that are not approved do so until whoever issues says that they are left out, which the report
then says; private texts in a public edition always do. All else is advice, and what was left open is noted on the edition.
"""

from collections.abc import Collection, Sequence

from reports.checks.finding import KINDS, Finding, Fix, Kind, Severity
from reports.checks.narrative import about_narrative
from reports.checks.people import about_people
from reports.checks.private import about_private_texts
from reports.checks.updates import about_updates
from reports.checks.words import about_words
from reports.document.desk import Desk
from reports.document.values import Document

__all__ = ["KINDS", "Finding", "Fix", "Kind", "Severity", "blocking", "check", "left_out", "open_findings"]


def check(document: Document, desk: Desk) -> tuple[Finding, ...]:
    """All that readiness finds, kind by kind in the order of KINDS, each kind in the order of the report."""
    found = [
        *about_updates(document, desk),
        *about_narrative(document, desk),
        *about_words(document, desk),
        *about_people(desk),
        *about_private_texts(document, desk),
    ]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda each: order.index(each.code)))


def blocking(findings: Sequence[Finding], leaving_out: Collection[str] = ()) -> tuple[Finding, ...]:
    """Those that block issuing, where the updates of these refs are left out."""
    return tuple(
        each
        for each in findings
        if each.severity == Severity.BLOCKS and not (each.code == "update" and each.where in leaving_out)
    )


def left_out(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The refs of the updates that are not approved, in the order of the report: what issuing asks to leave out."""
    return tuple(each.where for each in findings if each.code == "update")


def open_findings(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What is noted on an edition that is issued all the same: a sentence for each kind, which names what was found."""
    named = {code: [each.about for each in findings if each.code == code] for code in KINDS}
    return tuple(f"{KINDS[code].title}: {', '.join(dict.fromkeys(found))}." for code, found in named.items() if found)
