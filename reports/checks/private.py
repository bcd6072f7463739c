"""Findings about private texts: in a public edition they block; in the board's own a warning tells where it would. Pure."""

import re
from collections.abc import Iterator

from reports.checks.finding import Finding, Fix, finding
from reports.checks.narrative import excerpt
from reports.checks.places import APART, in_words, places
from reports.document.desk import Desk, Private
from reports.document.values import Document

_WORDS = 3  # a shorter text counts only where it stands alone: two words may stand anywhere by chance


def about_private_texts(document: Document, desk: Desk) -> Iterator[Finding]:
    """The private texts whose whole words stand in a report: anywhere in a public one; in the board's, twice."""
    texts = [(place.where, _bare(text)) for place in places(document) for text in place.texts]
    marked = {_bare(each.text): each for each in desk.private}
    for bare, private in marked.items():
        found = [where for where, text in texts if _stands_in(bare, text)]
        if document.audience and found:
            sentence = f"The private text {excerpt(private.text)} stands {in_words(found)}."
            yield finding("private", sentence, where=found[0], about=excerpt(private.text), fix=_fix(private))
        elif len(found) > 1:
            other = next((where for where in found if where != APART), APART)
            sentence = f"The private text {excerpt(private.text)} stands {in_words([other])} too, unmarked."
            yield finding("elsewhere", sentence, where=other, about=excerpt(private.text), fix=_fix(private))


def _stands_in(bare: str, text: str) -> bool:
    return f" {bare} " in f" {text} " if bare.count(" ") + 1 >= _WORDS else bare == text


def _fix(private: Private) -> Fix:
    return Fix(private.page, private.args, f"Look at {excerpt(private.text)}")


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
