"""The pages of priorities, themes and sub-themes: what they ask and say, and that nothing typed is lost."""

import pytest

from commitments.models import AuditEvent, Priority, Theme
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    PostFactory,
    PriorityFactory,
    StrategyFactory,
    ThemeFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

PLAN = "/organisation-1/strategy-1/plan/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }}"


@pytest.fixture
def strategy():
    return StrategyFactory(priority_label="Objective", theme_label="Aim")


@pytest.fixture
def team(client, strategy):
    user = UserFactory(name="Sam")
    MembershipFactory(user=user, organisation=strategy.organisation, role="strategy_team")
    client.force_login(user)
    return client


@pytest.fixture
def care(strategy):
    """A theme of the only priority."""
    return ThemeFactory(priority=PriorityFactory(strategy=strategy, name="Be kind"), name="Care")


def of_priority(priority):
    return f"{PLAN}priorities/{priority.pk}/"


def of_theme(theme):
    return f"{PLAN}themes/{theme.pk}/"


def shown(level, **given):
    """What the page of a level sends with what it showed."""
    if isinstance(level, Theme):
        return {"shown_name": level.name, "shown_context": level.context} | given
    lead = level.executive_lead.title if level.executive_lead else ""
    said = {"shown_strapline": level.strapline, "shown_executive_lead": lead}
    return said | {"shown_name": level.name, "shown_context": level.context} | given


def test_priority_add_adds_it(team, strategy):
    lead = PostFactory(organisation=strategy.organisation, title="Chief Nurse")
    assert page(team.get(f"{PLAN}priorities/add/")).title == "Add an objective – Strategy Tracker"

    response = team.post(
        f"{PLAN}priorities/add/",
        {"name": "Be safe", "strapline": "No harm", "context": "One.\r\n\r\nTwo.", "executive_lead": lead.title},
        follow=True,
    )

    words = page(response).words
    assert response.redirect_chain == [(PLAN, 302)]
    assert "“Be safe” was added. It stands last in the plan." in words
    assert "Executive lead: Chief Nurse" in words
    made = Priority.objects.get()
    assert (made.strapline, made.context, made.executive_lead) == ("No harm", "One.\n\nTwo.", lead)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": "\u2028"}, "Enter the name"),
        ({"name": "x" * 201}, "Name must be 200 characters or fewer. This has 201"),
        ({"strapline": "x" * 301}, "Strapline must be 300 characters or fewer. This has 301"),
        ({"context": "x" * 5001}, "Context must be 5,000 characters or fewer. This has 5,001"),
        ({"executive_lead": "Nobody"}, "Choose from the list"),
        ({"name": "BE KIND"}, "There is “Be kind” already. Choose another name."),
    ],
)
def test_priority_add_says_what_is_wrong_and_keeps_what_was_typed(team, care, given, sentence):
    typed = {"name": "Mine", "strapline": "My line", "context": "My words"} | given

    response = team.post(f"{PLAN}priorities/add/", typed)

    html = response.content.decode()
    assert page(response).title == "Error: Add an objective – Strategy Tracker"
    assert sentence in page(response).words
    assert all(each.strip("\u2028") in html for each in typed.values() if each != "Nobody")
    assert Priority.objects.count() == 1


def test_priority_change_renames_it_and_its_history_says_so(team, care):
    priority = care.priority
    priority.committee = CommitteeFactory(organisation=priority.strategy.organisation, name="Board")
    priority.save()

    response = team.post(of_priority(priority), shown(priority, name="Be gentle", strapline="Soft"), follow=True)

    assert response.redirect_chain == [(PLAN, 302)]
    assert {"Saved: “Be gentle”.", "Be gentle", "Soft"} <= set(page(response).words)
    words = page(team.get(of_priority(priority))).words
    assert "Name: “Be kind” became “Be gentle”. Strapline: Soft." in words
    assert any(each.startswith("Overseen by: Board.") for each in words)


def test_priority_change_of_a_stale_page_keeps_what_was_typed_and_can_be_sent_again(team, care):
    typed = shown(care.priority, name="Mine", context="My\r\nwords")
    Priority.objects.update(context="Their\nwords")

    response = team.post(of_priority(care.priority), typed)

    html = response.content.decode()
    assert any("It says now: Context: “Their words”." in " ".join(each.split()) for each in page(response).words)
    assert 'name="name" type="text" value="Mine"' in html
    assert "My\r\nwords" in html or "My\nwords" in html
    team.post(of_priority(care.priority), typed | {"shown_context": "Their\r\nwords"})
    assert Priority.objects.get().context == "My\nwords"


@pytest.mark.parametrize("kind", ["priority", "theme"])
def test_up_and_down_buttons_change_places(team, care, kind):
    level = care.priority if kind == "priority" else care
    made = PriorityFactory if kind == "priority" else ThemeFactory
    above = {"strategy": care.priority.strategy} if kind == "priority" else {"priority": care.priority}
    last = made(name="Last", **above)
    at = of_priority if kind == "priority" else of_theme

    response = team.post(at(last), {"do": "up"}, follow=True)

    words = page(response).words
    assert response.redirect_chain == [(at(last), 302)]
    assert "“Last” was moved up." in words
    assert words[words.index("Order in the plan") + 1 :][:3] == ["Last", level.name, "Move it down"]
    assert "“Last” is first already." in page(team.post(at(last), {"do": "up"}, follow=True)).words


def test_theme_add_adds_a_theme_and_a_sub_theme(team, care):
    where = f"{of_priority(care.priority)}themes/add/"
    words = page(team.get(where)).words
    assert words[words.index("Where it stands") + 1 :][:2] == ["Directly in Be kind", "Under Care"]

    first = team.post(where, {"name": "Staff", "context": "People", "under": ""}, follow=True)
    assert f'<option value="{care.pk}" selected>' in team.get(f"{where}?under={care.pk}").content.decode()
    second = team.post(where, {"name": "Wards", "under": care.pk}, follow=True)

    assert "“Staff” was added to Be kind." in page(first).words
    assert "“Wards” was added to Care." in page(second).words
    assert list(Theme.objects.order_by("pk").values_list("name", "parent__name", "context")) == [
        *(("Care", None, ""), ("Staff", None, "People"), ("Wards", "Care", "")),
    ]


def test_theme_add_to_a_bare_priority_asks_not_where(team, strategy):
    priority = PriorityFactory(strategy=strategy)

    assert "Where it stands" not in page(team.get(f"{of_priority(priority)}themes/add/")).words
    team.post(f"{of_priority(priority)}themes/add/", {"name": "Care"})
    assert Theme.objects.get().priority == priority


def test_theme_change_renames_it(team, care):
    response = team.post(of_theme(care), shown(care, name="Caring", context="Why"), follow=True)

    assert "Saved: “Caring”." in page(response).words
    assert Theme.objects.values_list("name", "context").get() == ("Caring", "Why")
    assert page(team.get(of_theme(care))).links["Add a sub-aim"] == (
        f"{of_priority(care.priority)}themes/add/?under={care.pk}"
    )


def test_sub_theme_has_no_level_below_it(team, care):
    sub = ThemeFactory(parent=care, name="Wards")

    assert "Add a sub-aim" not in page(team.get(of_theme(sub))).links


def test_theme_remove_asks_first(team, care):
    at = f"{of_theme(care)}remove/"
    assert page(team.get(of_theme(care))).links["Remove this aim"] == at
    assert "Nothing stands in it. It goes from the plan for good. Reports that were issued keep it." in (
        page(team.get(at)).words
    )
    assert Theme.objects.count() == 1

    response = team.post(at, follow=True)

    assert response.redirect_chain == [(PLAN, 302)]
    assert "“Care” was removed." in page(response).words
    assert Theme.objects.count() == 0
    assert team.get(at).status_code == 404


def test_what_is_not_empty_is_not_removed_and_says_why(team, care):
    CommitmentFactory(theme=care)
    sentence = "“Care” has 1 commitment. Move or remove what stands in it first."

    assert sentence in page(team.get(of_theme(care))).words
    assert "Remove this aim" not in page(team.get(of_theme(care))).links
    response = team.post(f"{of_theme(care)}remove/")

    assert page(response).title == "Error: Remove Care – Strategy Tracker"
    assert sentence in page(response).words
    assert f"This can’t be removed. {sentence}" in page(response).words
    assert (Theme.objects.count(), AuditEvent.objects.count()) == (1, 0)


def test_levels_of_another_strategy_are_not_found(team, care):
    StrategyFactory(organisation=care.priority.strategy.organisation)
    for at in (of_priority(care.priority), f"{of_priority(care.priority)}themes/add/", of_theme(care)):
        assert team.get(at.replace("strategy-1", "strategy-2")).status_code == 404
    for at in ("priorities/999/", "priorities/999/remove/", "themes/999/", f"themes/{'9' * 30}/"):
        assert team.get(PLAN + at).status_code == 404


@pytest.mark.parametrize("path", ["priorities/add/", "priorities/{}/", "priorities/{}/remove/", "themes/{}/remove/"])
def test_levels_are_changed_by_the_strategy_team_alone(reader, path):
    theme = ThemeFactory()
    key = theme.pk if "themes" in path else theme.priority_id

    assert reader.post(PLAN + path.format(key), {"name": "X", "do": "up"}).status_code == 403
    assert AuditEvent.objects.count() == 0


def test_pages_of_levels_show_hostile_words_as_words(team, care):
    Theme.objects.update(name=HOSTILE, context=HOSTILE)
    Priority.objects.update(name=HOSTILE, context=HOSTILE, strapline=HOSTILE)
    at = [of_priority(care.priority), f"{of_priority(care.priority)}themes/add/", of_theme(care)]

    for path in (*at, f"{at[0]}remove/", f"{at[2]}remove/", PLAN):
        assert "<script>alert" not in team.get(path).content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "page_and_queries",
    [("priorities/{}/", 13), ("themes/{}/", 10), ("priorities/{}/themes/add/", 7), ("priorities/{}/remove/", 10)],
)
def test_pages_of_levels_need_as_many_queries_whatever_stands_beside_them(
    team, care, page_and_queries, number, django_assert_num_queries
):
    path, queries = page_and_queries
    for _ in range(number):
        PriorityFactory(strategy=care.priority.strategy)
        ThemeFactory(parent=ThemeFactory(priority=care.priority))
        CommitmentFactory(theme=care)
        PostFactory(organisation=care.priority.strategy.organisation)

    with django_assert_num_queries(queries):
        team.get(PLAN + path.format(care.pk if path.startswith("themes") else care.priority_id))
