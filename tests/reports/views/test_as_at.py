"""The dashboard, the register and the page of a commitment as the board saw them, whatever has changed since."""

import json
import re
from datetime import date

import pytest

from commitments.models import (
    Commitment,
    Outcome,
    PlanChange,
    Post,
    Priority,
    ReportingPeriod,
    StatusUpdate,
    Strategy,
    Theme,
    UpdatePoint,
)
from reports.document import build, canonical
from reports.models import Audience
from tests.factories import (
    CommitmentFactory,
    MeetingFactory,
    MembershipFactory,
    NarrativePointFactory,
    StatusWordFactory,
    SuccessMeasureFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.pages import page
from tests.reports.document.samples import period_of, reported
from tests.reports.issued import EDITION, FOLDER, edition_of, small_report, tamper
from tests.reports.varied import varied_plan

pytestmark = pytest.mark.django_db

DASHBOARD, REGISTER, COMMITMENT = (f"{EDITION}/{name}/" for name in ("dashboard", "register", "commitments/BO-01"))
FILES = [f"{EDITION}/register.{kind}" for kind in ("xlsx", "csv")]
PAGES = [DASHBOARD, REGISTER, COMMITMENT]
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
# What a page of an edition may read: who reads, and the edition with its place and its story.
OF_THE_PLACE = {
    *("organisation", "strategy", "reportingperiod", "committee", "meeting"),
    *("user", "membership", "post"),
}


@pytest.fixture
def march(reader):
    return small_report()


@pytest.fixture
def edition(march):
    return edition_of(march)


@pytest.fixture
def varied(reader):
    """The period of an edition of a plan in which everything has happened."""
    *_, period, _later = varied_plan(1, updates_due_on=date(2022, 7, 1))
    MeetingFactory(period=period, committee__name="Trust Board")
    edition_of(period)
    return period


def at(period, name):
    return f"/{'/'.join(period.address)}/editions/1/{name}/"


def body(response):
    """What a page says and where it leads, without what differs from visit to visit."""
    shown = page(response)
    return shown.title, shown.words, shown.links


# Who may read them


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_page_of_another_organisation_is_not_found(client, edition, address):
    client.force_login(MembershipFactory().user)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_page_asks_whoever_is_signed_out_to_sign_in(client, edition, address):
    client.logout()

    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={address}")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("organisation-1", "organisation-2"), ("strategy-1", "strategy-2"), ("2022-03", "2022-04"), ("/1/", "/2/")],
)
def test_page_of_an_edition_that_is_not_there_is_not_found(reader, edition, address, right, wrong):
    assert reader.get(address.replace(right, wrong)).status_code == 404


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_page_refuses_post(reader, edition, address):
    assert reader.post(address).status_code == 405


@pytest.mark.parametrize("ref", ["BO-02", "BO", "x" * 400, "BO-01/edit"])
def test_commitment_that_the_edition_has_not_is_not_found(reader, edition, ref):
    assert reader.get(f"{EDITION}/commitments/{ref}/").status_code == 404


@pytest.mark.parametrize("priority", ["2", "x", "0"])
def test_priority_that_the_edition_has_not_is_not_found(reader, edition, priority):
    assert reader.get(f"{DASHBOARD}?priority={priority}").status_code == 404


# What they say


@pytest.mark.parametrize(
    ("address", "live", "words"),
    [
        (DASHBOARD, f"{FOLDER}/", "The dashboard as it is now"),
        (REGISTER, f"{FOLDER}/register/", "The register as it is now"),
        (COMMITMENT, f"{FOLDER}/commitments/BO-01/", "BO-01 as it is now"),
    ],
)
def test_page_says_which_edition_it_is_of_and_leads_on(reader, edition, address, live, words):
    shown = page(reader.get(address))

    assert "As at edition 1, issued on 1 March 2022 to the Trust Board." in shown.words
    assert "This page shows what the meeting received; later changes are not in it." in shown.words
    assert shown.links[words] == live
    assert reader.get(live).status_code == 200


@pytest.mark.parametrize(
    ("address", "current"),
    [
        *((DASHBOARD, DASHBOARD), (REGISTER, REGISTER), (COMMITMENT, "")),
        *((f"{EDITION}/{name}", f"{EDITION}/{name}") for name in ("", "verify/")),
    ],
)
def test_menu_leads_around_in_the_edition(reader, edition, address, current):
    response = reader.get(address)
    menu = page(response).menu
    ways = {
        "Dashboard": DASHBOARD,
        "Register": REGISTER,
        "Report": f"{EDITION}/",
        "Check": f"{EDITION}/verify/",
        "All editions": "/organisation-1/strategy-1/editions/",
    }

    assert {text: way for text, way in menu.items() if way.startswith("/organisation-1")} == ways
    assert [reader.get(way).status_code for way in ways.values()] == [200] * 5
    header = response.content.decode().split("</header>")[0]
    assert 'aria-label="Menu of edition 1"' in header
    assert "Edition 1, March 2022" in header
    assert re.findall(r'href="(\S+)"\s+aria-current="page"', header) == [current] * bool(current)


@pytest.mark.parametrize("address", [DASHBOARD, f"{EDITION}/", f"{EDITION}/verify/"])
def test_menu_of_an_edition_without_a_plan_leads_to_the_report_and_its_check(reader, march, address):
    edition_of(march, audience=Audience.PUBLIC)

    menu = page(reader.get(address)).menu

    assert [text for text, way in menu.items() if way.startswith(EDITION)] == ["Report", "Check"]


def test_menu_of_a_damaged_edition_leads_to_the_report_and_its_check(reader, edition):
    tamper(edition, document="{}")

    for address in (DASHBOARD, f"{EDITION}/", f"{EDITION}/verify/"):
        menu = page(reader.get(address)).menu
        assert [text for text, way in menu.items() if way.startswith(EDITION)] == ["Report", "Check"]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (DASHBOARD, "Dashboard as at edition 1, March 2022"),
        (f"{DASHBOARD}?priority=1", "Dashboard as at edition 1, March 2022: Be outstanding"),
        (REGISTER, "Register as at edition 1, March 2022"),
        (f"{REGISTER}?rating=purple", "Error: Register as at edition 1, March 2022"),
        (COMMITMENT, "BO-01 as at edition 1: Open a ward"),
    ],
)
def test_page_is_titled_after_its_edition(reader, edition, address, title):
    assert page(reader.get(address)).title == f"{title} – Strategy Tracker"


@pytest.mark.parametrize("address", PAGES)
def test_page_of_a_withdrawn_and_replaced_edition_says_so(reader, march, edition, address):
    WithdrawalFactory(edition=edition, withdrawn_by=UserFactory(name="Helen Marsh"))
    NarrativePointFactory(period=march)
    edition_of(march)

    shown = page(reader.get(address))

    assert "Withdrawn: do not use" in " ".join(shown.words)
    assert shown.links["Read edition 2 instead"] == f"{FOLDER}/editions/2/"


@pytest.mark.parametrize("name", ["dashboard", "register", "commitments/C1"])
def test_page_is_the_same_after_everything_live_has_changed(reader, varied, name):
    before = body(reader.get(at(varied, name)))

    change_everything(varied)

    assert body(reader.get(at(varied, name))) == before


def change_everything(period):
    """Gives other words, numbers and people to all that a page may not read; the place of the edition keeps its addresses."""
    Outcome.objects.all().delete()
    for point in UpdatePoint.objects.all():
        UpdatePoint.objects.filter(pk=point.pk).update(text="Another line", kind="evidence", position=point.pk + 100)
    StatusUpdate.objects.update(stage="", rating="red", executive_rating="", reason="Another reason")
    Commitment.objects.update(wording="Other words", lead=None, due_on=date(1999, 1, 1), due_precision="day")
    for model, column in ((Priority, "name"), (Theme, "name"), (Post, "title")):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(**{column: f"Another {row.pk}"})
    Strategy.objects.update(
        title="Another", commitment_label="Deliverable", priority_label="Aim", illustrative="Not so"
    )
    StatusWordFactory(strategy=period.strategy, code="red", word="Ablaze")
    ReportingPeriod.objects.filter(pk=period.pk).update(label="Another", state="open")
    CommitmentFactory(priority=Priority.objects.first())


def test_dashboard_leads_to_the_register_of_its_edition(reader, varied):
    links = {
        text: address
        for text, address in page(reader.get(at(varied, "dashboard"))).links.items()
        if "/register/" in address
    }
    numbered = {text: address for text, address in links.items() if text[0].isdigit()}

    assert len(numbered) > 20
    for text, address in numbered.items():
        assert address.startswith(at(varied, "register")), text
        said = re.search(r"Showing (\d+) of", reader.get(address).content.decode())
        assert (text, said[1]) == (text, text.split()[0])


def test_every_commitment_of_the_dashboard_leads_to_its_page_as_at_the_edition(reader, varied):
    links = page(reader.get(at(varied, "dashboard"))).links
    refs = {text: address for text, address in links.items() if re.fullmatch(r"C\d+", text)}

    assert len(refs) == Commitment.objects.in_plan_of(varied).count()
    for ref, address in refs.items():
        assert address == at(varied, f"commitments/{ref}")
        assert reader.get(address).status_code == 200


def test_dashboard_of_one_priority_keeps_it_in_its_links(reader, varied):
    name = Priority.objects.filter(commitments__isnull=False).order_by("position").first().name
    shown = page(reader.get(f"{at(varied, 'dashboard')}?priority=1"))

    assert f"Dashboard, June 2022: {name}" in shown.words
    numbers = [address for text, address in shown.links.items() if text[:1].isdigit()]
    assert numbers != []
    assert all("priority=1" in address for address in numbers)


def test_dashboard_shows_the_last_readings_of_the_edition(reader, march):
    measured = SuccessMeasureFactory(
        priority=Priority.objects.get(), name="Patients seen in time", unit="%", better="higher", tolerance=2
    )
    measured.observations.create(date=date(2022, 2, 28), value=85)
    measured.targets.create(value=86)
    SuccessMeasureFactory(priority=Priority.objects.get(), name="A new ward")
    edition_of(march)
    measured.observations.update(value=12)

    shown = page(reader.get(DASHBOARD))

    assert "Patients seen in time" in shown.words
    assert "85%, 28 February 2022. The last reading is within tolerance of the target of 86%." in shown.words
    assert "1 other measure has no reading." in shown.words
    assert shown.links["Charts and readings in edition 1"] == f"{EDITION}/#measures"


def test_register_says_what_is_wrong_with_nonsense(reader, edition):
    response = reader.get(f"{REGISTER}?rating=purple")

    assert response.status_code == 400
    assert "Choose a rating from the list." in page(response).words


def test_register_saves_no_views(reader, edition):
    assert "Save" not in " ".join(page(reader.get(REGISTER)).links)


def test_register_says_that_nothing_was_found(reader, edition):
    shown = page(reader.get(f"{REGISTER}?words=nothing"))

    assert "Showing 0 of 1 commitment" in shown.words
    assert shown.links["Clear all"] == REGISTER


def test_commitment_is_found_in_small_letters_too(reader, edition):
    assert reader.get(COMMITMENT.replace("BO", "bo")).status_code == 200


def test_commitment_says_what_the_edition_says_of_it(reader, march):
    ward = Commitment.objects.get()
    PlanChange.objects.create(
        commitment=ward, kind="reworded", period=march, old="Plan a ward", new="Open a ward", reason="It grew",
        agreed_at="Trust Board", by=UserFactory(),
    )  # fmt: skip
    NarrativePointFactory(period=march, kind="challenge", text="Steel is dear", accepted=True).commitments.add(ward)
    june = period_of(march.strategy, "2021-06", state="closed")
    reported(ward, june, "Ground was broken", stage="in_progress", rating="red")
    edition_of(march)

    words = " ".join(page(reader.get(COMMITMENT)).words)

    for said in (
        "Open a ward **",
        "In progress Green",
        "Movement since June 2021: Better",
        "June 2021 Ground was broken",
    ):
        assert said in words
    for said in (
        "March 2022 Walls stand",
        "Next No next step reported",
        "Changes to the plan in March 2022",
        "It grew",
    ):
        assert said in words
    for said in ("Agreed at Trust Board.", "Challenge: Steel is dear", "June 2021: In progress, Red"):
        assert said in words


@pytest.mark.parametrize("address", PAGES)
def test_texts_are_shown_as_they_were_typed(reader, address):
    march = small_report()
    Commitment.objects.update(wording=HOSTILE)
    UpdatePoint.objects.update(text=HOSTILE)
    edition_of(march)

    content = reader.get(address).content.decode()

    assert "<script>alert" not in content
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; {{ 7*7 }}" in content


def test_pages_of_a_plan_without_commitments_say_so(reader):
    march = small_report()
    StatusUpdate.objects.all().delete()
    Commitment.objects.all().delete()
    edition_of(march)

    for name in ("dashboard", "register"):
        words = page(reader.get(f"{EDITION}/{name}/")).words
        assert "No commitments stood in the plan in March 2022." in words


# Editions that keep none


@pytest.mark.parametrize("address", PAGES)
def test_page_of_an_edition_from_before_says_so(reader, march, address):
    edition = edition_of(march, document=read_from_version_1())

    response = reader.get(address)
    shown = page(response)

    assert (response.status_code, edition.document[:20]) == (200, '{"about_markers":[],')
    assert shown.title == "No dashboard or register as at edition 1, March 2022 – Strategy Tracker"
    assert (
        "Edition 1 was issued on 1 March 2022, before the dashboard and the register were kept with an edition."
        in shown.words
    )
    assert shown.links["Read edition 1"] == f"{EDITION}/"


def read_from_version_1():
    """The text of a document as the first editions have it."""
    values = json.loads(canonical(build(ReportingPeriod.objects.get())))
    later = ("cover", "questions", "measures", "errata", "left_out", "audience")
    later += ("months", "periods", "status_words", "known")
    old = {name: value for name, value in values.items() if name not in later} | {"version": 1}
    del old["glance"]["kept"]
    return json.dumps(old, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@pytest.mark.parametrize("address", [*PAGES, *FILES])
def test_page_of_a_public_edition_says_that_it_holds_what_it_prints(reader, march, address):
    edition_of(march, audience=Audience.PUBLIC)

    assert any(each.startswith("Edition 1 is for the public.") for each in page(reader.get(address)).words)


@pytest.mark.parametrize("address", PAGES)
def test_page_of_a_damaged_edition_says_that_it_can_not_be_shown(reader, edition, address):
    tamper(edition, document=edition.document.replace('"known":', '"unknown":'))

    response = reader.get(address)

    assert response.status_code == 503
    assert "Edition 1 can not be shown" in page(response).words


# What they cost, and what they read


@pytest.mark.parametrize("name", ["dashboard", "register", "commitments/C1"])
@pytest.mark.parametrize("commitments", [1, 3])
def test_page_needs_few_queries_and_reads_no_commitment(reader, django_assert_num_queries, name, commitments):
    march = period_of(CommitmentFactory().strategy, "2022-03", state="closed")
    priority = Priority.objects.get()
    for made in [Commitment.objects.get(), *CommitmentFactory.create_batch(commitments - 1, priority=priority)]:
        reported(made, march, "Walls stand", stage="in_progress", rating="red")
    MeetingFactory(period=march)
    edition_of(march)

    with django_assert_num_queries(6) as seen:
        assert reader.get(at(march, name)).status_code == 200

    tables = {table for each in seen.captured_queries for table in re.findall(r'"commitments_(\w+?)"', each["sql"])}
    assert tables <= OF_THE_PLACE
