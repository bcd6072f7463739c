"""Recording readings: one, many that were pasted, corrections, deletions."""

from datetime import date

import pytest

from commitments.models import AuditEvent, Observation, SuccessMeasure
from tests.factories import (
    MembershipFactory,
    ObservationFactory,
    PostFactory,
    ReportingPeriodFactory,
    SuccessMeasureFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2022, 3, 31), date(2022, 4, 30)


@pytest.fixture
def period():
    return ReportingPeriodFactory(state="open", label="March 2022", slug="march-2022")


@pytest.fixture
def measure(period):
    post = PostFactory(organisation=period.strategy.organisation, holder=UserFactory(), deputy=UserFactory())
    return SuccessMeasureFactory(
        priority__strategy=period.strategy, name="Waits", kind="percentage", better="higher", post=post
    )


@pytest.fixture
def holder(client, measure):
    client.force_login(measure.post.holder)
    return client


def at(period, measure, path=""):
    org, strategy, slug = period.address
    return f"/{org}/{strategy}/{slug}/measures/{measure.pk}/{path}"


def pastes(client, period, measure, text, **others):
    return client.post(at(period, measure, "readings/paste/"), {"text": text, **others})


def looked_at(response):
    """The name of the preview that a page shows."""
    return response.content.decode().split('name="looked_at"')[1].split('value="')[1].split('"')[0]


def test_holder_adds_a_reading(holder, period, measure):
    given = {"day": "Mar 22", "value": "82.5%", "note": "Estimated"}

    response = holder.post(at(period, measure, "readings/add/"), given, follow=True)

    assert "Reading recorded: 82.5% on 31 March 2022." in page(response).words
    assert response.redirect_chain == [(at(period, measure), 302)]
    assert list(Observation.objects.values_list("date", "note")) == [(MARCH, "Estimated")]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"day": ""}, "Enter the date of the reading"),
        ({"day": "\u202e"}, "Enter the date of the reading"),
        ({"day": "soon"}, "Date: enter a date like 31 March 2022, or a month like March 2022"),
        ({"day": "16/09/2199"}, "Date: 16 September 2199 is in the future"),
        ({"day": "1/4/22"}, "There is a reading for 1 April 2022 already: 85. Correct that one instead."),
        ({"day": "April 2022"}, "There is a reading for 1 April 2022 already: 85. Correct that one instead."),
        ({"value": ""}, "Enter the reading"),
        (
            {"value": "many"},
            "Reading: enter a number like 82.4 or 1,234, with at most 11 digits before the point",
        ),
        (
            {"value": "123456789012"},
            "Reading: enter a number like 82.4 or 1,234, with at most 11 digits before the point",
        ),
        ({"note": "x" * 501}, "Note must be 500 characters or fewer. This has 501"),
    ],
)
def test_reading_that_can_not_be_is_refused_and_stays_typed(holder, period, measure, given, sentence):
    ObservationFactory(measure=measure, date=date(2022, 4, 1))

    response = holder.post(
        at(period, measure, "readings/add/"), {"day": "31 March 2022", "value": "82.5", "note": "Kept"} | given
    )

    shown = page(response)
    assert (response.status_code, shown.title) == (200, "Error: Add a reading – Strategy Tracker")
    assert sentence in shown.words
    assert Observation.objects.count() == 1
    assert "Kept" in response.content.decode() or "note" in given


@pytest.mark.parametrize(
    ("are", "hint"),
    [
        ({"kind": "number", "unit": "posts"}, "A number, in posts."),
        ({"kind": "number"}, "A number."),
        ({"kind": "milestone"}, "In words."),
        ({"kind": ""}, "A number or words."),
    ],
)
def test_reading_is_asked_for_by_the_kind(holder, period, measure, are, hint):
    SuccessMeasure.objects.update(**are)

    assert hint in page(holder.get(at(period, measure, "readings/add/"))).words


def test_words_are_recorded_and_too_many_refused(holder, period, measure):
    SuccessMeasure.objects.update(kind="milestone")
    address = at(period, measure, "readings/add/")

    holder.post(address, {"day": "March 2022", "value": "Approved by the board"})
    refused = holder.post(address, {"day": "April 2022", "value": "x" * 301})

    assert Observation.objects.get().words == "Approved by the board"
    assert "Reading must be 300 characters or fewer. This has 301" in page(refused).words


def test_paste_is_shown_before_it_is_saved(holder, period, measure):
    ObservationFactory(measure=measure, date=MARCH, value=80)
    text = "Month\tWaits\nMarch 2022\t81\nApr 22\t82.5%\nlater\t9"

    response = pastes(holder, period, measure, text)

    words = page(response).words
    assert Observation.objects.count() == 1
    start = words.index("What will be saved")
    table = [word for word in words[start:] if word not in {"Line", "Date", "Reading", "What happens"}]
    assert table[:19] == [
        "What will be saved",
        "1 line can’t be saved. Correct it in the box and look again, or save the others without it.",
        "What each line would do",
        *("1", "–", "Month Waits", "Left out: a heading"),
        *("2", "31 March 2022", "81%", "Will be changed: it is 80% now"),
        *("3", "30 April 2022", "82.5%", "Will be added"),
        *("4", "–", "later 9"),
        "Can’t be saved: “later” is no date. Enter a date and a value, like 31 March 2022, 82.4",
    ]
    assert "Save 2 readings" in words
    assert "Month\tWaits\nMarch 2022\t81" in response.content.decode()


def test_paste_is_saved_once_it_was_seen(holder, period, measure):
    ObservationFactory(measure=measure, date=MARCH, value=80)
    text = "March 2022\t81\r\nApr 22\t82.5%\r\nlater\t9"
    seen = looked_at(pastes(holder, period, measure, text))

    response = holder.post(
        at(period, measure, "readings/paste/"), {"text": text, "looked_at": seen, "do": "save"}, follow=True
    )

    assert "Saved: 1 reading added, 1 changed." in page(response).words
    assert list(Observation.objects.values_list("date", "value")) == [(MARCH, 81), (APRIL, 82.5)]
    assert AuditEvent.objects.filter(what="readings recorded").count() == 1


@pytest.mark.parametrize("meanwhile", ["the text", "a reading", "nothing was looked at"])
def test_paste_that_is_not_what_was_seen_is_shown_again(holder, period, measure, meanwhile):
    reading = ObservationFactory(measure=measure, date=MARCH, value=80)
    text = "March 2022\t81"
    seen = "" if meanwhile == "nothing was looked at" else looked_at(pastes(holder, period, measure, text))
    if meanwhile == "the text":
        text = "March 2022\t82"
    if meanwhile == "a reading":
        Observation.objects.update(value=79)

    response = pastes(holder, period, measure, text, looked_at=seen, do="save")

    words = page(response).words
    assert words[0] == "There is a problem"
    assert "What would be saved has changed since you looked. Look at it again, then save." in words
    reading.refresh_from_db()
    assert reading.value != 81
    saved = pastes(holder, period, measure, text, looked_at=looked_at(response), do="save")
    assert saved.status_code == 302


def test_paste_without_anything_to_save_says_so(holder, period, measure):
    ObservationFactory(measure=measure, date=MARCH, value=80)

    response = pastes(holder, period, measure, "March 2022\t80\nTotal 2022\t1")

    words = page(response).words
    assert "There is nothing to save." in words
    assert "1 line can’t be saved. Correct it in the box and look again." in " ".join(words)
    again = pastes(holder, period, measure, "March 2022\t80", looked_at=looked_at(response), do="save")
    assert again.status_code == 200


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a date and a reading on each line"),
        ("March 2022\t1\n" * 501, "Paste at most 500 lines at a time. This has 501"),
        ("x" * 100_001, "Paste at most 100,000 characters at a time. This has 100,001"),
    ],
)
def test_paste_of_nothing_or_too_much_is_refused_and_stays(holder, period, measure, text, sentence):
    response = pastes(holder, period, measure, text)

    assert sentence in page(response).words
    assert text[:20] in response.content.decode()


def test_hostile_paste_is_shown_as_words(holder, period, measure):
    html = pastes(holder, period, measure, "<script>alert(1)</script>\t</textarea><b>").content.decode()

    assert "<script>alert" not in html
    assert "<b>" not in html


def test_reading_is_corrected_with_a_note(holder, period, measure):
    reading = ObservationFactory(measure=measure, value=80)
    address = at(period, measure, f"readings/{reading.pk}/")
    shown = {"shown_value": "80", "shown_note": ""}
    form = holder.get(address)
    assert page(form).title == "Correct the reading of 31 March 2022 – Strategy Tracker"
    refused = holder.post(address, {"value": "82", "note": "", **shown})
    assert "Say in the note why the reading is corrected." in page(refused).words

    response = holder.post(address, {"value": "82", "note": "Miscounted", **shown}, follow=True)

    words = page(response).words
    assert "Saved: 82% on 31 March 2022." in words
    assert "31 March 2022: “80” became “82”. Note: Miscounted." in words


def test_stale_correction_shows_what_is_there_and_can_be_sent_again(holder, period, measure):
    reading = ObservationFactory(measure=measure, value=81)
    address = at(period, measure, f"readings/{reading.pk}/")
    mine = {"value": "82", "note": "Miscounted", "shown_value": "80", "shown_note": ""}

    response = holder.post(address, mine)

    assert any("It says now: “81”" in word for word in page(response).words)
    html = response.content.decode()
    assert 'name="shown_value" value="81"' in html
    assert 'value="82"' in html


def test_reading_is_deleted_after_asking(holder, period, measure):
    reading = ObservationFactory(measure=measure, value=80)
    address = at(period, measure, f"readings/{reading.pk}/delete/")

    asked = page(holder.get(address))
    assert "Reading: 80% on 31 March 2022." in " ".join(asked.words)
    stale = holder.post(address, {"shown_value": "79", "shown_note": ""})
    assert page(stale).title == "Error: Delete this reading – Strategy Tracker"
    response = holder.post(address, {"shown_value": "80", "shown_note": ""}, follow=True)

    assert "Reading deleted: 80% on 31 March 2022." in page(response).words
    assert not Observation.objects.exists()


def test_reading_of_another_measure_is_not_found(holder, period, measure):
    other = ObservationFactory()

    for path in (f"readings/{other.pk}/", f"readings/{other.pk}/delete/"):
        assert holder.get(at(period, measure, path)).status_code == 404


def test_readings_are_recorded_by_the_post_and_the_team_alone(client, period, measure):
    reading = ObservationFactory(measure=measure, value=80)
    organisation = period.strategy.organisation
    people = {
        "holder": measure.post.holder,
        "deputy": measure.post.deputy,
        "team": UserFactory(),
        "reader": UserFactory(),
        "stranger": UserFactory(),
        "of another post": PostFactory(organisation=organisation, holder=UserFactory()).holder,
    }
    MembershipFactory(user=people["team"], organisation=organisation, role="strategy_team")
    MembershipFactory(user=people["reader"], organisation=organisation)
    paths = ["readings/add/", "readings/paste/", f"readings/{reading.pk}/", f"readings/{reading.pk}/delete/"]

    found = {}
    for name, person in people.items():
        client.force_login(person)
        found[name] = {client.post(at(period, measure, path)).status_code for path in paths[:3]}

    assert found == {
        "holder": {200},
        "deputy": {200},
        "team": {200},
        "reader": {403},
        "stranger": {404},
        "of another post": {403},
    }
