"""Nothing that is not approved, not of this period or not yet said ever reaches a report, its JSON or a page."""

from itertools import product

import pytest
from django.urls import reverse

from reports.document import build, canonical
from reports.render.html import report_html
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
)
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db

CANARY = "CANARY"
SILENT = {"draft": StatusUpdateFactory, "submitted": SubmittedUpdateFactory}


@pytest.fixture
def commitment():
    return CommitmentFactory()


@pytest.fixture
def periods(commitment):
    """Three periods; the report is that of March 2022."""
    return {month: period_of(commitment.strategy, month) for month in ("2021-06", "2022-03", "2022-09")}


@pytest.fixture
def client(reader):
    """Somebody who may read what is approved, and no more."""
    return reader


def canaries(client, period):
    """In how many forms of a period's report the word stands that must not: values, JSON, for the press, the page."""
    document = build(period)
    page = client.get(reverse("report", args=period.address))
    assert page.status_code == 200
    said = [repr(document), canonical(document), report_html(document), page.content.decode()]
    return sum(CANARY in text for text in said)


def pages_with_canaries(client, period, commitment):
    """The pages of what is true now on which the word stands."""
    addresses = {
        "strategies": [],
        "plan-outline": commitment.strategy.address,
        "dashboard": period.address,
        "register": period.address,
        "commitment": [*period.address, commitment.ref],
    }
    pages = {name: client.get(reverse(name, args=address)) for name, address in addresses.items()}
    assert {page.status_code for page in pages.values()} == {200}
    return [name for name, page in pages.items() if CANARY in page.content.decode()]


def with_canaries(commitment, period, made_by):
    """An update with the word in every text that it can have."""
    update = reported(
        commitment,
        period,
        f"{CANARY} progress",
        [f"{CANARY} nested"],
        then=[f"{CANARY} next"],
        made_by=made_by,
        stage="paused",
        rating="red",
        executive_rating="amber",
        reason=f"{CANARY} reason",
        return_note=f"{CANARY} note",
        on_behalf_of=PostFactory(title=f"{CANARY} post"),
    )
    update.points.create(kind="evidence", text=f"{CANARY} evidence", position=0)


def test_word_of_an_approved_update_is_found_where_it_is_looked_for(client, commitment, periods):
    with_canaries(commitment, periods["2022-03"], ApprovedUpdateFactory)

    assert canaries(client, periods["2022-03"]) == 4
    assert pages_with_canaries(client, periods["2022-03"], commitment) == ["dashboard", "commitment"]


@pytest.mark.parametrize(("state", "month"), [*product(SILENT, ["2021-06", "2022-03", "2022-09"])])
def test_text_that_is_not_approved_is_said_nowhere(client, commitment, periods, state, month):
    with_canaries(commitment, periods[month], SILENT[state])

    assert canaries(client, periods["2022-03"]) == 0
    assert pages_with_canaries(client, periods["2022-03"], commitment) == []


@pytest.mark.parametrize("state", SILENT)
def test_ratings_that_are_not_approved_are_counted_nowhere(commitment, periods, state):
    for month in ("2021-06", "2022-03"):
        with_canaries(commitment, periods[month], SILENT[state])

    document = build(periods["2022-03"])

    assert (document.key, document.glance.ratings, document.glance.movements) == ((), (), ())
    assert [word.word for word in document.glance.stages] == ["Not reported"]


def test_what_was_approved_later_is_not_in_an_earlier_report(client, commitment, periods):
    with_canaries(commitment, periods["2022-09"], ApprovedUpdateFactory)

    assert canaries(client, periods["2022-03"]) == 0


def test_what_was_next_earlier_the_evidence_and_the_notes_are_not_printed(client, commitment, periods):
    for month in ("2021-06", "2022-03"):
        update = reported(
            commitment,
            periods[month],
            then=[f"{CANARY} next"] if month == "2021-06" else [],
            return_note=CANARY,
            reason=CANARY if month == "2021-06" else "",
            on_behalf_of=PostFactory(title=f"{CANARY} {month}"),
        )
        update.points.create(kind="evidence", text=CANARY, position=0)

    assert canaries(client, periods["2022-03"]) == 0


def test_words_of_a_later_period_are_not_in_an_earlier_report(commitment, periods):
    commitment.wording = f"{CANARY} wording"
    commitment.save(update_fields=["wording"])
    PlanChangeFactory(
        commitment=commitment, period=periods["2022-09"], old="Open the hospital", new=commitment.wording, reason=CANARY
    )
    late = CommitmentFactory(priority=commitment.priority, wording=CANARY, in_published_plan=False)
    PlanChangeFactory(commitment=late, kind="added", period=periods["2022-09"], new=CANARY)
    for month in ("2021-06", "2022-09"):
        NarrativePointFactory(period=periods[month], text=CANARY)

    assert CANARY not in canonical(build(periods["2022-03"]))


def test_texts_of_another_strategy_are_not_in_this_report(client, commitment, periods):
    other = CommitmentFactory()
    with_canaries(other, period_of(other.strategy, "2022-03"), ApprovedUpdateFactory)
    NarrativePointFactory(period=other.updates.get().period, text=CANARY)

    assert canaries(client, periods["2022-03"]) == 0
