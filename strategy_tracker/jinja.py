"""The templates' environment: where they are found and what they may call."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, get_urlconf, reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, UndefinedError
from jinja2.utils import missing

from commitments.abbreviations import explained
from commitments.dates import in_words, month_in_words
from commitments.text import breakable, with_article
from strategy_tracker.demonstration import demo_people
from strategy_tracker.sessions import session_time


class NamedOrFalse(ChainableUndefined):
    """A misspelt name raises when it is printed; a parameter that a macro may go without stays empty and false."""

    __slots__ = ()

    def __str__(self) -> str:
        if self._undefined_obj is missing:
            raise UndefinedError(self._undefined_message)
        return ""

    def __html__(self) -> str:
        return str(self)


def environment(**options: Any) -> Environment:
    """The Jinja environment that Django's template engine uses."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("nhsuk_frontend_jinja")])
    options["undefined"] = NamedOrFalse
    made = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 -- Django passes autoescape=True
    made.globals |= {
        "static": static,
        "url": _url,
        "demo": settings.DEMO,
        "demo_people": demo_people,
        "session_time": session_time,
    }
    made.filters |= {"day": in_words, "month": month_in_words, "breakable": breakable, "explained": explained}
    made.filters["with_article"] = with_article
    return made


def _url(name: str, *args: str) -> str:
    return _reversed(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, args)


@lru_cache(maxsize=4096, typed=True)
def _reversed(urlconf: str, _prefix: str, name: str, args: tuple[str, ...]) -> str:
    """The address of a page, kept: a plan's page has hundreds, and nothing but these parameters says what they are."""
    return reverse(name, urlconf, args)
