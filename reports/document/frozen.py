"""A document as JSON and back: what an edition keeps."""

import hashlib
import json
from typing import Any

import cattrs

from reports.document.values import VERSION, Document
from reports.document.versions import upgraded

_DAMAGED = "This document is damaged: a part is missing or of the wrong kind."
_converter = cattrs.Converter(forbid_extra_keys=True)


class UnreadableDocumentError(ValueError):
    """The text is not a document that this version of Strategy Tracker can read."""


def canonical(document: Document) -> str:
    """The document as JSON: one text for one content, with sorted keys, no blanks and every character as itself."""
    return _as_text(_converter.unstructure(document))


def sha256(document: Document) -> str:
    """The fingerprint of a document's canonical text, in 64 hexadecimal digits."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def read(text: str) -> Document:
    """The document that `canonical` wrote.

    Raises UnreadableDocumentError, with a sentence, for what is no JSON, of an unknown version or not of a document's shape.
    """
    try:
        values: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocumentError(f"This is not a frozen document: {error}.") from error
    version = values.get("version") if isinstance(values, dict) else None
    if version not in range(1, VERSION + 1):
        raise UnreadableDocumentError(
            f"This document is of version {version}; versions 1 to {VERSION} can be read here."
        )
    if type(version) is not int:  # True and 1.0 count as 1
        raise UnreadableDocumentError(_DAMAGED)
    try:
        values = upgraded(values, VERSION)
        document = _converter.structure(values, Document)
    except (KeyError, TypeError) as error:
        raise UnreadableDocumentError(_DAMAGED) from error
    except (cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError) as error:
        faults = "; ".join(cattrs.transform_error(error))
        raise UnreadableDocumentError(f"This document is damaged: {faults}.") from error
    if not _says_the_same(document, values):
        raise UnreadableDocumentError(_DAMAGED)
    return document


def _says_the_same(document: Document, values: object) -> bool:
    """Whether a document says what it was read from: cattrs makes a text of a number, and a default of what is missing."""
    try:
        return canonical(document).encode() == _as_text(values).encode()
    except (UnicodeEncodeError, RecursionError):  # half a surrogate pair; lists in lists
        return False


def _as_text(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
