"""The plan as an outline page."""

from datetime import date

import pytest

from commitments.models import Priority
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    OrganisationFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StrategyFactory,
    SuccessMeasureFactory,
    ThemeFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/plan/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


def test_plan_outline_shows_a_plan_from_its_mission_to_its_measures(reader):
    strategy = StrategyFactory(
        title="Plan 2021-2025",
        mission="Care for all",
        illustrative="Posts are illustrative.",
        priority_label_plural="Aims",
    )
    priority = PriorityFactory(
        strategy=strategy,
        committee=CommitteeFactory(organisation=strategy.organisation, name="Trust Board"),
        name="Be outstanding",
        strapline="Safe care",
        context="The hospital is new.",
        executive_lead=PostFactory(title="Chief Nurse"),
    )
    theme = ThemeFactory(priority=priority, name="Care")
    ward = {"wording": "Open a ward", "due_on": date(2022, 3, 1), "due_precision": "month"}
    CommitmentFactory(
        theme=ThemeFactory(parent=theme, name="Wards"), ref="BO-02", lead=PostFactory(title="Matron"), **ward
    )
    PlanChangeFactory(commitment=CommitmentFactory(theme=theme, ref="BO-01", wording="Hire nurses"))
    SuccessMeasureFactory(priority=priority, name="Patients who would recommend us")
    PriorityFactory(strategy=strategy, name="Be digital")

    response = reader.get(ADDRESS)
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "Plan 2021-2025 – Strategy Tracker"
    assert shown.words == [
        *("Organisation 1", "Plan 2021-2025", "Posts are illustrative.", "Care for all"),
        "Changes since the plan was published",
        *("Aims", "Be outstanding", "(2)", "Be digital", "(0)"),
        *("Be outstanding", "Safe care", "The hospital is new.", "Executive lead: Chief Nurse"),
        "Overseen by: Trust Board",
        *("Care", "BO-01", "Hire nurses", "**"),
        *("Wards", "BO-02", "Open a ward", "Lead: Matron. Due: March 2022"),
        *("How we will know", "Patients who would recommend us"),
        "Be digital",
    ]
    assert shown.links == {
        "Changes since the plan was published": "/organisation-1/strategy-1/ledger/",
        "Be outstanding": "#priority-1",
        "Be digital": "#priority-2",
    }
    assert 'id="bo-01"' in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, []),
        ({"due_precision": "ongoing"}, ["Due: ongoing"]),
        ({"lead": "Matron"}, ["Lead: Matron"]),
        ({"lead": "Matron", "due_precision": "ongoing"}, ["Lead: Matron. Due: ongoing"]),
    ],
)
def test_plan_outline_says_of_lead_and_date_what_is_known(reader, fields, words):
    priority = PriorityFactory()
    lead = PostFactory(title=fields["lead"]) if "lead" in fields else None
    CommitmentFactory(priority=priority, **fields | {"lead": lead})

    assert page(reader.get(ADDRESS)).words[-1 - len(words) :] == ["Open the new hospital", *words]


def test_plan_outline_of_a_strategy_without_priorities_says_so_in_its_own_word(reader):
    StrategyFactory(title="Plan", priority_label_plural="Strategic aims")

    assert page(reader.get(ADDRESS)).words == [
        *("Organisation 1", "Plan", "Changes since the plan was published"),
        "This strategy has no strategic aims yet.",
    ]


@pytest.mark.parametrize(
    "address",
    ["/organisation-1/strategy-9/plan/", "/organisation-9/strategy-1/plan/", "/organisation-2/strategy-1/plan/"],
)
def test_plan_outline_of_an_unknown_strategy_is_not_found(reader, address):
    StrategyFactory()
    StrategyFactory()

    response = reader.get(address)

    assert (response.status_code, page(response).words[0]) == (404, "Page not found")


def test_plan_outline_answers_head_and_refuses_post(reader):
    StrategyFactory()

    assert (reader.head(ADDRESS).status_code, reader.head(ADDRESS).content) == (200, b"")
    assert reader.post(ADDRESS).status_code == 405


def test_plan_outline_shows_hostile_text_as_text(reader):
    priority = PriorityFactory(
        strategy__title=HOSTILE, strategy__mission=HOSTILE, name=HOSTILE, strapline=HOSTILE, context=HOSTILE
    )
    theme = ThemeFactory(parent=ThemeFactory(priority=priority, name=HOSTILE), name=HOSTILE)
    CommitmentFactory(theme=theme, ref='"><b>', wording=HOSTILE, lead=PostFactory(title=HOSTILE))
    SuccessMeasureFactory(priority=priority, name=HOSTILE)
    Priority.objects.update(committee=CommitteeFactory(organisation=priority.strategy.organisation, name=HOSTILE))

    response = reader.get(ADDRESS)
    text = response.content.decode()

    assert "<script>" not in text
    assert "<b>" not in text
    assert page(response).title == f"{HOSTILE} – Strategy Tracker"
    assert page(response).words.count(HOSTILE) == 10
    assert f"Lead: {HOSTILE}" in page(response).words
    assert f"Overseen by: {HOSTILE}" in page(response).words


def test_plan_outline_breaks_a_word_without_end(reader):
    CommitmentFactory(wording="x" * 2000)

    assert ("x" * 40 + "\u200b") * 49 + "x" * 40 in page(reader.get(ADDRESS)).words


@pytest.mark.parametrize("number", [1, 3])
def test_plan_outline_needs_ten_queries(reader, number, django_assert_num_queries):
    strategy = StrategyFactory()
    for _ in range(number):
        committee = CommitteeFactory(organisation=strategy.organisation)
        priority = PriorityFactory(strategy=strategy, executive_lead=PostFactory(), committee=committee)
        theme = ThemeFactory(parent=ThemeFactory(priority=priority))
        PlanChangeFactory(commitment=CommitmentFactory(theme=theme, lead=PostFactory(), due_precision="ongoing"))
        SuccessMeasureFactory(priority=priority)

    with django_assert_num_queries(10):
        shown = page(reader.get(ADDRESS))

    assert len(shown.links) == 1 + number


@pytest.fixture
def team(client):
    """A client signed in as one of the strategy team of the first organisation."""
    organisation = OrganisationFactory()
    user = UserFactory()
    MembershipFactory(user=user, organisation=organisation, role="strategy_team")
    client.force_login(user)
    return client, organisation


def test_plan_outline_shows_who_may_change_it_the_ways_to_do_so(team):
    client, organisation = team
    priority = PriorityFactory(strategy__organisation=organisation, name="Be digital")
    CommitmentFactory(priority=priority, ref="BD/1 x", lead=PostFactory(organisation=organisation, title="Matron"))

    shown = page(client.get(ADDRESS))

    assert shown.links == {
        "Changes since the plan was published": "/organisation-1/strategy-1/ledger/",
        "Add a commitment": f"{ADDRESS}add/",
        "Add a priority": f"{ADDRESS}priorities/add/",
        "Plan a round": f"{ADDRESS}round/",
        "Add a post": "/organisation-1/posts/add/",
        "Committees": "/organisation-1/committees/",
        "Acronyms": "/organisation-1/acronyms/",
        "Labels": "/organisation-1/strategy-1/labels/",
        "Status words": "/organisation-1/strategy-1/status-words/",
        "Be digital": "#priority-1",
        "Change Be digital (priority)": f"{ADDRESS}priorities/{priority.pk}/",
        "Add a theme to Be digital": f"{ADDRESS}priorities/{priority.pk}/themes/add/",
        "Change BD/1 x": f"{ADDRESS}change/BD/1%20x/",
        "Add a commitment to Be digital": f"{ADDRESS}add/?place=priority-{priority.pk}",
    }
    assert "Lead: Matron (nobody holds this post)" in shown.words


def test_plan_outline_says_what_was_stopped_or_merged_and_leaves_out_what_was_a_mistake(reader):
    priority = PriorityFactory()
    stays = CommitmentFactory(priority=priority, ref="A-1", wording="Stays")
    PlanChangeFactory(kind="stopped", commitment=CommitmentFactory(priority=priority, ref="A-2", wording="Stopped it"))
    merged = CommitmentFactory(priority=priority, ref="A-3", wording="Merged it", merged_into=stays)
    PlanChangeFactory(kind="merged", commitment=merged)
    mistake = PlanChangeFactory(kind="added", commitment__priority=priority, commitment__wording="A mistake")
    PlanChangeFactory(kind="added", commitment=mistake.commitment, undoes=mistake)

    words = page(reader.get(ADDRESS)).words

    assert words[-8:] == ["A-1", "Stays", "A-2", "Stopped it", "Stopped", "A-3", "Merged it", "Merged into A-1"]


def test_plan_outline_shows_a_theme_with_nothing_in_it_and_the_way_to_change_it(team):
    client, organisation = team
    priority = PriorityFactory(strategy__organisation=organisation, name="Be kind")
    care = ThemeFactory(priority=priority, name="Care", context="Care comes first.")
    wards = ThemeFactory(parent=care, name="Wards")

    shown = page(client.get(ADDRESS))

    assert shown.words[shown.words.index("Care") :][:9] == [
        *("Care", "Change", "Care (theme of Be kind)", "Care comes first."),
        *("Wards", "Change", "Wards (sub-theme of Care)", "No commitments yet.", "Add a commitment"),
    ]
    assert shown.links["Change Care (theme of Be kind)"] == f"{ADDRESS}themes/{care.pk}/"
    assert shown.links["Change Wards (sub-theme of Care)"] == f"{ADDRESS}themes/{wards.pk}/"


def test_plan_outline_of_a_strategy_without_priorities_shows_how_to_begin(team):
    client, organisation = team
    StrategyFactory(organisation=organisation, priority_label="Objective", priority_label_plural="Objectives")

    shown = page(client.get(ADDRESS))

    assert "This strategy has no objectives yet." in shown.words
    assert (
        "Begin with the first objective. Then add its themes and commitments. "
        "Whoever looks after this site can also bring in a whole plan from a workbook." in shown.words
    )
    assert shown.links["Add the first objective"] == f"{ADDRESS}priorities/add/"
    assert shown.links["Add an objective"] == f"{ADDRESS}priorities/add/"
