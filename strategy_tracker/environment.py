"""The environment, read by type. What makes no sense is refused in a sentence."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

env = Env()
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def switch(name: str) -> bool:
    """A setting that is on or off; off unless set. Anything that is neither is refused."""
    given = env.str(name, "").strip().lower()
    if given not in _TRUE | _FALSE:
        message = f"{name} is '{given}'. Set it to 1 (on) or 0 (off)."
        raise ImproperlyConfigured(message)
    return given in _TRUE


def text(name: str, usual: str = "") -> str:
    """The words of a setting."""
    return env.str(name, "").strip() or usual


def required(name: str, why: str, *, unless: bool) -> str:
    """A setting that the site can't do without, `unless` this is a trial; then it may be empty."""
    given = env.str(name, "").strip(" ,")
    if not given and not unless:
        message = f"{name} is not set: {why}. (DEMO=1 tries Strategy Tracker on this machine without it.)"
        raise ImproperlyConfigured(message)
    return given


def whole_number(name: str, usual: int, *, least: int = 1) -> int:
    """A whole number from `least` up."""
    given = text(name, str(usual))
    if not given.isdecimal() or int(given) < least:
        message = f"{name} is '{given}'. Set it to a whole number from {least} up; {usual} is usual."
        raise ImproperlyConfigured(message)
    return int(given)


def hosts(name: str, *, demo: bool, trial: bool) -> list[str]:
    """The hosts that the site answers for; in a trial, this machine alone."""
    given = required(name, "name the hosts that this site answers for, with commas between them", unless=trial)
    found = [host.strip() for host in given.split(",") if host.strip()]
    if "*" in found:
        message = f"{name} is '*', which answers for any host. Name the hosts that this site answers for."
        raise ImproperlyConfigured(message)
    if demo and found:
        message = (
            f"DEMO and {name} are both set. In a demonstration anybody at this machine signs in as anybody, "
            "so it answers for no other host. Unset one of the two."
        )
        raise ImproperlyConfigured(message)
    return ["127.0.0.1", "localhost", "[::1]"] if trial else found


def database(name: str, usual: str) -> dict[str, Any]:
    """The database of an address, which is SQLite or PostgreSQL."""
    try:
        found: dict[str, Any] = env.dj_db_url(name, usual)
    except (EnvError, ValueError) as error:
        message = f"{name} can't be read ({error}). Write it as postgres://USER:PASSWORD@HOST:PORT/NAME."
        raise ImproperlyConfigured(message) from error
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            # A writer waits for its turn instead of failing; readers never wait; a commit survives a power cut.
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
            "PRAGMA recursive_triggers=ON;",
        }
    elif found["ENGINE"] != "django.db.backends.postgresql":
        message = (
            f"{name} names a database other than SQLite and PostgreSQL, and Strategy Tracker is tested on these two."
        )
        raise ImproperlyConfigured(message)
    return found


def mail(name: str) -> dict[str, Any]:
    """Django's settings for sending letters by a server; where none is named, letters are printed."""
    message = f"{name} can't be read. Write it as submission://USER:PASSWORD@HOST:587."
    try:
        found: dict[str, Any] = env.dj_email_url(name, "console:")
    except (EnvError, ValueError) as error:
        raise ImproperlyConfigured(message) from error
    if "EMAIL_BACKEND" not in found:  # the kind of server is not one that is known
        raise ImproperlyConfigured(message)
    return found
