"""Where the pages of an edition stand: its place, and the menu that leads around in the same edition."""

from functools import lru_cache
from typing import Any

from reports.document import Document, read
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition

_KEPT = 8  # documents: one steps around in few editions at a time, and a long one takes a fifth of a second to read
_OF_THE_PLAN = (("as-at-dashboard", "Dashboard"), ("as-at-register", "Register"))
_OF_EVERY_EDITION = (("edition", "Report"), ("edition-verify", "Check"))


@lru_cache(maxsize=_KEPT)
def opened(text: str) -> Document:
    """The document of a text. Neither ever changes. Raises UnreadableDocumentError for what is none."""
    return read(text)


def opened_or_none(text: str) -> Document | None:
    """The same; none for what can not be read."""
    try:
        return opened(text)
    except UnreadableDocumentError:
        return None


def place(edition: Edition) -> dict[str, Any]:
    """Where a page about an edition stands, for the templates: below the live pages of its period."""
    period = edition.report.period
    return {"strategy": period.strategy, "period": period, "here": "editions", "edition": edition}


def place_within(edition: Edition, document: Document | None, here: str = "") -> dict[str, Any]:
    """Where a page of an edition itself stands: its menu leads to the other pages of the same edition, those that there are.

    `here` is the page's name in the addresses; `document` is the edition's, none where it can not be read.
    """
    keeps_the_plan = document is not None and bool(document.status_words)
    menu = (*(_OF_THE_PLAN if keeps_the_plan else ()), *_OF_EVERY_EDITION)
    return place(edition) | {"here": here, "edition_menu": menu}
