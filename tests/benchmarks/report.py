"""Prints what the report's PDF costs, beside Chromium's print of the same HTML: `make bench`.

Seconds differ from machine to machine and from hour to hour; compare the ratios, which come from one run with the
contenders in turn. Every round prints other words, so that nothing is answered from a cache.
"""

import gc
import logging
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
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {
    "DEMO": "1",
    "DATABASE_URL": f"sqlite:///{FOLDER.name}/bench.sqlite3",
    "DJANGO_SETTINGS_MODULE": "strategy_tracker.settings",
}
sys.path.insert(0, str(ROOT))

import django

django.setup()

from django.core.management import call_command
from playwright.sync_api import Route, sync_playwright

from commitments.addresses import find_period, find_strategy
from reports.document import Document, build
from reports.document.parts import Line
from reports.render.pdf import sheet
from reports.render.press import press
from reports.render.sheet import BASE, Sheet

ROUNDS = {1: 7, 5: 2, 20: 1}  # by how many times the demonstration's length; the first of the 7 warms up
AIMS = "aims: 2.2 times Chromium, 130 MB for one report, 20 times the length in 22 times the time"
TYPES = {"css": "text/css", "svg": "image/svg+xml", "ttf": "font/ttf"}


def main() -> None:
    logging.disable(logging.WARNING)
    document = _demonstration()
    print(f"The report of March 2022 as PDF/UA-1 ({AIMS})")
    with _chromium() as chromium:
        medians = {times: _compare(document, times, chromium) for times in ROUNDS}
    print(f"20 times the length took {medians[20] / medians[1]:.1f} times the time of one.")


def _compare(document: Document, times: int, chromium: Callable[[Sheet], int]) -> float:
    """Prints a line for a report of that many times the demonstration's length; returns our median in seconds."""
    ours, theirs, children, megabytes = [], [], [], []
    for round_ in range(ROUNDS[times]):
        printed = sheet(_longer(document, times, round_))
        taken = _seconds(press, printed), _seconds(chromium, printed)
        child = _in_child(printed)
        if round_ or times > 1:
            ours.append(taken[0])
            theirs.append(taken[1])
            children.append(child[0])
            megabytes.append(child[1])
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(
        f"{times:>3} ×: in a warm process {statistics.median(ours):6.2f} s, as a child process "
        f"{statistics.median(children):6.2f} s and {statistics.median(megabytes):4.0f} MB; "
        f"Chromium in two passes {statistics.median(theirs):6.2f} s; ratio {ratio:.2f}",
        flush=True,
    )
    return statistics.median(ours)


def _seconds(render: Callable[[Sheet], object], printed: Sheet) -> float:
    gc.collect()  # what the render before left behind; in production each report has a process of its own
    started = time.perf_counter()
    render(printed)
    return time.perf_counter() - started


# The child says its own peak: what the system counts for it begins with the memory of this process, which it was forked from.
CHILD = """
import sys
from reports.render.press import main
sys.argv[1:] = ["600", "8000"]
code = main()
status = open("/proc/self/status").read()
sys.stderr.write(status.split("VmHWM:")[1].split()[0])
sys.exit(code)
"""


def _in_child(printed: Sheet) -> tuple[float, float]:
    """Seconds and peak megabytes of the child process that makes a report in production."""
    started = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-c", CHILD], input=printed.as_json(), capture_output=True, cwd=ROOT, check=True
    )
    return time.perf_counter() - started, int(child.stderr.split()[-1]) / 1024


def _longer(document: Document, times: int, round_: int) -> Document:
    """The document with its chapters that many times over, in words of this round."""
    chapters = []
    for copy in range(times):
        for chapter in document.chapters:
            groups = tuple(
                replace(group, lines=tuple(_reworded(line, f"{round_}-{copy}") for line in group.lines))
                for group in chapter.groups
            )
            chapters.append(replace(chapter, anchor=f"{chapter.anchor}-{copy}", groups=groups))
    return replace(document, chapters=tuple(chapters))


def _reworded(line: Line, word: str) -> Line:
    cells = tuple(
        replace(cell, points=tuple(replace(point, text=f"{point.text} {word}") for point in cell.points))
        for cell in line.cells
    )
    return replace(line, wording=f"{line.wording} {word}", cells=cells)


def _demonstration() -> Document:
    """The demonstration's report of March 2022, built in a database of its own."""
    call_command("migrate", verbosity=0)
    call_command("load_demonstration", verbosity=0)
    return build(find_period(find_strategy("ccc/five-year-strategic-plan-2021-2025"), "march-2022"))


@contextmanager
def _chromium() -> Iterator[Callable[[Sheet], int]]:
    """A running Chromium, as a function that prints a sheet twice: to learn the page numbers, and to print them."""
    path = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()

        def print_twice(printed: Sheet) -> int:
            def answer(route: Route) -> None:
                file = route.request.url.removeprefix(BASE)
                if file in printed.assets:
                    route.fulfill(body=printed.assets[file], content_type=TYPES[file.rpartition(".")[2]])
                else:
                    route.fulfill(body=printed.html, content_type="text/html; charset=utf-8")

            page.unroute_all()
            page.route("**/*", answer)
            content = b""
            for _ in range(2):
                page.goto(f"{BASE}report")
                content = page.pdf(prefer_css_page_size=True, tagged=True, outline=True, print_background=True)
            return len(content)

        yield print_twice
        browser.close()


if __name__ == "__main__":
    main()
