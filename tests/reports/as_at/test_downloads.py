"""The files of an edition's register: the cells that the live register's files had when it was frozen."""

from datetime import datetime

import pytest
from django.http import QueryDict

from commitments.plan.names import plan_names
from commitments.register.downloads import register_sheet, texts_of
from commitments.register.rows import Lines, commitments_of
from commitments.standing.status_words import status_words
from reports.as_at.downloads import about, sheet
from reports.as_at.listing import FrozenListing
from tests.reports.as_at.frozen import NOW, frozen
from tests.reports.varied import varied_plan

pytestmark = pytest.mark.django_db

AT = datetime(2022, 10, 3, 9, 5)  # noqa: DTZ001 -- the time as a clock on the wall shows it


def listed(period, query=""):
    return FrozenListing(frozen(period), QueryDict(query), str)


@pytest.mark.parametrize("seed", range(4))
def test_cells_are_those_of_the_live_register(seed):
    *_, period, _later = varied_plan(seed)
    earlier = period.previous()
    lines = Lines(period, earlier, status_words(period.strategy), plan_names(period.strategy))
    live = register_sheet(lines.of(commitments_of(period, earlier, NOW.date())), texts_of(period), period, earlier)

    assert sheet(listed(period)) == live


def test_file_holds_all_pages_of_what_is_asked(monkeypatch):
    monkeypatch.setattr("reports.as_at.listing.ROWS", 1)
    *_, period, _later = varied_plan(1)
    listing = listed(period, "stage=in_progress&sort=lead&page=2")
    refs = [row.ref for row in listing.rows]

    assert len(refs) > 1
    assert [row[0] for row in sheet(listing).rows] == refs


def test_file_says_which_edition_it_is_of_and_nothing_of_the_round_as_it_is_now():
    *_, period, _later = varied_plan(1)
    organisation = period.strategy.organisation.name
    listing = listed(period, "rating=red&sort=due")

    said = dict(about(listing, "Edition 1, issued on 1 March 2022", AT).rows)

    assert said["Organisation"] == organisation
    assert said["Edition"] == "Edition 1, issued on 1 March 2022. Later changes are not in it."
    assert said["Rows"] == f"{len(listing.rows)} of {listing.total} commitments"
    assert (said["Narrowed down by"], said["Order"]) == ("Rating: Red", "Due date, soonest first")
    assert (said["Downloaded"], "State of the round" in said) == ("3 October 2022 at 09:05", False)
