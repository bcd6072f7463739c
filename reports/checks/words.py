"""Findings about words: acronyms that nobody explains, changes to the plan that nobody explains. Pure."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from commitments.acronyms import unlisted
from commitments.meanings import meanings
from commitments.rounds.deadlines import counted
from reports.checks.finding import Finding, Fix, finding
from reports.checks.places import APART, Place, in_words, places
from reports.document.desk import Desk
from reports.document.values import Document

_DOING = {"Merged": "merging", "Reworded": "rewording", "Added": "addition", "Stopped": "stopping"}


def about_words(document: Document, desk: Desk) -> Iterator[Finding]:
    """What is found in the words of a report: changes in the order of the plan, acronyms in alphabetical order."""
    yield from _changes(document, desk)
    cut = list(places(document))
    yield from _unknown(cut, desk)
    yield from _meanings(cut, desk)


def _changes(document: Document, desk: Desk) -> Iterator[Finding]:
    for change in document.changes:
        lacks = ["old words"] * (change.kind == "Reworded" and not change.old) + ["reason"] * (not change.reason)
        if lacks:
            what = f"The {_DOING.get(change.kind, 'change')} of {change.ref} is told without {' or '.join(lacks)}."
            place = (*desk.address[:2], change.ref)
            fix = Fix("commitment-change", place, f"Put the change of {change.ref} right")
            look = Fix("ledger", desk.address[:2], "See the changes of the plan")
            yield finding("change", what, where=change.ref, about=change.ref, fix=fix, look=look)


def _unknown(cut: list[Place], desk: Desk) -> Iterator[Finding]:
    listed = [each.short for each in desk.acronyms]
    number: Counter[str] = Counter()
    near: dict[str, str] = {}
    where: dict[str, list[str]] = {}
    for place in cut:
        for each in unlisted(place.texts, listed):
            number[each.short] += each.occurrences
            near[each.short] = each.near
            where.setdefault(each.short, []).append(place.where)
    for short in sorted(number, key=str.casefold):
        times = f", {counted(number[short], 'time')}" if number[short] > len(where[short]) else ""
        slip = f" Did you mean {near[short]}?" if near[short] else ""
        sentence = f"{short} stands {in_words(where[short])}{times}.{slip}"
        fix = Fix("acronym-add", desk.address[:1], f"Add {short} to the list", f"short={quote(short)}")
        yield finding("unknown", sentence, where=where[short][0], about=short, fix=fix, look=_look(where[short], desk))


def _meanings(cut: list[Place], desk: Desk) -> Iterator[Finding]:
    keys = {each.short: each.key for each in desk.acronyms}
    texts = [text for place in cut for text in place.texts]
    for short, longs in meanings(texts, {each.short: each.long for each in desk.acronyms}).items():
        sentence = f"{short} means {' and '.join(f'“{long}”' for long in longs)}."
        fix = Fix("acronyms", desk.address[:1], "Change the list of acronyms")
        if short in keys:
            fix = Fix("acronym-edit", (desk.address[0], keys[short]), f"Change {short} on the list")
        yield finding("meanings", sentence, where=APART, about=short, fix=fix)


def _look(where: list[str], desk: Desk) -> Fix:
    ref = next((each for each in where if each != APART), "")
    if ref:
        return Fix("commitment", (*desk.address, ref), f"See {ref}")
    return Fix("report", desk.address, "See the report")
