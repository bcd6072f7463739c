"""`manage.py render_report`."""

from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from reports.document import build, canonical, read
from reports.management.commands.render_report import FORMATS
from reports.render.html import report_html
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook
from tests.factories import CommitmentFactory, StrategyFactory
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db

STRATEGY = "organisation-1/strategy-1"


@pytest.fixture
def march():
    commitment = CommitmentFactory(priority__strategy__title="Plan 2021-2025")
    march = period_of(commitment.strategy, "2022-03")
    reported(commitment, march, "Walls stand")
    return march


def run(*arguments):
    """What the command wrote to its output, and the sentence with which it ended, if it failed."""
    out, failure = StringIO(), ""
    try:
        call_command("render_report", *map(str, arguments), stdout=out)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), failure


def test_render_report_writes_pdf(march, tmp_path):
    file = tmp_path / "report.pdf"

    out, failure = run(STRATEGY, "2022-03", file)

    size = f"{file.stat().st_size / 1000:,.0f} kB"
    assert (out, failure) == (
        f"Wrote Plan 2021-2025: Implementation report, March 2022 to {file} ({size}).\n",
        "",
    )
    reader = PdfReader(BytesIO(file.read_bytes()))
    assert reader.metadata.title == "Plan 2021-2025: Implementation report, March 2022"


def test_render_report_writes_html(march, tmp_path):
    file = tmp_path / "report.html"

    assert run(STRATEGY, "2022-03", file)[1] == ""
    assert file.read_text("utf-8") == report_html(build(march))


@pytest.mark.parametrize(("ending", "make"), [(".docx", word), (".xlsx", workbook), (".txt", text)])
def test_render_report_writes_further_formats(march, tmp_path, ending, make):
    file = tmp_path / f"report{ending}"

    assert run(STRATEGY, "2022-03", file)[1] == ""
    assert file.read_bytes() == make(build(march))


def test_render_report_writes_json_that_can_be_read_again(march, tmp_path):
    file = tmp_path / "report.json"

    assert run(STRATEGY, "2022-03", file)[1] == ""
    assert file.read_text("utf-8") == canonical(build(march))
    assert read(file.read_text("utf-8")) == build(march)


def test_render_report_makes_the_folder_and_writes_over_an_older_file(march, tmp_path):
    file = tmp_path / "board" / "2022" / "REPORT.JSON"

    for _ in range(2):
        assert run(STRATEGY, "2022-03", file)[1] == ""
    file.write_text("older", "utf-8")
    run(STRATEGY, "2022-03", file)

    assert file.read_text("utf-8") == canonical(build(march))
    assert [each.name for each in file.parent.iterdir()] == ["REPORT.JSON"]


@pytest.mark.parametrize("name", ["report.doc", "report", "report.pdf.zip", ".pdf"])
def test_render_report_refuses_an_unknown_ending(march, tmp_path, name):
    assert run(STRATEGY, "2022-03", tmp_path / name) == (
        "",
        f"{name} does not end in one of .pdf, .docx, .xlsx, .txt, .html, .json.",
    )
    assert list(tmp_path.iterdir()) == []


def test_render_report_names_the_strategies_that_there_are(march, tmp_path):
    StrategyFactory()

    assert run("organisation-1/plan", "2022-03", tmp_path / "report.json") == (
        "",
        ("There is no strategy 'organisation-1/plan'. There is: organisation-1/strategy-1, organisation-2/strategy-2."),
    )
    assert list(tmp_path.iterdir()) == []


def test_render_report_without_any_strategy_says_how_to_bring_one_in(tmp_path):
    assert run("ccc/plan", "2022-03", tmp_path / "report.json") == (
        "",
        "There is no strategy 'ccc/plan', nor any other. Import one with import_plan.",
    )


def test_render_report_names_the_periods_that_there_are(march, tmp_path):
    period_of(march.strategy, "2021-06")

    assert run(STRATEGY, "march", tmp_path / "report.json") == (
        "",
        "Plan 2021-2025 has no period 'march'. It has: 2021-06, 2022-03.",
    )


def test_render_report_says_that_a_strategy_has_no_periods(tmp_path):
    StrategyFactory(title="Plan")

    assert run(STRATEGY, "march", tmp_path / "report.json") == ("", "Plan has no period 'march', nor any other.")


def test_render_report_says_that_a_folder_can_not_be_written(march, tmp_path):
    (tmp_path / "file").touch()
    file = tmp_path / "file" / "report.json"

    assert run(STRATEGY, "2022-03", file) == ("", f"{file} can’t be written: File exists.")


def test_render_report_says_that_a_file_can_not_be_written(march, tmp_path):
    folder = tmp_path / "report.json"
    folder.mkdir()

    assert run(STRATEGY, "2022-03", folder) == ("", f"{folder} can’t be written: Is a directory.")


def test_render_report_that_needs_too_much_says_so_and_leaves_no_file(march, tmp_path, settings):
    settings.REPORT_MEGABYTES = 40

    assert run(STRATEGY, "2022-03", tmp_path / "board" / "report.pdf") == (
        "",
        (
            "The report needs more than 120 seconds or 40 MB. "
            "Shorten the longest texts, or raise REPORT_SECONDS and REPORT_MEGABYTES."
        ),
    )
    assert list(tmp_path.iterdir()) == []


def test_render_report_does_not_blame_the_file_for_what_the_renderer_lacks(march, tmp_path, monkeypatch):
    missing = tmp_path / "font.ttf"
    monkeypatch.setitem(FORMATS, ".json", lambda _document: missing.read_bytes())

    with pytest.raises(FileNotFoundError, match=r"font\.ttf"):
        call_command("render_report", STRATEGY, "2022-03", str(tmp_path / "report.json"))
