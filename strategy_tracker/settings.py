"""Every setting, from the environment. What makes no sense is refused at the start, in a sentence."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what set-up and running make: database, compiled styles, reports

env = Env()
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def _switch(name: str) -> bool:
    """A setting that is on or off; off unless set. Anything that is neither is refused."""
    given = env.str(name, "").strip().lower()
    if given not in _TRUE | _FALSE:
        message = f"{name} is '{given}'. Set it to 1 (on) or 0 (off)."
        raise ImproperlyConfigured(message)
    return given in _TRUE


DEMO = _switch("DEMO")
DEBUG = _switch("DEBUG")
TRIAL = DEMO or DEBUG  # on this machine alone: no secrets needed, no other host answered


def _required(name: str, why: str) -> str:
    """A setting that production can't do without; a trial runs with a fixed stand-in."""
    given = env.str(name, "").strip(" ,")
    if not given and not TRIAL:
        message = f"{name} is not set: {why}. (DEMO=1 tries Strategy Tracker on this machine without it.)"
        raise ImproperlyConfigured(message)
    return given


def _at_least_one(name: str, usual: int) -> int:
    """A whole number from 1 up."""
    given = env.str(name, "").strip() or str(usual)
    if not given.isdecimal() or int(given) < 1:
        message = f"{name} is '{given}'. Set it to a whole number from 1 up; {usual} is usual."
        raise ImproperlyConfigured(message)
    return int(given)


def _database() -> dict[str, Any]:
    """The database of DATABASE_URL; SQLite in var/ where none is named."""
    try:
        database: dict[str, Any] = env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'strategy_tracker.sqlite3'}")
    except (EnvError, ValueError) as error:
        message = f"DATABASE_URL can't be read ({error}). Write it as postgres://USER:PASSWORD@HOST:PORT/NAME."
        raise ImproperlyConfigured(message) from error
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            # A writer waits for its turn instead of failing; readers never wait; a commit survives a power cut.
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
            "PRAGMA recursive_triggers=ON;",
        }
    elif database["ENGINE"] != "django.db.backends.postgresql":
        message = "DATABASE_URL names a database other than SQLite and PostgreSQL, and Strategy Tracker is tested on these two."
        raise ImproperlyConfigured(message)
    return database


SECRET_KEY = (
    _required("SECRET_KEY", "it signs sessions; make one with 50 random characters") or "trial-on-this-machine-only"
)
_hosts = _required("ALLOWED_HOSTS", "name the hosts that this site answers for, with commas between them")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]
if TRIAL:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "commitments",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "strategy_tracker.trial.TrialOnThisMachine",
]
ROOT_URLCONF = "strategy_tracker.urls"
WSGI_APPLICATION = "strategy_tracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "strategy_tracker.jinja.environment"},
    },
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "commitments.User"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = None if TRIAL else VAR_DIR / "collected"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    VAR_DIR / "static",  # style sheets, compiled at set-up
    ("fonts", BASE_DIR / "node_modules" / "@fontsource" / "arimo" / "files"),
    ("nhsuk", BASE_DIR / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"),
]
WHITENOISE_USE_FINDERS = TRIAL
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TRIAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# One fault must not show another person's words: nothing that was posted is written to logs.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Both tell of every page and every table of a font.
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "WARNING"}},
}

# What a report may take before its child process is stopped. See reports/render/pdf.py.
REPORT_SECONDS = _at_least_one("REPORT_SECONDS", 120)
REPORT_MEGABYTES = _at_least_one("REPORT_MEGABYTES", 1500)
