"""Prints what the report's PDF costs, beside Chromium's print of the same HTML: `make bench`.

Seconds differ from machine to machine and from hour to hour; compare the ratios, which come from one run with the
contenders in turn. Every round prints other words, so that nothing is answered from a cache.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = {1: 5, 5: 3, 20: 1}
AIM_CHROMIUM, AIM_MEGABYTES, AIM_GROWTH = 2.2, 130, 22


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DEMO": "1", "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
        document = _demonstration()
        with _chromium() as chromium:
            medians = {times: _compare(document, times, chromium) for times in ROUNDS}
    growth = medians[20] / medians[1]
    print(f"\n20 times the report takes {growth:.1f} times as long as one (aim: at most {AIM_GROWTH}).")


def _compare(document, times: int, chromium: Callable) -> float:
    """Prints a line for a report of that many times the demonstration's length; returns our median in seconds."""
    from reports.render.pdf import sheet

    ours, theirs, cold, megabytes = [], [], [], 0.0
    for round_ in range(ROUNDS[times] + 1):
        printed = sheet(_longer(document, times, round_))
        seconds, pages = _timed(lambda printed=printed: _press(printed))
        chromium_seconds, _ = _timed(lambda printed=printed: chromium(printed, pages))
        cold_seconds, megabytes = _in_child(printed)
        if round_:  # the first round warms both up
            ours.append(seconds)
            theirs.append(chromium_seconds)
            cold.append(cold_seconds)
    mine, other = statistics.median(ours), statistics.median(theirs)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"{times:>2} × {pages:>4} pages: warm {mine:6.2f} s, child process {statistics.median(cold):6.2f} s, "
        f"{megabytes:4.0f} MB; Chromium, two passes {other:6.2f} s; ratio {ratio:.2f} (aim: {AIM_CHROMIUM})"
        + (f"; memory aim {AIM_MEGABYTES} MB" if times == 1 else "")
    )
    return mine


def _press(printed) -> int:
    from pypdf import PdfReader

    from reports.render.press import press

    pdf = press(printed)
    started = time.perf_counter()
    pages = pdf.count(b"/Type /Page\n") or len(PdfReader(__import__("io").BytesIO(pdf)).pages)
    _press.reading = time.perf_counter() - started
    return pages


def _timed(action: Callable) -> tuple[float, int]:
    started = time.perf_counter()
    result = action()
    return time.perf_counter() - started, result


def _in_child(printed) -> tuple[float, float]:
    """Seconds and peak megabytes of the child process that makes a report in production."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as given:
        given.write(printed.as_json())
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "reports.render.press", "600", "8000"],
            stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT,
        )
        _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("The child process failed.")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def _longer(document, times: int, round_: int):
    """The document with its chapters that many times over, in words of this round."""
    chapters = []
    for copy in range(times):
        for chapter in document.chapters:
            word = f"{round_}-{copy}"
            groups = tuple(
                replace(group, lines=tuple(_reworded(line, word) for line in group.lines)) for group in chapter.groups
            )
            chapters.append(replace(chapter, anchor=f"{chapter.anchor}-{copy}", groups=groups))
    return replace(document, chapters=tuple(chapters))


def _reworded(line, word: str):
    cells = tuple(
        replace(cell, points=tuple(replace(point, text=f"{point.text} {word}") for point in cell.points))
        for cell in line.cells
    )
    return replace(line, wording=f"{line.wording} {word}", cells=cells)


def _demonstration():
    """The demonstration's report of March 2022, built in a database of its own."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "strategy_tracker.settings"
    django.setup()
    from django.core.management import call_command

    from commitments.addresses import find_period, find_strategy
    from reports.document import build

    call_command("migrate", verbosity=0)
    call_command("load_demonstration", verbosity=0)
    return build(find_period(find_strategy("ccc/five-year-strategic-plan-2021-2025"), "march-2022"))


@contextmanager
def _chromium() -> Iterator[Callable]:
    """A running Chromium, as a function that prints a sheet: once to learn the page numbers, once with them."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        sys.exit("Chromium is not installed; `make test` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()

        def show(printed) -> None:
            def answer(route) -> None:
                path = route.request.url.removeprefix("https://assets.invalid/")
                if path in printed.assets:
                    route.fulfill(body=printed.assets[path], content_type=_type(path))
                else:
                    route.fulfill(body=printed.html, content_type="text/html; charset=utf-8")

            page.unroute_all()
            page.route("**/*", answer)
            page.goto("https://assets.invalid/report")

        def print_twice(printed, _pages: int) -> int:
            pdf = b""
            for _ in range(2):
                show(printed)
                pdf = page.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)
            return len(pdf)

        yield print_twice
        browser.close()


def _type(path: str) -> str:
    return {"css": "text/css", "svg": "image/svg+xml", "ttf": "font/ttf"}[path.rpartition(".")[2]]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    import logging

    logging.disable(logging.INFO)
    main()
