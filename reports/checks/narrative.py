"""Findings about highlights: what they rest on, and whether their figures are those of the updates; proposals. Pure."""

from collections.abc import Iterator

from commitments.rounds.deadlines import counted
from reports.checks.figures import unsupported
from reports.checks.finding import Finding, Fix, finding
from reports.checks.places import lines, progress, said
from reports.document.desk import Desk
from reports.document.parts import Claim, Line
from reports.document.values import Document

EXCERPT = 60  # characters of a highlight that name it


def about_narrative(document: Document, desk: Desk) -> Iterator[Finding]:
    """What is found in the highlights of a report, in their order, and how many proposals wait."""
    told = {line.ref: line for _chapter, line in lines(document)}
    for highlights in document.highlights:
        for claim in highlights.claims:
            fix = _fix(claim, desk)
            if not claim.refs:
                sentence = f"“{claim.text}” rests on no {document.labels.commitment.lower()}."
                yield finding("highlight", sentence, where=highlights.priority, about=excerpt(claim.text), fix=fix)
            else:
                yield from _figures(claim, [told[ref] for ref in claim.refs if ref in told], fix)
    if desk.proposals:
        waiting = counted(desk.proposals, "proposal waits", "proposals wait")
        fix = Fix("narrative", desk.address, "Accept or delete the proposals")
        yield finding(
            "proposal", f"{waiting} for a decision.", where="", about=counted(desk.proposals, "proposal"), fix=fix
        )


def excerpt(text: str) -> str:
    """The beginning of a text in quotation marks, enough to know it by."""
    return f"“{text if len(text) <= EXCERPT else text[: EXCERPT - 1].rstrip() + '…'}”"


def _fix(claim: Claim, desk: Desk) -> Fix:
    key = desk.points.get(("highlight", claim.text))
    if key is None:  # the document is older than the rows
        return Fix("narrative", desk.address, "Change the highlights")
    return Fix("narrative-point-edit", (*desk.address, key), f"Change the highlight {excerpt(claim.text)}")


def _figures(claim: Claim, behind: list[Line], fix: Fix) -> Iterator[Finding]:
    """A finding for each figure that none of the updates behind a highlight gives; none where these say nothing at all."""
    reported = [text for line in behind for text in said(progress(line))]
    if not reported:
        return
    refs = " and ".join(line.ref for line in behind)
    of = "the update of" if len(behind) == 1 else "the updates of"
    for figure, instead in unsupported(claim.text, [*reported, *(line.wording for line in behind)]):
        other = f"{of} {refs} {'says' if len(behind) == 1 else 'say'} {instead}" if instead else f"not in {of} {refs}"
        yield finding(
            "figure",
            f"{excerpt(claim.text)} says {figure.words}; {other}.",
            where=refs,
            about=f"{figure.words} in {excerpt(claim.text)}",
            fix=fix,
        )
