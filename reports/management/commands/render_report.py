"""Writes the report of a period to a file: PDF, Word, Excel, plain text, HTML or JSON, by the file's ending."""

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.addresses import NotFoundError, find_period, find_strategy
from reports.document import Document, build, canonical
from reports.render.html import report_html
from reports.render.pdf import PressError, pdf
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook

FORMATS: dict[str, Callable[[Document], bytes]] = {
    ".pdf": pdf,
    ".docx": word,
    ".xlsx": workbook,
    ".txt": text,
    ".html": lambda document: report_html(document).encode(),
    ".json": lambda document: canonical(document).encode(),
}


class Command(BaseCommand):
    """manage.py render_report ORG/STRATEGY PERIOD FILE."""

    help = "Writes the implementation report of a period to FILE.pdf, .docx, .xlsx, .txt, .html or .json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "strategy", metavar="ORG/STRATEGY", help="for example ccc/five-year-strategic-plan-2021-2025"
        )
        parser.add_argument("period", metavar="PERIOD", help="for example march-2022")
        parser.add_argument("file", metavar="FILE", type=Path, help="where to write; its ending says the format")

    def handle(self, *_args: object, **options: object) -> None:
        file = Path(str(options["file"]))
        render = FORMATS.get(file.suffix.lower())
        if render is None:
            raise CommandError(f"{file.name} does not end in one of {', '.join(FORMATS)}.")
        document = _document(str(options["strategy"]), str(options["period"]))
        try:
            content = render(document)
        except PressError as error:
            raise CommandError(str(error)) from error
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{file} can’t be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {document.name} to {file} ({len(content) / 1000:,.0f} kB).")


def _document(address: str, period: str) -> Document:
    try:
        return build(find_period(find_strategy(address), period))
    except NotFoundError as error:
        raise CommandError(str(error)) from error
