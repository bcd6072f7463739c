"""The settings are read once, at the start: each case starts Python with an environment of its own."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {"SECRET_KEY": "50 random characters", "ALLOWED_HOSTS": "tracker.example.nhs.uk"}
READ = """
import json
from strategy_tracker import settings
names = ["ALLOWED_HOSTS", "DATABASES", "DEBUG", "DEMO", "REPORT_SECONDS", "SECRET_KEY", "TRIAL"]
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def run(code, environment):
    """The ended process; nothing of the tests' own environment reaches it but where programs are."""
    bare = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=bare, capture_output=True, text=True, check=False
    )


def read(environment):
    ended = run(READ, environment)
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def refusal(environment):
    """The sentence that the settings refuse to be read with."""
    ended = run(READ, environment)
    assert (ended.returncode, ended.stdout) == (1, "")
    error, _, sentence = ended.stderr.splitlines()[-1].partition(": ")
    assert error == "django.core.exceptions.ImproperlyConfigured"
    return sentence


def test_demo_alone_works_on_this_machine():
    given = read({"DEMO": "1"})

    assert (given["DEMO"], given["DEBUG"], given["TRIAL"]) == (True, False, True)
    assert given["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert given["DATABASES"]["default"]["NAME"] == str(settings.BASE_DIR / "var" / "strategy_tracker.sqlite3")


def test_production_keeps_its_key_and_hosts():
    given = read({**PRODUCTION, "ALLOWED_HOSTS": "tracker.example.nhs.uk, www.example.nhs.uk"})

    assert (given["DEMO"], given["DEBUG"], given["TRIAL"]) == (False, False, False)
    assert given["SECRET_KEY"] == "50 random characters"
    assert given["ALLOWED_HOSTS"] == ["tracker.example.nhs.uk", "www.example.nhs.uk"]


def test_demo_is_refused_in_production():
    assert refusal({**PRODUCTION, "DEMO": "1"}) == (
        "DEMO and ALLOWED_HOSTS are both set. In a demonstration anybody at this machine signs in as anybody, "
        "so it answers for no other host. Unset one of the two."
    )


def test_production_refuses_to_answer_for_any_host():
    assert refusal({**PRODUCTION, "ALLOWED_HOSTS": "tracker.example.nhs.uk, *"}) == (
        "ALLOWED_HOSTS is '*', which answers for any host. Name the hosts that this site answers for."
    )


def test_production_asks_for_https_and_a_trial_does_not():
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    code = f"from strategy_tracker import settings\nprint([getattr(settings, name) for name in {names}])"

    assert run(code, PRODUCTION).stdout == "[True, True, True, 31536000]\n"
    assert run(code, {"DEMO": "1"}).stdout == "[False, False, False, 0]\n"


def test_production_passes_the_checks_of_a_deployment():
    environment = {**PRODUCTION, "SECRET_KEY": "".join(map(chr, range(33, 100))), "DATABASE_URL": "sqlite://:memory:"}

    ended = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.stderr, ended.returncode, ended.stdout) == (
        "",
        0,
        "System check identified no issues (0 silenced).\n",
    )


@pytest.mark.parametrize(("proxies", "header"), [("0", None), ("2", ("HTTP_X_FORWARDED_PROTO", "https"))])
def test_only_our_own_proxies_say_who_asks_and_how(proxies, header):
    code = (
        "from strategy_tracker import settings as s\nprint((s.ALLAUTH_TRUSTED_PROXY_COUNT, s.SECURE_PROXY_SSL_HEADER))"
    )

    assert run(code, {**PRODUCTION, "PROXIES": proxies}).stdout == f"{(int(proxies), header)}\n"


@pytest.mark.parametrize(
    ("name", "value", "least"),
    [("PROXIES", "-1", 0), ("PROXIES", "one", 0), ("IDLE_MINUTES", "0", 1), ("SESSION_HOURS", "1.5", 1)],
)
def test_number_refuses_what_is_none(name, value, least):
    assert refusal({**PRODUCTION, name: value}).startswith(
        f"{name} is '{value}'. Set it to a whole number from {least} up; "
    )


def test_letters_are_printed_unless_a_server_is_named():
    code = "from strategy_tracker import settings as s\nprint(s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_USE_TLS)"
    server = {"EMAIL_URL": "submission://user:wordofpass@mail.example.nhs.uk:587"}

    assert run(code, PRODUCTION).stdout == "django.core.mail.backends.console.EmailBackend None False\n"
    assert run(code, {**PRODUCTION, **server}).stdout == (
        "django.core.mail.backends.smtp.EmailBackend mail.example.nhs.uk True\n"
    )


def test_letters_refuse_an_address_that_is_no_servers():
    sentence = refusal({**PRODUCTION, "EMAIL_URL": "mail.example.nhs.uk"})

    assert sentence == "EMAIL_URL can't be read. Write it as submission://USER:PASSWORD@HOST:587."


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
@pytest.mark.parametrize(
    ("words", "on"),
    [("1", True), ("true", True), ("Yes", True), (" ON ", True), ("0", False), ("False", False), ("no", False)],
)
def test_switch_is_on_or_off(name, words, on):
    environment = {"DEBUG": "1", "SECRET_KEY": "50 random characters"} if name == "DEMO" else PRODUCTION

    assert read({**environment, name: words})[name] is on


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
def test_switch_refuses_what_is_neither_on_nor_off(name):
    assert refusal({**PRODUCTION, name: "maybe"}) == f"{name} is 'maybe'. Set it to 1 (on) or 0 (off)."


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("SECRET_KEY", "SECRET_KEY is not set: it signs sessions; make one with 50 random characters."),
        (
            "ALLOWED_HOSTS",
            "ALLOWED_HOSTS is not set: name the hosts that this site answers for, with commas between them.",
        ),
    ],
)
@pytest.mark.parametrize("empty", [True, False])
def test_production_refuses_to_start_without(missing, sentence, empty):
    environment = {**PRODUCTION, missing: ""}
    if not empty:
        del environment[missing]

    assert refusal(environment) == f"{sentence} (DEMO=1 tries Strategy Tracker on this machine without it.)"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "postgres//user:wordofpass@host/name",
        "postgres://user:wordofpass@host:port/name",
        "postgres://user:wordofpass/2@host/name",
        "http://user:wordofpass@host",
    ],
)
def test_database_refuses_nonsense_and_tells_no_password(address):
    sentence = refusal({"DEMO": "1", "DATABASE_URL": address})

    assert sentence.startswith("DATABASE_URL can't be read (")
    assert sentence.endswith("). Write it as postgres://USER:PASSWORD@HOST:PORT/NAME.")
    assert "wordofpass" not in run(READ, {"DEMO": "1", "DATABASE_URL": address}).stderr


@pytest.mark.parametrize("kind", ["mysql", "oracle", "postgis"])
def test_database_refuses_those_that_are_not_tested(kind):
    assert refusal({"DEMO": "1", "DATABASE_URL": f"{kind}://user:wordofpass@host/name"}) == (
        "DATABASE_URL names a database other than SQLite and PostgreSQL, and Strategy Tracker is tested on these two."
    )


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_database_takes_postgresql(scheme):
    database = read({"DEMO": "1", "DATABASE_URL": f"{scheme}://user:wordofpass@host:5433/name?sslmode=require"})

    expected = {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "host",
        "NAME": "name",
        "OPTIONS": {"sslmode": "require"},
        "PASSWORD": "wordofpass",
        "PORT": 5433,
        "USER": "user",
    }
    assert expected.items() <= database["DATABASES"]["default"].items()


PRAGMAS = """
import django
from django.db import connection
django.setup()
with connection.cursor() as cursor:
    asked = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
    print([cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in asked], connection.transaction_mode)
"""


def test_sqlite_file_waits_for_its_turn_and_survives_a_power_cut(tmp_path):
    environment = {
        "DEMO": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path}/tracker.sqlite3",
        "DJANGO_SETTINGS_MODULE": "strategy_tracker.settings",
    }

    ended = run(PRAGMAS, environment)

    full, on = 2, 1
    assert (ended.stderr, ended.stdout) == ("", f"{['wal', full, 20000, on]} IMMEDIATE\n")
