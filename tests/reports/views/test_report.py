"""The report as a page and as PDF."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.document import build
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook
from tests.factories import (
    AcronymFactory,
    CommitmentFactory,
    EditionFactory,
    MeetingFactory,
    MembershipFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StrategyFactory,
    ThemeFactory,
    WithdrawalFactory,
)
from tests.pages import page
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db

FOLDER = "/organisation-1/strategy-1/2022-03"
ADDRESSES = [f"{FOLDER}/report/", f"{FOLDER}/report.pdf"]
DOWNLOADS = [f"Download the report ({each})" for each in ("PDF", "Word", "Excel", "plain text")]
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
ENDLESS = "x" * 3000


@pytest.fixture
def priority():
    return PriorityFactory(strategy__title="Plan 2021-2025", name="Be outstanding", strapline="safe care")


@pytest.fixture
def march(priority):
    return period_of(priority.strategy, "2022-03")


def test_report_page_shows_the_whole_report_in_order(reader, priority, march):
    commitment = CommitmentFactory(
        theme=ThemeFactory(priority=priority, name="Care"), ref="BO-01", wording="Open a ward"
    )
    reported(commitment, march, "Walls", ["North"], then=["Roof"], stage="in_progress", rating="red", reason="No steel")
    NarrativePointFactory(period=march, text="The ward is on its way").commitments.add(commitment)
    MeetingFactory(period=march, committee__name="Trust Board", purpose="Assurance")

    response = reader.get(ADDRESSES[0])
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "Implementation report, March 2022 – Strategy Tracker"
    assert shown.words[:-1] == [
        *("Plan 2021-2025", "Implementation report, March 2022", "Draft", "Not issued to a meeting."),
        *("Trust Board, 30 March 2022: assurance", *DOWNLOADS),
        *("Contents", "Introduction", "Since the last report", "At a glance", "Be outstanding"),
        *("Introduction", "This report goes to the Trust Board in March 2022."),
        *("Key to stages and ratings", "Stage or rating", "Meaning", "In progress", "Work is under way."),
        "Red",
        "Behind or blocked, and an issue will change the date or scope unless a decision is made.",
        *("Since the last report", "Highlights", "The ward is on its way", "(BO-01)"),
        *("At a glance", "Commitments by stage and rating", "Priority", "Commitments", "In progress", "Red"),
        *("Be outstanding", "1", "1", "1", "All", "1", "1", "1"),
        *("Be outstanding", "| Safe care", "Theme", "Commitment", "March 2022", "Next"),
        *("Care", "BO-01", "Open a ward", "In progress", "Red", "No steel", "Walls", "North", "Roof"),
    ]
    assert shown.words[-1].startswith("Organisation 1 · Plan 2021-2025: Implementation report, March 2022 · Draft · ")
    assert shown.links == {
        "Download the report (PDF)": f"{FOLDER}/report.pdf",
        "Download the report (Word)": f"{FOLDER}/report.docx",
        "Download the report (Excel)": f"{FOLDER}/report.xlsx",
        "Download the report (plain text)": f"{FOLDER}/report.txt",
        "Introduction": "#introduction",
        "Since the last report": "#since",
        "At a glance": "#glance",
        "Be outstanding": "#priority-1",
    }


def test_report_page_of_an_empty_strategy_says_that_there_is_nothing(reader):
    period_of(StrategyFactory(), "2022-03")

    response = reader.get(ADDRESSES[0])

    assert response.status_code == 200
    assert page(response).words[1:-1] == [
        *("Implementation report, March 2022", "Draft", "Not issued to a meeting.", *DOWNLOADS),
        *("Contents", "Introduction", "At a glance", "Introduction"),
        *("At a glance", "Commitments by stage and rating", "Priority", "Commitments", "All", "0"),
    ]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("wrong", ["organisation-1", "strategy-1", "2022-03"])
def test_report_of_what_is_not_there_is_not_found(reader, march, address, wrong):
    response = reader.get(address.replace(wrong, "no-such-thing"))

    assert (response.status_code, page(response).words[0]) == (404, "Page not found")


def test_report_of_another_strategys_period_is_not_found(reader, march):
    period_of(StrategyFactory(), "2021-06")

    assert reader.get(ADDRESSES[0].replace("2022-03", "2021-06")).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_report_refuses_post(reader, march, address):
    assert reader.post(address).status_code == 405


def test_report_page_answers_head(reader, march):
    response = reader.head(ADDRESSES[0])

    assert (response.status_code, response.content) == (200, b"")


def test_report_page_shows_hostile_text_as_text(reader):
    priority = PriorityFactory(
        strategy__title=HOSTILE,
        strategy__report_title=HOSTILE,
        strategy__introduction=HOSTILE,
        strategy__illustrative=HOSTILE,
        strategy__commitment_label=HOSTILE[:60],
        strategy__reworded_marker="<b>",
        name=HOSTILE,
        strapline=HOSTILE,
    )
    march = period_of(priority.strategy, "2022-03", label=HOSTILE[:60])
    theme = ThemeFactory(parent=ThemeFactory(priority=priority, name=HOSTILE), name=HOSTILE)
    commitment = CommitmentFactory(theme=theme, ref="<b>", wording=HOSTILE)
    reported(commitment, march, HOSTILE, [HOSTILE], then=[HOSTILE], stage="in_progress", reason=HOSTILE)
    PlanChangeFactory(commitment=commitment, period=march, new=HOSTILE, reason=HOSTILE, agreed_at=HOSTILE)
    AcronymFactory(organisation=priority.strategy.organisation, short="quoted", long=HOSTILE)
    MeetingFactory(period=march, committee__name=HOSTILE, purpose=HOSTILE)
    for kind in ("highlight", "challenge", "key_activity"):
        NarrativePointFactory(period=march, kind=kind, text=HOSTILE)

    text = reader.get(f"/organisation-1/strategy-1/{march.slug}/report/").content.decode()

    assert "<script>" not in text
    assert "<b>" not in text
    assert ">49" not in text
    assert text.count("{{ 7*7 }}") == text.count("&lt;script&gt;alert(") > 20


@pytest.mark.parametrize(
    "place", ["introduction", "reason", "old", "new", "why", "wording", "progress", "next", "highlight"]
)
def test_report_page_breaks_a_word_without_end(reader, priority, march, place):
    def here(name):
        return (
            ENDLESS[: 2000 if place in {"wording", "progress", "next", "highlight"} else 3000]
            if place == name
            else name
        )

    priority.strategy.introduction = here("introduction")
    priority.strategy.save(update_fields=["introduction"])
    commitment = CommitmentFactory(priority=priority, wording=here("wording"))
    reported(commitment, march, here("progress"), then=[here("next")], stage="paused", reason=here("reason"))
    PlanChangeFactory(commitment=commitment, period=march, old=here("old"), new=here("new"), reason=here("why"))
    NarrativePointFactory(period=march, text=here("highlight"))

    text = reader.get(ADDRESSES[0]).content.decode()

    assert "x" * 40 + "\u200b" in text
    assert "x" * 41 not in text


@pytest.mark.parametrize("number", [1, 3])
def test_report_page_needs_twenty_one_queries(reader, priority, march, number, django_assert_num_queries):
    for _ in range(number):
        theme = ThemeFactory(parent=ThemeFactory(priority=priority))
        commitment = CommitmentFactory(theme=theme, lead=PostFactory())
        PlanChangeFactory(commitment=commitment, period=march)
        reported(commitment, march, "Walls", ["North"], then=["Roof"], stage="in_progress", rating="red")
        NarrativePointFactory(period=march, priority=priority).commitments.add(commitment)
        MeetingFactory(period=march)
        AcronymFactory(organisation=priority.strategy.organisation)

    with django_assert_num_queries(21):
        response = reader.get(ADDRESSES[0])

    assert response.content.decode().count('class="wording"') == number


def test_report_page_leads_to_the_edition_that_counts(reader, priority, march):
    report = EditionFactory(report__period=march).report
    EditionFactory(report=report)
    WithdrawalFactory(edition=EditionFactory(report=report))

    assert page(reader.get(ADDRESSES[0])).links["Read edition 2, issued on 1 March 2022"] == f"{FOLDER}/editions/2/"


def test_report_page_lets_the_board_secretary_issue_it(client, priority, march):
    organisation = priority.strategy.organisation
    client.force_login(MembershipFactory(organisation=organisation, role="board_secretary").user)

    assert page(client.get(ADDRESSES[0])).links["Issue this report to a meeting"] == f"{FOLDER}/report/issue/"


def test_report_pdf_is_a_file_to_keep(reader, priority, march):
    reported(CommitmentFactory(priority=priority), march, "Walls stand")

    response = reader.get(ADDRESSES[1])

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="organisation-1-2022-03-implementation-report.pdf"'
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    reader = PdfReader(BytesIO(response.content))
    assert reader.metadata.title == "Plan 2021-2025: Implementation report, March 2022"
    assert "Walls stand" in " ".join(sheet.extract_text() for sheet in reader.pages)


def test_report_pdf_that_needs_too_much_says_so_on_a_page(reader, march, settings):
    settings.REPORT_MEGABYTES = 40

    response = reader.get(ADDRESSES[1])

    assert response.status_code == 503
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page(response).words == [
        "The PDF could not be made",
        (
            "The report needs more than 120 seconds or 40 MB. "
            "Shorten the longest texts, or raise REPORT_SECONDS and REPORT_MEGABYTES."
        ),
        "Nothing was lost. The report can still be read as a page.",
    ]


def test_report_page_explains_acronyms_where_they_are_used_first(reader, priority, march):
    AcronymFactory(organisation=priority.strategy.organisation, short="MRI", long="Magnetic resonance imaging")
    commitment = CommitmentFactory(priority=priority, ref="BO-01", wording="Open the MRI suite")
    reported(commitment, march, "MRI & walls")
    NarrativePointFactory(period=march, text="Both MRIs work <well>")

    said = reader.get(ADDRESSES[0]).content.decode()

    assert said.count("<abbr") == 1
    assert 'Both <abbr title="Magnetic resonance imaging">MRI</abbr>s work &lt;well&gt;' in said
    assert "MRI &amp; walls" in said


OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("docx", f"{OFFICE}.wordprocessingml.document"),
        ("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_report_in_a_further_format_is_a_file_to_keep(reader, priority, march, ending, media_type):
    reported(CommitmentFactory(priority=priority), march, "Walls stand")

    response = reader.get(f"{FOLDER}/report.{ending}")

    name = f'attachment; filename="organisation-1-2022-03-implementation-report.{ending}"'
    assert (response.status_code, response.headers["Content-Type"]) == (200, media_type)
    assert (response.headers["Content-Disposition"], response.headers["X-Content-Type-Options"]) == (name, "nosniff")
    assert response.content == {"docx": word, "xlsx": workbook, "txt": text}[ending](build(march))
    assert "ETag" not in response.headers


@pytest.mark.parametrize("ending", ["docx", "xlsx", "txt"])
def test_report_in_a_further_format_is_for_those_who_may_read_it(client, priority, march, ending):
    address = f"{FOLDER}/report.{ending}"

    assert client.get(address).url == f"/account/sign-in/?next={address}"
    client.force_login(MembershipFactory().user)
    assert (client.get(address).status_code, client.post(address).status_code) == (404, 405)


def test_draft_says_in_its_words_that_it_is_one(reader, priority, march):
    assert "Draft: not issued to a meeting" in reader.get(f"{FOLDER}/report.txt").content.decode()


def test_report_that_excel_can_not_hold_says_so_on_a_page(reader, priority, march):
    reported(CommitmentFactory(priority=priority), march, *["x" * 1999] * 20, stage="in_progress")

    response = reader.get(f"{FOLDER}/report.xlsx")

    assert response.status_code == 503
    assert page(response).words[0] == "The Excel file could not be made"
    assert page(response).words[1].startswith("Commitments!")
    assert "a cell of Excel holds 32,767 at most." in page(response).words[1]


# For the public


def test_report_for_the_public_leaves_out_what_is_private(client, priority, march):
    NarrativePointFactory(period=march, text="Told to all")
    NarrativePointFactory(period=march, text="Told to few", public=False)
    organisation = priority.strategy.organisation
    client.force_login(MembershipFactory(organisation=organisation, role="board_secretary").user)

    board = page(client.get(ADDRESSES[0]))
    public = page(client.get(board.links["Preview a public edition instead"]))
    files = [client.get(f"{FOLDER}/report.{ending}?audience=public") for ending in ("txt", "docx")]

    told = [("Told to all" in shown.words, "Told to few" in shown.words) for shown in (board, public)]
    assert told == [(True, True), (True, False)]
    assert public.links["Preview the board’s edition instead"] == ADDRESSES[0]
    assert public.links["Download the report (PDF)"] == f"{FOLDER}/report.pdf?audience=public"
    assert public.links["Issue this report to a meeting"] == f"{FOLDER}/report/issue/?audience=public"
    assert files[0].headers["Content-Disposition"].endswith('-implementation-report-public.txt"')
    assert files[0].content == text(build(march, "public"))
    assert files[1].content == word(build(march, "public"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_report_for_an_unknown_audience_is_not_found(reader, march, address):
    assert reader.get(f"{address}?audience=friends").status_code == 404
