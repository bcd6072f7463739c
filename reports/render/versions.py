"""What a PDF is made with: with the same versions and the same sheet, the same document gives the same bytes."""

import hashlib
import re
import subprocess
import sys
import zlib
from importlib.metadata import requires, version

from reports.document import Document
from reports.render.pdf import PressError, sheet

# Asked in a process of its own, like the press: it loads libraries that the site itself does without.
_ASK_PANGO = "from weasyprint.text.ffi import pango; print(pango.pango_version())"
_NAME = re.compile(r"[\w.-]+")


def versions(document: Document) -> dict[str, str]:
    """The versions of all that shapes the PDF of a document, by name; 'sheet' is the fingerprint of its HTML, styles and fonts.

    Raises PressError, with a sentence, where the press can't be asked or the style sheet has not been compiled.
    """
    made_from = hashlib.sha256(sheet(document).as_json()).hexdigest()
    return _packages() | {"Pango": _pango(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "sheet": made_from}


def _packages() -> dict[str, str]:
    """The versions of WeasyPrint and of the packages that it stands on."""
    needed = [each for each in requires("weasyprint") or () if "extra ==" not in each]
    names = ["weasyprint", *(found[0] for each in needed if (found := _NAME.match(each)))]
    return {name: version(name) for name in names}


def _pango() -> str:
    """The version of the library that lays out lines: '1.50.12'."""
    asked = subprocess.run(  # noqa: S603 -- our own words, no text of a user
        [sys.executable, "-c", _ASK_PANGO], capture_output=True, check=False
    )
    if asked.returncode != 0:
        raise PressError("The report could not be printed: the press does not say which version it is.")
    number = int(asked.stdout)
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
