"""Success measures, to be read."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from commitments.measures import at_a_glance
from commitments.models import SuccessMeasure
from tests.factories import (
    MembershipFactory,
    ObservationFactory,
    PostFactory,
    PriorityFactory,
    RebaseFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SuccessMeasureFactory,
    TargetFactory,
    UserFactory,
)
from tests.pages import page, page_of

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
MARCH, APRIL = date(2022, 3, 31), date(2022, 4, 30)


@pytest.fixture
def period(reader):
    return ReportingPeriodFactory(state="open", month=date(2022, 3, 1), label="March 2022", slug="march-2022")


@pytest.fixture
def priority(period):
    return PriorityFactory(strategy=period.strategy, name="Be digital")


@pytest.fixture
def measure(priority):
    return SuccessMeasureFactory(priority=priority, name="Waits", kind="percentage", better="higher")


def at(period, path=""):
    org, strategy, slug = period.address
    return f"/{org}/{strategy}/{slug}/measures/{path}"


def become(client, period, role):
    user = UserFactory(name="Sam")
    MembershipFactory(user=user, organisation=period.strategy.organisation, role=role)
    client.force_login(user)
    return user


def filled(measure, months=3):
    """A measure with readings of so many months, a reset and a target."""
    for place in range(months):
        day = date(2019 + place // 12, place % 12 + 1, 28)
        ObservationFactory(measure=measure, date=day, value=80 + place % 2)
    TargetFactory(measure=measure, value=95)
    return measure


def test_measures_are_shown_by_priority(reader, period, priority, measure):
    filled(measure, 12)
    words = SuccessMeasureFactory(priority=priority, name="CQC rating", kind="qualitative")
    ObservationFactory(measure=words, value=None, words="Good", date=MARCH)
    TargetFactory(measure=words, value=None, words="Outstanding")
    SuccessMeasureFactory(priority=priority, name="Culture")
    PriorityFactory(strategy=period.strategy, name="Be bold")

    shown = page(reader.get(at(period)))

    assert shown.title == "Success measures – Strategy Tracker"
    assert shown.words == [
        *("Strategy 1", "Success measures", "How we will know that each priority is met."),
        *("Be digital", "Waits", "81%", "December 2019", "Target: 95%", "Does not meet the target"),
        *("Variation:", "No significant change", "Assurance:", "Target will not be met"),
        *("CQC rating", "Good", "31 March 2022", "Target: Outstanding", "Culture", "No readings yet"),
        *("Be bold", "No measure yet."),
    ]
    assert shown.links["Waits"] == at(period, f"{measure.pk}/")


def test_measures_of_an_empty_strategy_say_so(reader, period):
    words = page(reader.get(at(period))).words

    assert words[-1] == "This strategy has no priorities yet, so it has no measures."


def test_team_may_add_a_measure_to_each_priority(client, period, priority):
    become(client, period, "strategy_team")

    links = page(client.get(at(period))).links

    assert links["Add a measure to Be digital"] == at(period, "add/?priority=Be%20digital")


def test_measure_shows_its_chart_and_the_table_behind_it(reader, period, measure):
    measure.post = PostFactory(
        organisation=period.strategy.organisation, title="Head of BI", holder=UserFactory(name="Ann")
    )
    measure.save(update_fields=["post"])
    filled(measure, 2)
    ObservationFactory(measure=measure, date=date(2019, 3, 28), value=90, note="A second site")
    RebaseFactory(measure=measure, date=date(2019, 2, 1), reason="New clinic", by=UserFactory(name="Ben"))

    response = reader.get(at(period, f"{measure.pk}/"))

    shown, html = page(response), response.content.decode()
    assert shown.title == "Waits – Strategy Tracker"
    assert 'alt="Waits: 90% in March 2019, no significant change"' in html
    assert f'src="{at(period, f"{measure.pk}/chart.svg?drawing=")}' in html
    readings = shown.words.index("Readings")
    assert shown.words[readings:] == [
        *("Readings", "Scroll sideways to see the whole table.", "Readings of Waits, the newest first"),
        *("Date", "Reading", "Average", "Lower limit", "Upper limit", "What it shows", "Note"),
        *("28 March 2019", "90%", "86%", "62%", "109%", "Nothing unusual", "A second site"),
        *("28 February 2019", "81%", "86%", "62%", "109%", "Limits reset: New clinic", "Nothing unusual"),
        *("28 January 2019", "80%", "None yet", "None yet", "None yet", "Nothing unusual"),
    ]
    for said in (
        "Head of BI (Ann), or the strategy team",
        "Higher is better",
        "95%",
        "From 1 February 2019: New clinic.",
        "The chart in words",
    ):
        assert said in shown.words
    assert not {"Add a reading", "Paste readings", "Change this measure", "Add a target"} & set(shown.links)


def test_measure_in_words_has_a_table_and_no_chart(reader, period, measure):
    SuccessMeasure.objects.update(kind="milestone")
    ObservationFactory(measure=measure, value=None, words="Drafted")

    response = reader.get(at(period, f"{measure.pk}/"))

    words = page(response).words
    assert "<img" not in response.content.decode()
    assert words[words.index("Readings") :] == [
        *("Readings", "Readings of Waits, the newest first", "Date", "Reading", "31 March 2022", "Drafted")
    ]
    assert reader.get(at(period, f"{measure.pk}/chart.svg")).status_code == 404


def test_measure_without_readings_says_so(reader, period, measure):
    words = page(reader.get(at(period, f"{measure.pk}/"))).words

    assert "There are no readings yet." in words
    assert "No target is set." in words


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        ("holder", {"Add a reading", "Paste readings", "Correct 28 February 2019"}),
        (
            "team",
            {
                *("Add a reading", "Paste readings", "Change this measure", "Reset the limits", "Add a target"),
                *("Delete this measure", "Correct 28 February 2019", "Change target 95%", "Delete target 95%"),
                "Take away the reset From 1 February 2019: New clinic",
            },
        ),
    ],
)
def test_measure_offers_what_a_person_may_do(client, period, measure, who, ways):
    user = become(client, period, "strategy_team" if who == "team" else "reader")
    if who == "holder":
        measure.post = PostFactory(organisation=period.strategy.organisation, holder=user)
        measure.save(update_fields=["post"])
    filled(measure, 2)
    RebaseFactory(measure=measure, date=date(2019, 2, 1), reason="New clinic")

    links = set(page(client.get(at(period, f"{measure.pk}/"))).links)

    offered = {
        link for link in links if link.split()[0] in {"Add", "Paste", "Correct", "Change", "Delete", "Reset", "Take"}
    }
    assert offered - {"Correct 28 January 2019"} == ways


def test_earlier_period_shows_what_was_known_then_and_leads_on(client, period, measure):
    become(client, period, "strategy_team")
    newest = ReportingPeriodFactory(
        strategy=period.strategy, month=date(2022, 9, 1), label="September 2022", slug="september-2022", state="open"
    )
    for day in (MARCH, APRIL):
        ObservationFactory(measure=measure, date=day, value=day.month)

    then = page(client.get(at(period, f"{measure.pk}/")))
    now = page(client.get(at(newest, f"{measure.pk}/")))

    assert [word for word in then.words if word in {"3%", "4%"}] == ["3%", "3%"]
    assert "1 later reading stands on" in " ".join(then.words)
    assert then.links["the page of September 2022"] == at(newest, f"{measure.pk}/")
    assert "Add a reading" not in then.links
    assert next(word for word in now.words if word in {"3%", "4%"}) == "4%"
    assert (
        "This page shows readings up to 31 March 2022, as they belong to March 2022."
        in page(client.get(at(period))).words
    )


def test_earlier_period_without_later_readings_leads_on_too(reader, period, measure):
    ReportingPeriodFactory(strategy=period.strategy, month=date(2022, 9, 1), label="B", slug="b", state="open")

    said = " ".join(page(reader.get(at(period, f"{measure.pk}/"))).words)

    assert "What is recorded later stands on the page of B" in said
    assert "There are no readings up to then." in said


def test_long_table_is_paged(reader, period, measure):
    for day in range(201):
        ObservationFactory(measure=measure, date=date.fromordinal(date(2020, 1, 1).toordinal() + day))

    first, second, wild = (
        page(reader.get(at(period, f"{measure.pk}/{query}"))).words for query in ("", "?page=2", "?page=zz")
    )

    assert ("1 January 2020" in first, "1 January 2020" in second, wild) == (False, True, first)


def test_chart_is_drawn_with_its_title_and_sent_again_only_when_it_changes(reader, period, measure):
    filled(measure, 3)
    address = at(period, f"{measure.pk}/chart.svg")

    response = reader.get(address)

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert b"<title>Waits: 80% in March 2019" in response.content
    assert response["Cache-Control"] == "private, no-cache"
    again = reader.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")
    ObservationFactory(measure=measure, date=APRIL)
    changed = reader.get(address, headers={"if-none-match": response["ETag"]})
    assert (changed.status_code, changed["ETag"] != response["ETag"]) == (200, True)


def test_small_chart_is_another_drawing(reader, period, measure):
    filled(measure, 3)
    address = at(period, f"{measure.pk}/chart.svg")

    small, whole = reader.get(f"{address}?size=small"), reader.get(address)

    assert small["ETag"] != whole["ETag"]
    assert b'width="220"' in small.content


def test_chart_that_its_page_names_is_kept_for_a_day(reader, period, measure):
    filled(measure, 3)
    html = reader.get(at(period, f"{measure.pk}/")).content.decode()
    named = html.split("drawing=")[1].split('"')[0]

    kept, stale = (
        reader.get(at(period, f"{measure.pk}/chart.svg?drawing={drawing}"))["Cache-Control"]
        for drawing in (named, "0123456789ab")
    )

    assert (kept, stale) == ("private, max-age=86400", "private, no-cache")


def test_measures_show_hostile_words_as_words(client, period, priority):
    become(client, period, "strategy_team")
    measure = SuccessMeasureFactory(priority=priority, name=HOSTILE[:60], kind="number", unit="<b>")
    for day in (MARCH, APRIL):
        ObservationFactory(measure=measure, date=day, note=HOSTILE)
    RebaseFactory(measure=measure, date=APRIL, reason=HOSTILE)
    words = SuccessMeasureFactory(priority=priority, name="W", kind="milestone")
    ObservationFactory(measure=words, value=None, words=HOSTILE)

    for path in ("", f"{measure.pk}/", f"{words.pk}/", f"{measure.pk}/chart.svg"):
        html = client.get(at(period, path)).content.decode()
        assert "<script>alert" not in html
        assert "<b>" not in html


def test_measure_of_another_strategy_is_not_found(reader, period):
    other = SuccessMeasureFactory()
    huge = 10**30

    statuses = [
        reader.get(at(period, path)).status_code
        for path in (f"{other.pk}/", f"{other.pk}/chart.svg", "0/", f"{huge}/", "x/")
    ]

    assert statuses == [404] * 5


@pytest.mark.parametrize("path", ["", "1/", "1/chart.svg"])
def test_measures_are_only_read(reader, period, path):
    assert reader.post(at(period, path)).status_code == 405


@pytest.mark.parametrize("size", [(1, 1), (3, 30)])
def test_measures_need_as_many_queries_for_one_as_for_three(client, period, priority, size, django_assert_num_queries):
    become(client, period, "strategy_team")
    for measure in SuccessMeasureFactory.create_batch(size[0], priority=priority, kind="number"):
        filled(measure, size[1])
    measure = SuccessMeasure.objects.first()

    with django_assert_num_queries(11):
        client.get(at(period))
    with django_assert_num_queries(12):
        client.get(at(period, f"{measure.pk}/"))


@pytest.mark.parametrize("readings", [2, 30])
def test_chart_needs_as_many_queries_for_two_readings_as_for_thirty(
    reader, period, measure, readings, django_assert_num_queries
):
    filled(measure, readings)
    address = at(period, f"{measure.pk}/chart.svg?size=small")
    reader.get(address)

    with django_assert_num_queries(10):
        response = reader.get(address)
    with django_assert_num_queries(9):
        reader.get(address, headers={"if-none-match": response["ETag"]})


def test_dashboard_shows_charts_and_leads_to_all_measures(period, priority, measure, django_assert_num_queries):
    filled(measure, 12)
    SuccessMeasureFactory(priority=priority)
    template = "commitments/dashboard_measures.jinja"

    with django_assert_num_queries(4):
        glance = at_a_glance(period.strategy)
    html = render_to_string(template, {"measures": glance, "period": period})
    empty = render_to_string(template, {"measures": at_a_glance(StrategyFactory()), "period": period})

    shown = page_of(f"<main>{html}</main>")
    assert " ".join(shown.words) == (
        "Success measures Waits 81% December 2019 Target: 95% Does not meet the target "
        "Variation: No significant change Assurance: Target will not be met "
        "1 other measure has no chart: it is in words, or has no readings yet. All success measures"
    )
    assert shown.links == {"Waits": at(period, f"{measure.pk}/"), "All success measures": at(period)}
    assert f"{measure.pk}/chart.svg?size=small&amp;drawing={glance.cards[0].chart}" in html
    assert empty.strip() == ""
