"""A document as PDF bytes, made in a child process with limits on time and memory."""

import subprocess
import sys
from functools import cache

from django.conf import settings

from commitments.charts import svg
from reports.document import Document, sha256
from reports.render.fonts import fonts_for
from reports.render.html import printed_chart, report_html
from reports.render.sheet import PressError, Sheet

__all__ = ["PressError", "pdf", "sheet"]


def pdf(document: Document) -> bytes:
    """The document as accessible PDF (PDF/UA-1): the same bytes for the same document and the same libraries.

    Raises PressError, with a sentence, when a limit of REPORT_SECONDS or REPORT_MEGABYTES is reached or a file is missing.
    """
    command = [
        sys.executable,
        "-m",
        "reports.render.press",
        str(settings.REPORT_SECONDS),
        str(settings.REPORT_MEGABYTES),
    ]
    try:
        child = subprocess.run(  # noqa: S603 -- our own module, no text of a user in the command
            command,
            input=sheet(document).as_json(),
            capture_output=True,
            timeout=2 * settings.REPORT_SECONDS,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PressError(_too_much()) from error
    if child.returncode != 0 or not child.stdout.startswith(b"%PDF"):
        said = child.stderr.decode(errors="replace").strip().splitlines()
        stopped = child.returncode < 0 or "MemoryError" in (said[-1] if said else "")
        raise PressError(
            _too_much() if stopped else f"The report could not be printed: {said[-1] if said else 'no reason given'}"
        )
    return child.stdout


def sheet(document: Document) -> Sheet:
    """What the press needs for a document."""
    html = report_html(document)
    return Sheet(html, _styles() | fonts_for(html) | _charts(document), sha256(document))


def _charts(document: Document) -> dict[str, bytes]:
    """The charts that the report prints, by the path at which it asks for them."""
    if not document.prints("measures"):
        return {}
    return {printed_chart(number): svg(each.picture) for number, each in document.measures_read if each.picture}


def _too_much() -> str:
    return (
        f"The report needs more than {settings.REPORT_SECONDS} seconds or {settings.REPORT_MEGABYTES} MB. "
        "Shorten the longest texts, or raise REPORT_SECONDS and REPORT_MEGABYTES."
    )


@cache
def _styles() -> dict[str, bytes]:
    """The print style sheet and the drawings that it names."""
    css = settings.VAR_DIR / "static" / "css" / "report.css"
    if not css.exists():
        raise PressError(f"The style sheet {css.name} has not been compiled. Run `make styles`.")
    drawings = sorted((settings.BASE_DIR / "static" / "img").glob("*.svg"))
    return {"css/report.css": css.read_bytes()} | {f"img/{each.name}": each.read_bytes() for each in drawings}
