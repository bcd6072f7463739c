"""The page of any two periods beside each other."""

from datetime import date

import pytest

from commitments.models import ReportingPeriod
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

AT = "/organisation-1/strategy-1/"
ADDRESS = f"{AT}2022-06/compare/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def periods(reader):
    strategy = StrategyFactory(title="Plan", commitment_label="Deliverable", commitment_label_plural="Deliverables")
    months = [(date(2022, 3, 1), "closed"), (date(2022, 6, 1), "closed"), (date(2022, 9, 1), "open")]
    made = [ReportingPeriodFactory(strategy=strategy, month=month, state=state) for month, state in months]
    ReportingPeriodFactory(strategy=strategy, month=date(2023, 3, 1), state="planned")
    return made


@pytest.fixture
def priority(periods):
    return PriorityFactory(strategy=periods[0].strategy, name="Be outstanding")


def tell(commitment, period, *texts, kind="progress", **given):
    update = ApprovedUpdateFactory(commitment=commitment, period=period, **given)
    for position, text in enumerate(texts):
        UpdatePointFactory(update=update, kind=kind, text=text, position=position)
    return update


def rate(commitment, period, rating, *texts):
    return tell(commitment, period, *texts, stage="in_progress", rating=rating)


def after(shown, heading):
    return shown.words[shown.words.index(heading) + 1 :]


def test_compare_shows_a_period_beside_the_one_before(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority, wording="Open two wards")
    PlanChangeFactory(
        commitment=commitment, period=periods[1], old="Open a ward", new="Open two wards", reason="Demand"
    )
    rate(commitment, periods[0], "green", "Two nurses were hired")
    now = rate(commitment, periods[1], "red", "Four nurses were hired")
    step = UpdatePointFactory(update=commitment.updates.first(), kind="next", text="Call for tenders")
    OutcomeFactory(update=now, point=step, answer="partly", note="One came")

    shown = page(reader.get(ADDRESS))

    assert shown.title == "June 2022 compared with March 2022 – Strategy Tracker"
    assert after(shown, "What changed")[: -len(after(shown, "Next"))] == [
        *("1 of 1 deliverable changed.", "Worse", "1", "C1", "Reworded", "1", "C1"),
        *(
            "Be outstanding",
            "C1",
            "Open",
            "removed:",
            "a ward",
            "end of removed",
            "added:",
            "two wards",
            "end of added",
        ),
        *("Reworded in June 2022. Reason: Demand", "C1 in March 2022 and June 2022", "March 2022", "June 2022"),
        *("Where it stands", "March 2022:", "In progress", "Green", "June 2022:", "In progress", "Red", "Worse"),
        *("Progress", "March 2022:", "removed:", "Two", "end of removed", "nurses were hired"),
        *("June 2022:", "added:", "Four", "end of added", "nurses were hired", "Next"),
    ]
    assert after(shown, "Next") == [
        *("March 2022:", "removed:", "Call for tenders", "end of removed"),
        *("Outcome:", "Partly done", "(June 2022). One came", "June 2022:", "No next step reported"),
        "All of C1, period by period",
    ]
    assert shown.links["C1"] == f"#commitment-{commitment.pk}"
    assert shown.links["All of C1, period by period"] == f"{AT}2022-06/commitments/C1/"


def test_compare_takes_any_two_periods_in_either_order(reader, periods, priority):
    rate(CommitmentFactory(priority=priority), periods[0], "green")

    later, earlier = (
        page(reader.get(f"{AT}2022-09/compare/?with=2022-03")),
        page(reader.get(f"{AT}2022-03/compare/?with=2022-09")),
    )

    assert later.title == earlier.title == "September 2022 compared with March 2022 – Strategy Tracker"
    assert after(later, "What changed") == after(earlier, "What changed")


def test_compare_lets_what_did_not_change_wait(reader, periods, priority):
    for rating in ("green", "amber"):
        commitment = CommitmentFactory(priority=priority)
        rate(commitment, periods[0], "green")
        rate(commitment, periods[1], rating)
    SubmittedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=periods[1])

    shown = page(reader.get(ADDRESS))

    assert "1 of 3 deliverables changed. 2 have nothing new in June 2022." in shown.words
    assert after(shown, "2 with nothing new in June 2022") == [
        *(": Be outstanding", "C1", "Open the new hospital", "In progress", "Green"),
        *("C3", "Open the new hospital", "Update awaiting approval"),
    ]
    assert shown.links["C1"] == f"{AT}2022-06/commitments/C1/"


def test_compare_can_show_only_what_changed(reader, periods, priority):
    for texts in ((), ("Walls are painted",)):
        commitment = CommitmentFactory(priority=priority)
        rate(commitment, periods[0], "green", "The plan is agreed", "Doors are hung")
        rate(commitment, periods[1], "green", "The plan is agreed", "Doors are hung", *texts)

    shown = page(reader.get(f"{ADDRESS}?changed=on"))

    assert after(shown, "Progress") == [
        *("March 2022:", "2 lines the same", "June 2022:"),
        *("added:", "Walls are painted", "end of added", "2 lines the same"),
        *("All of C2, period by period", "1 other has nothing new in June 2022.", "Show what stayed the same too"),
    ]
    assert shown.links["Show what stayed the same too"] == f"{ADDRESS}?with=2022-03"
    assert page(reader.get(f"{ADDRESS}?changed=on&commitment=C1")).words[-2] == "C1 has nothing new in June 2022."


def test_compare_shows_a_priority(reader, periods, priority):
    other = PriorityFactory(strategy=priority.strategy, name="Be digital")
    for each in (priority, other):
        rate(CommitmentFactory(priority=each), periods[1], "green", "Doors are hung")

    response = reader.get(f"{ADDRESS}?priority={other.pk}")
    shown = page(response)

    assert shown.title == "Be digital: June 2022 compared with March 2022 – Strategy Tracker"
    assert ("All of C2, period by period" in shown.links, "All of C1, period by period" in shown.links) == (True, False)
    assert b'value="C2"' in response.content
    assert b'value="C1"' not in response.content


def test_compare_of_everything_leads_to_each_priority(reader, periods, priority):
    other = PriorityFactory(strategy=priority.strategy, name="Be digital")
    for each in (priority, other):
        rate(CommitmentFactory(priority=each), periods[1], "green", "Doors are hung")

    assert page(reader.get(ADDRESS)).links["Be digital"] == f"#priority-{other.pk}"


@pytest.mark.parametrize("ref", ["BD-04", "bd-04", "+BD-04+", "BD-04%00"])
def test_compare_shows_a_commitment_even_if_nothing_changed(reader, periods, priority, ref):
    rate(CommitmentFactory(priority=priority, ref="BD-04"), periods[0], "green", "Doors are hung")
    CommitmentFactory(priority=priority, ref="BD-05")

    shown = page(reader.get(f"{ADDRESS}?commitment={ref}"))

    assert shown.title == "BD-04: June 2022 compared with March 2022 – Strategy Tracker"
    assert after(shown, "Progress") == [
        *("March 2022:", "Doors are hung", "June 2022:", "No update reported"),
        *("Next", "March 2022:", "No next step reported", "June 2022:", "No update reported"),
        "All of BD-04, period by period",
    ]
    assert "What changed" not in shown.words


def test_compare_of_a_commitment_that_joined_later_says_so(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=commitment, kind="added", period=periods[2])

    assert page(reader.get(f"{ADDRESS}?commitment=C1")).words.count("Not in the plan then") == 2
    assert page(reader.get(ADDRESS)).words[-1] == "No deliverables stood in the plan in June 2022."


def test_compare_lets_a_commitment_of_another_priority_go(reader, periods, priority):
    other = PriorityFactory(strategy=priority.strategy, name="Be digital")
    for each in (priority, other):
        CommitmentFactory(priority=each)

    shown = page(reader.get(f"{ADDRESS}?priority={other.pk}&commitment=C1"))

    assert "C1 is not in Be digital, so all of Be digital is shown." in shown.words
    assert shown.title.startswith("Be digital: ")


def test_compare_gives_what_was_chosen_an_address(reader, periods, priority):
    CommitmentFactory(priority=priority, ref="A/1 ?")

    response = reader.get(
        f"{ADDRESS}?period=2022-09&with=2022-03&priority={priority.pk}&commitment=a%2F1+%3F&changed=on"
    )

    assert (response.status_code, response.url) == (
        302,
        f"{AT}2022-09/compare/?with=2022-03&priority={priority.pk}&commitment=A%2F1+%3F&changed=on",
    )
    assert reader.get(response.url).status_code == 200
    assert reader.get(f"{AT}2022-03/compare/?period=2022-03&with=").url == f"{AT}2022-03/compare/"


def test_compare_of_the_first_period_says_that_nothing_is_before_it(reader, periods, priority):
    words = page(reader.get(f"{AT}2022-03/compare/")).words

    assert words[-1] == (
        "March 2022 is the first period, so there is nothing before it. Choose a later period to compare it with."
    )


def test_compare_of_an_only_period_says_that_nothing_is_before_it(reader):
    ReportingPeriodFactory(month=date(2022, 6, 1))

    assert page(reader.get(ADDRESS)).words[-1] == "June 2022 is the first period, so there is nothing before it."


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("with=2022-06", "Choose another period than June 2022, to compare it with"),
        ("with=2021-06", "With: choose from the list"),
        ("with=2023-03", "With: choose from the list"),
        ("period=%00", "Compare: choose from the list"),
        ("priority=x", "Priority: choose from the list"),
        ("priority=" + "9" * 5000, "Priority: choose from the list"),
        ("commitment=C9", "Deliverable: choose from the list"),
        ("commitment=" + "x" * 10**6, "Deliverable: choose from the list"),
        ("commitment=%ed%a0%80", "Deliverable: choose from the list"),
    ],
)
def test_compare_refuses_nonsense_in_a_sentence(reader, periods, priority, query, sentence):
    CommitmentFactory(priority=priority)

    response = reader.get(f"{ADDRESS}?changed=on&{query}")
    shown = page(response)

    assert response.status_code == 400
    assert shown.title == "Error: Compare two periods – Strategy Tracker"
    assert shown.words[:2] == ["There is a problem", sentence]
    assert shown.words[-1] == "Nothing is shown until this is put right."
    assert b"checked" in response.content
    assert len(response.content) < 50_000


def test_compare_shortens_long_wordings_in_its_list(reader, periods, priority):
    CommitmentFactory(priority=priority, wording="Open " * 100)

    assert f"C1 {'Open ' * 11}Op…" in page(reader.get(ADDRESS)).words


def test_compare_shows_hostile_text_as_text(reader):
    strategy = StrategyFactory(title=HOSTILE, illustrative=HOSTILE, priority_label=HOSTILE[:60])
    months = {"2022-03": date(2022, 3, 1), "2022-06": date(2022, 6, 1)}
    periods = [
        ReportingPeriodFactory(strategy=strategy, month=month, label=f"{HOSTILE[:50]} {slug}", slug=slug)
        for slug, month in months.items()
    ]
    commitment = CommitmentFactory(
        priority=PriorityFactory(strategy=strategy, name=HOSTILE), wording=HOSTILE, ref='"><b>'
    )
    PlanChangeFactory(commitment=commitment, kind="moved", period=periods[1], old=HOSTILE, new=HOSTILE, reason=HOSTILE)
    for period in periods:
        tell(commitment, period, HOSTILE, reason=f"{HOSTILE} {period.slug}")
    OutcomeFactory(
        update=commitment.updates.last(),
        point=UpdatePointFactory(update=commitment.updates.first(), kind="next", text=HOSTILE),
        note=HOSTILE,
    )

    response = reader.get(ADDRESS)

    assert b"<script>" not in response.content
    assert b"<b>" not in response.content
    assert b"{{ 7*7 }}" in response.content


def test_ways_into_compare_lead_to_the_two_periods_in_view(reader, periods):
    priority = PriorityFactory(strategy=periods[0].strategy)
    commitment = CommitmentFactory(priority=priority)
    for period in periods[:2]:
        rate(commitment, period, "green")
    register, dashboard = ADDRESS.replace("compare/", "register/"), ADDRESS.replace("compare/", "")
    words = f"Compare {periods[0].label} with {periods[1].label}"
    asked = f"priority={priority.pk}"

    for address in (register, dashboard):
        plain, narrowed = (page(reader.get(f"{address}{query}")).links for query in ("", f"?{asked}"))
        assert plain[words] == f"{ADDRESS}?with={periods[0].slug}"
        assert narrowed[words] == f"{ADDRESS}?with={periods[0].slug}&{asked}"
        assert reader.get(narrowed[words]).status_code == 200


def test_first_period_has_no_way_to_one_before(reader, periods):
    rate(CommitmentFactory(priority=PriorityFactory(strategy=periods[0].strategy)), periods[0], "green")
    first = f"{AT}{periods[0].slug}/"

    for address in (f"{first}register/", first):
        links = page(reader.get(address)).links
        assert [text for text in links if text.startswith("Compare ")] in ([], ["Compare with another period"])


def test_round_that_has_not_begun_is_compared_with_nothing(reader, periods):
    rate(CommitmentFactory(priority=PriorityFactory(strategy=periods[0].strategy)), periods[1], "green")
    ReportingPeriod.objects.filter(pk=periods[0].pk).update(state="planned")

    for address in (ADDRESS.replace("compare/", "register/"), ADDRESS.replace("compare/", "")):
        assert not any(text.startswith("Compare March") for text in page(reader.get(address)).links)
    assert reader.get(ADDRESS).status_code == 200


def test_compare_is_not_found_by_strangers_and_refuses_post(reader, client, periods):
    assert reader.post(ADDRESS).status_code == 405
    assert reader.get(f"{AT}2021-06/compare/").status_code == 404
    client.force_login(UserFactory())
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_compare_needs_fifteen_queries(reader, periods, number, django_assert_num_queries):
    for _ in range(number):
        priority = PriorityFactory(strategy=periods[0].strategy)
        commitment = CommitmentFactory(priority=priority)
        PlanChangeFactory(commitment=commitment, period=periods[1], old="Open a ward", new="Open two wards")
        earlier, now = (rate(commitment, each, "green", *["Doors are hung"] * number) for each in periods[:2])
        steps = UpdatePointFactory.create_batch(number, update=earlier, kind="next")
        OutcomeFactory(update=now, point=steps[0])
    reader.get(ADDRESS)

    with django_assert_num_queries(15):
        shown = page(reader.get(ADDRESS))
    with django_assert_num_queries(15):
        reader.get(f"{ADDRESS}?with=2022-09&priority={priority.pk}&commitment={commitment.ref}&changed=on")

    assert len([text for text in shown.links if text.startswith("All of")]) == number
