from datetime import date

import pytest

from commitments.models import Theme
from tests.factories import OrganisationFactory, PriorityFactory, StatusWordFactory, StrategyFactory, ThemeFactory


def own_sub_theme():
    theme = ThemeFactory()
    Theme.objects.filter(id=theme.id).update(parent=theme)


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_strategy_of_a_slug_per_organisation",
            lambda: StrategyFactory.create_batch(2, organisation=OrganisationFactory(), slug="five-years"),
        ),
        (
            "one_strategy_of_a_title_per_organisation",
            lambda: StrategyFactory.create_batch(2, organisation=OrganisationFactory(), title="Five years"),
        ),
        ("strategy_has_an_address_of_its_own", lambda: StrategyFactory(slug="people")),
        ("strategy_has_a_title", lambda: StrategyFactory(title=" ")),
        (
            "strategy_ends_after_it_starts",
            lambda: StrategyFactory(starts_on=date(2021, 4, 1), ends_on=date(2021, 3, 31)),
        ),
        ("strategy_calls_everything_something", lambda: StrategyFactory(theme_label="")),
        ("strategy_calls_everything_something", lambda: StrategyFactory(report_title="")),
        ("strategy_has_two_different_markers", lambda: StrategyFactory(reworded_marker="*", added_marker="*")),
        ("strategy_has_two_different_markers", lambda: StrategyFactory(reworded_marker="")),
        ("strategy_has_two_different_markers", lambda: StrategyFactory(added_marker="")),
        (
            "one_word_per_status_and_strategy",
            lambda: StatusWordFactory.create_batch(2, strategy=StrategyFactory(), code="red"),
        ),
        ("status_word_is_a_word", lambda: StatusWordFactory(word=" ")),
        ("status_word_is_of_a_stage_or_rating", lambda: StatusWordFactory(code="purple")),
        (
            "one_priority_of_a_name_per_strategy",
            lambda: PriorityFactory.create_batch(2, strategy=StrategyFactory(), name="Be digital"),
        ),
        ("priority_has_a_name", lambda: PriorityFactory(name=" ")),
        (
            "one_theme_of_a_name_per_priority",
            lambda: ThemeFactory.create_batch(2, priority=PriorityFactory(), name="Estates"),
        ),
        (
            "one_sub_theme_of_a_name_per_theme",
            lambda: ThemeFactory.create_batch(2, parent=ThemeFactory(), name="Estates"),
        ),
        ("theme_has_a_name", lambda: ThemeFactory(name=" ")),
        ("theme_is_not_its_own_sub_theme", own_sub_theme),
    ],
)
def test_strategy_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (None, None),
        (date(2021, 4, 1), None),
        (None, date(2025, 3, 31)),
        (date(2021, 4, 1), date(2021, 4, 1)),
    ],
)
def test_strategy_may_not_know_its_dates(starts_on, ends_on):
    strategy = StrategyFactory(starts_on=starts_on, ends_on=ends_on)
    strategy.refresh_from_db()

    assert (strategy.starts_on, strategy.ends_on) == (starts_on, ends_on)


@pytest.mark.django_db
def test_sub_themes_of_two_themes_share_a_name():
    priority = PriorityFactory()
    themes = ThemeFactory.create_batch(2, priority=priority)

    sub_themes = [ThemeFactory(parent=theme, name="Estates") for theme in themes]
    namesake = ThemeFactory(priority=priority, name="Estates")

    assert [theme.priority for theme in (*sub_themes, namesake)] == [priority] * 3
