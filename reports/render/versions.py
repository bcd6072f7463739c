"""What the files of an edition are made with: with the same versions, the same document gives the same bytes."""

import hashlib
import platform
import re
import subprocess
import sys
import zlib
from importlib.metadata import requires, version

from django.conf import settings

from reports.document import Document
from reports.render.pdf import PressError, sheet

# Asked in a process of its own, like the press: it loads libraries that the site itself does without.
_ASK_PANGO = "from weasyprint.text.ffi import pango; print(pango.pango_version())"
# What draws charts and writes Word and Excel; and our own code that tells these what to write.
_OF_FILES = ("python-docx", "lxml", "openpyxl", "matplotlib", "numpy", "Pillow")
_CODE = ("reports/document", "reports/render", "commitments/charts", "commitments/workbook")
_NAME = re.compile(r"[\w.-]+")


def versions(document: Document) -> dict[str, str]:
    """The versions of all that shapes the PDF of a document, by name; 'sheet' is the fingerprint of its HTML, styles and fonts.

    Raises PressError, with a sentence, where the press can't be asked or the style sheet has not been compiled.
    """
    made_from = hashlib.sha256(sheet(document).as_json()).hexdigest()
    return _packages() | {"Pango": _pango(), "zlib": zlib.ZLIB_RUNTIME_VERSION, "sheet": made_from}


def versions_of_files() -> dict[str, str]:
    """The versions of all that shapes the files beside the PDF, by name; 'formats' is the fingerprint of our own code for them."""
    code = hashlib.sha256()
    for path in sorted(path for folder in _CODE for path in (settings.BASE_DIR / folder).rglob("*")):
        if path.suffix in {".py", ".xml"}:
            code.update(path.read_bytes())
    python = {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {name: version(name) for name in _OF_FILES} | python | {"formats": code.hexdigest()}


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
