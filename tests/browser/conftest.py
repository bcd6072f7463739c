"""A visitor in Debian's Chromium, who checks on every page what a person with a disability would trip over."""

import hashlib
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Page, expect, sync_playwright

from commitments.demonstration import EMAIL_ENDING
from tests.browser.looking import faults

# Playwright keeps an event loop running in the tests' thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# What differs each time that a page is asked for.
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|data-left="\d+"')
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 700}}


class Visitor:
    """Somebody who reads the site: goes to pages by links, and checks each."""

    def __init__(self, page: Page, address: str, sound: set[tuple[str, str]]) -> None:
        """`sound` are the pages, by size of the window and markup, that were found sound: the same page is not looked at twice."""
        self.page = page
        self.address = address
        self.elsewhere: list[str] = []
        self.sound = sound
        page.on("request", self._note)

    def _note(self, request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.elsewhere.append(request.url)

    def signs_in_as(self, person: str) -> None:
        """Signs in as one of the people of the demonstration, by the button that it has for each."""
        self.opens("/account/sign-in/")
        self.page.locator(f"button[value='{person}{EMAIL_ENDING}']").click()
        self.sees_a_sound_page()

    def opens(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.sees_a_sound_page()

    def follows(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.sees_a_sound_page()

    def presses(self, button: str) -> None:
        """Presses a button and looks at the page that it leads to."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.sees_a_sound_page()

    def sees_a_sound_page(self) -> None:
        """Title, one main heading, axe, unique link texts, nothing wider than the window, no request to another host."""
        expect(self.page).to_have_title(re.compile(r".+ – Strategy Tracker$"))
        self.page.wait_for_load_state("load")  # a page whose styles have not come yet is judged without them
        assert self.elsewhere == []
        markup = hashlib.sha256(TOKENS.sub("", self.page.content()).encode()).hexdigest()
        seen = (str(self.page.viewport_size), markup)
        if seen not in self.sound:
            self._looks_closely()
            self.sound.add(seen)

    def _looks_closely(self) -> None:
        assert self.page.locator("h1").count() == 1
        found = faults(self.page)
        assert found == [], "\n".join(found)
        links = self.page.eval_on_selector_all("a[href]", "all => all.map(a => [a.textContent.trim(), a.href])")
        leads = {}
        for text, href in links:
            assert leads.setdefault(text, href) == href, f"two links say '{text}'"
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time() -> Iterator[None]:
    """Lets one request in at a time: a database in memory has one connection for all threads.

    Two requests of one page (a draft that saves itself, and its preview) then lock each other out of a table, as they never do
    with a file or a server.
    """
    turn, answer = threading.Lock(), WSGIHandler.get_response

    def in_turn(handler: WSGIHandler, request: HttpRequest) -> HttpResponseBase:
        with turn:
            return answer(handler, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", in_turn)
        yield


@pytest.fixture(scope="session")
def chromium():
    """One browser for all stories."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is not installed: deploy/set-up.sh test installs it."
    arguments = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses to start as root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Callable[[], None]]:
    """Brings the demonstration into an empty database: loaded once, which takes seconds, and copied from then on."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)

    def bring() -> None:
        if connection.vendor != "sqlite":
            call_command("load_demonstration", verbosity=0)
        elif kept.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            kept.backup(connection.connection)
        else:
            call_command("load_demonstration", verbosity=0)
            connection.connection.backup(kept)

    yield bring
    kept.close()


@pytest.fixture(scope="session")
def sound() -> set[tuple[str, str]]:
    """What was found sound so far."""
    return set()


@pytest.fixture(params=SIZES)
def visitor(request, chromium, live_server, demonstration, sound):
    """A visitor of the demonstration, at a desk and at a phone."""
    demonstration()
    context = chromium.new_context(viewport=SIZES[request.param], java_script_enabled=True)
    yield Visitor(context.new_page(), live_server.url, sound)
    context.close()
