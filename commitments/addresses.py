"""Strategies and periods found by the addresses that people type in commands: ORG/STRATEGY and PERIOD."""

from collections.abc import Iterable

from commitments.models import ReportingPeriod, Strategy

_NAMED = 20  # as many are listed; the rest are counted


class NotFoundError(Exception):
    """What was asked for is not there. The message is a sentence that says what there is instead."""


def find_strategy(address: str) -> Strategy:
    """The strategy of an address such as 'ccc/five-year-strategic-plan-2021-2025', its organisation loaded with it.

    For commands: it asks nobody's permission, and NotFoundError names every strategy that there is.
    """
    found = Strategy.objects.select_related("organisation").order_by("organisation__slug", "slug")
    organisation, _slash, slug = address.strip().strip("/").lower().partition("/")
    strategy = found.filter(organisation__slug=organisation, slug=slug).first()
    if strategy is None:
        there = _listed(f"{other.organisation.slug}/{other.slug}" for other in found)
        raise NotFoundError(
            f"There is no strategy '{address}'. There is: {there}."
            if there
            else f"There is no strategy '{address}', nor any other. Import one with import_plan."
        )
    return strategy


def find_period(strategy: Strategy, slug: str) -> ReportingPeriod:
    """The period of a strategy by its slug, such as 'march-2022'; NotFoundError names the periods that there are."""
    period = strategy.periods.filter(slug=slug.strip().lower()).first()
    if period is None:
        there = _listed(strategy.periods.values_list("slug", flat=True))
        raise NotFoundError(
            f"{strategy.title} has no period '{slug}'. It has: {there}."
            if there
            else f"{strategy.title} has no period '{slug}', nor any other."
        )
    return period


def _listed(slugs: Iterable[str]) -> str:
    every = list(slugs)
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more
