"""HTML to PDF, in a process of its own: `python -m reports.render.press` reads a Sheet as JSON and writes the PDF.

It knows neither Django nor the database. What it may fetch is in the sheet; anything else ends the rendering.
"""

import gc
import resource
import sys
from collections.abc import Mapping
from typing import Any

import pydyf
from weasyprint import HTML
from weasyprint.images import SVGImage
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.render.continued import repeat_headings
from reports.render.patches import compress_quickly, memoise_drawings, memoise_page_references
from reports.render.sheet import BASE, PressError, Sheet
from reports.render.tags import finish

TYPES = {"css": "text/css", "svg": "image/svg+xml", "ttf": "font/ttf", "png": "image/png"}

memoise_page_references(pydyf.PDF)
memoise_drawings(SVGImage)
compress_quickly(pydyf)


class AssetsOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves the sheet's own files from memory and nothing else: no disk, no network."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("https",), allow_redirects=False, fail_on_errors=True)
        self._assets = assets

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002 -- WeasyPrint's signature
        """The bytes of a known file; a KeyError, which WeasyPrint makes fatal, for any other address."""
        content = self._assets[url.removeprefix(BASE)]
        return URLFetcherResponse(url, content, {"Content-Type": TYPES[url.rpartition(".")[2]]})


def press(sheet: Sheet) -> bytes:
    """The sheet as tagged PDF (PDF/UA-1): the same bytes for the same sheet.

    Raises PressError where the sheet asks for a file that it does not hold.
    """
    options: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "pdf_identifier": sheet.identifier.encode()}
    collecting = gc.isenabled()
    gc.disable()  # a sixth of the time would go into looking through boxes that are all still in use
    try:
        html = HTML(string=sheet.html, base_url=BASE, url_fetcher=AssetsOnly(sheet.assets))
        document = html.render(**options)
        repeat_headings(document)
        pdf: bytes = document.write_pdf(finisher=finish, **options)
    except FatalURLFetchingError as error:
        raise PressError(f"The report asks for a file that it does not hold: {error}.") from error
    finally:
        if collecting:
            gc.enable()
    return pdf


def main() -> int:
    """Reads a sheet from standard input, writes the PDF to standard output; the limits come as arguments."""
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    gc.disable()  # for good: this process ends when its one report is printed
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    try:
        sys.stdout.buffer.write(press(Sheet.from_json(sys.stdin.buffer.read())))
    except PressError as error:
        sys.stderr.write(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
