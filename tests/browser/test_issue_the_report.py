"""The board secretary takes a report from its desk to a committee, the board and the public; a reader sees what is theirs to see."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from reports.models import Edition

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"
MARCH = f"{STRATEGY}/march-2022"
FIGURE = "says 40 ideas; the update of BI-02 says 50 ideas."
PRIVATE = "The contract for the second scanner may end before it is paid for"
_TAG = re.compile(rb"<[^>]+>")


def download(visitor, words) -> Path:
    """The file that a link gives, under the name that the site gives it."""
    with visitor.page.expect_download() as waiting:
        visitor.page.get_by_role("link", name=words).first.click()
    got = waiting.value
    return got.path().rename(got.path().with_name(got.suggested_filename))


def downloads(visitor) -> list[Path]:
    """Every file that an edition's page offers."""
    named = visitor.page.get_by_role("link", name=re.compile("^Download (this edition|its words)")).all_inner_texts()
    return [download(visitor, re.compile(re.escape(words))) for words in named]


def whole(file: Path) -> str:
    """Everything that a file holds, without blanks: words, metadata, bookmarks, alternative texts."""
    if file.suffix == ".pdf":
        pdf = PdfReader(file)
        parts = [sheet.extract_text() for sheet in pdf.pages]
        parts += [str(pdf.get_object(number)) for number in range(1, pdf.trailer["/Size"]) if pdf.get_object(number)]
        parts += [str(pdf.metadata), str(pdf.outline), pdf.xmp_metadata.stream.get_data().decode()]
    elif zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            parts = [_TAG.sub(b"", packed.read(name)).decode("utf-8", "replace") for name in packed.namelist()]
    else:
        parts = [file.read_text("utf-8")]
    return re.sub(r"[\s\u200b]", "", "".join(parts))


def issues(visitor, meeting: str, note: str = "") -> None:
    """Issues what the page proposes to a meeting."""
    visitor.page.get_by_role("radio", name=meeting).check()
    if note:
        visitor.page.locator("[name=change_note]").fill(note)
    visitor.page.get_by_role("button", name=re.compile("^Issue edition")).click(timeout=120_000)
    visitor.sees_a_sound_page()


def test_secretary_takes_the_report_from_the_desk_to_the_board(visitor):
    page, main = visitor.page, visitor.page.get_by_role("main")
    visitor.signs_in_as("secretary")
    visitor.opens(f"{MARCH}/desk/")
    visitor.follows("Preview the report")
    page.get_by_role("link", name="Download the report (PDF)").click()
    expect(page.get_by_role("status").filter(has_text="The PDF is downloaded.")).to_be_visible(timeout=120_000)

    visitor.opens(f"{MARCH}/report/issue/")
    issues(visitor, "Performance Committee")
    expect(main).to_contain_text("Edition 1, issued on")
    expect(main).to_contain_text("to the Performance Committee")

    visitor.opens(f"{MARCH}/desk/")
    expect(main).to_contain_text(FIGURE)
    main.get_by_role("link", name="Change the highlight").first.click()
    visitor.sees_a_sound_page()
    text = page.locator("[name=text]")
    text.fill(text.input_value().replace("40", "50"))
    main.get_by_role("button").first.click()
    visitor.sees_a_sound_page()
    visitor.opens(f"{MARCH}/desk/")
    expect(main).not_to_contain_text(FIGURE)

    visitor.follows("Issue the report")
    issues(visitor, "Trust Board")
    expect(page).to_have_title(re.compile("^Error: "))
    issues(visitor, "Trust Board", "The number of ideas is right now")
    expect(main).to_contain_text("Corrections to the edition before")
    expect(main).to_contain_text("The number of ideas is right now")

    visitor.opens(f"{STRATEGY}/editions/compare/")
    first, second = Edition.objects.order_by("number").values_list("pk", flat=True)
    page.get_by_label("The earlier edition").select_option(str(first))
    page.get_by_label("The later edition").select_option(str(second))
    visitor.presses("Compare")
    table = main.get_by_role("table")
    differing = [" ".join(each.split()) for each in table.locator("del, ins").all_inner_texts()]
    assert differing == ["removed: 40 end of removed", "added: 50 end of added"]

    visitor.opens(f"{MARCH}/editions/1/")
    expect(main).to_contain_text("Edition 1 was replaced.")
    visitor.opens(f"{MARCH}/editions/2/")
    expect(main.get_by_text("that the report desk listed")).to_be_visible()
    files = downloads(visitor)
    assert [file.name for file in files] == [
        *(f"ccc-march-2022-edition-2{ending}" for ending in (".pdf", ".docx", ".xlsx", ".txt", "-plan.xlsx", ".json")),
    ]
    assert ["50ideas" in whole(file) for file in files] == [True] * 6
    visitor.opens(f"{STRATEGY}/editions/")
    page.get_by_label("The code at the foot of the paper").fill(Edition.objects.get(pk=second).fingerprint)
    visitor.presses("Check the paper")
    expect(page).to_have_title(re.compile("edition 2", re.IGNORECASE))


def test_reader_of_the_public_edition_sees_nothing_private(visitor):
    page = visitor.page
    visitor.signs_in_as("secretary")
    visitor.opens(f"{MARCH}/narrative/")
    visitor.follows("Add a challenge")
    page.locator("[name=text]").fill(PRIVATE)
    page.get_by_label("Print it in public editions too").uncheck()
    page.get_by_role("main").get_by_role("button").first.click()
    visitor.sees_a_sound_page()

    visitor.opens(f"{MARCH}/report/issue/")
    issues(visitor, "Trust Board")
    board = downloads(visitor)
    visitor.opens(f"{MARCH}/report/issue/")
    visitor.follows("Issue a public edition instead")
    visitor.follows("Preview the report")
    assert PRIVATE not in page.content()
    visitor.follows("Issue this report to a meeting")
    issues(visitor, "Trust Board")

    visitor.opens("/accessibility/")
    visitor.presses("Sign out")
    visitor.signs_in_as("reader")
    visitor.opens(f"{MARCH}/editions/2/")
    public = downloads(visitor)
    words = re.sub(r"\s", "", PRIVATE)
    assert [words in whole(file) for file in board] == [True] * 6
    assert [words in whole(file) for file in public] == [False] * 6
    assert PRIVATE not in page.content()
    visitor.opens(f"{MARCH}/editions/2/verify/")
    assert PRIVATE not in page.content()
