"""What README.md names is there: every path, every make target, every command."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
SUFFIXES = {".py", ".md", ".toml", ".txt", ".json", ".jinja", ".scss", ".js", ".yaml", ".yml", ".sh"}
MADE = ("var/", ".venv/", "node_modules/")  # by set-up and by running: not in a fresh checkout
# Targets that others call for what they need; nobody has to know them.
STEPS = {
    "system": "looks for what the operating system must have for a report",
    "system-test": "looks for what the operating system must have for the tests",
    "dev": "installs what the checks need",
    "node": "takes Node.js from PyPI where the machine has none",
}


def codes(text: str) -> Iterator[str]:
    """What a Markdown text marks as code: its fenced blocks, line by line, and its spans."""
    for place, part in enumerate(re.split(r"^ *```.*$", text, flags=re.MULTILINE)):
        is_block = place % 2
        yield from re.sub(r"(?m)(?:^|\s)#.*$", "", part).splitlines() if is_block else re.findall(r"`([^`\n]+)`", part)


def targets(text: str) -> set[str]:
    """Every target that is given to make."""
    calls = (found[1].split() for code in codes(text) for found in re.finditer(r"\bmake((?: +[\w=./:-]+)*)", code))
    return {word for call in calls for word in call if re.fullmatch(r"[a-z][a-z-]*", word)}


def commands(text: str) -> set[str]:
    """Every command that is given to manage.py."""
    return {found[1] for code in codes(text) for found in re.finditer(r"manage\.py +(\w+)", code)}


def paths(text: str) -> set[str]:
    """Every path that is marked as code or linked: with a slash at its end, a source file's suffix, or a start that exists."""
    words = {word.strip("\"'(),;") for code in codes(text) for word in code.split()}
    links = {found.split("#")[0] for found in re.findall(r"\]\(([^)\s]+)\)", text)}
    return {word.removeprefix("./") for word in words if _is_path(word.removeprefix("./"))} | {
        link for link in links if link and ":" not in link
    }


def _is_path(word: str) -> bool:
    if not re.fullmatch(r"[\w.*-][\w./*-]*", word) or word.startswith("-"):
        return False
    starts_here = "/" in word and (ROOT / word.split("/", maxsplit=1)[0]).exists()
    return starts_here or word.endswith("/") or Path(word).suffix in SUFFIXES


def exists(path: str) -> bool:
    """Whether there is such a path; for a bare file name, anywhere among the sources; for what is made, somewhere that makes it."""
    if path.startswith(MADE):
        makers = (ROOT / "Makefile", ROOT / "strategy_tracker/settings.py")
        return any(Path(path).name in maker.read_text("utf-8") for maker in makers)
    if any(ROOT.glob(path.rstrip("/"))):
        return True
    folders = (
        "commitments",
        "reports",
        "strategy_tracker",
        "templates",
        "static",
        "fixtures",
        "tests",
        "docs",
        "deploy",
    )
    return "/" not in path and any(found for folder in folders for found in (ROOT / folder).rglob(path))


def listed_targets() -> set[str]:
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(re.findall(r"^ +make ([a-z-]+)", shown.stdout, re.MULTILINE))


def defined_targets() -> set[str]:
    """Targets of the Makefile that are words; files and patterns are not called by name."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))


def readme() -> str:
    file = ROOT / "README.md"
    assert file.is_file(), "there is no README.md"
    return file.read_text("utf-8")


def test_readme_names_paths_that_exist():
    assert [path for path in sorted(paths(readme())) if not exists(path)] == []


def test_readme_names_make_targets_that_exist():
    assert targets(readme()) - defined_targets() == set()
    assert {"demo", "test"} <= targets(readme())


def test_readme_names_commands_that_exist():
    assert commands(readme()) - set(get_commands()) == set()


def test_make_help_lists_every_target():
    assert listed_targets() == defined_targets() - set(STEPS)


def test_steps_of_the_makefile_are_all_there():
    assert set(STEPS) <= defined_targets()


def test_what_a_text_names_is_found():
    text = """
Run `make demo PORT=8080` or `make lint types`; see [how to run it](docs/operating.md#backup), [us](https://example.org/a.md)
and [below](#tests). Settings are in `strategy_tracker/settings.py`, packages in `requirements*.txt`, results in `var/`.
We make no promises about `http://127.0.0.1:8000/ccc/`, `/ccc/2021/` or `nowhere/new`.

```sh
DEMO=1 .venv/bin/python manage.py render_report ccc/strategy march-2022 var/reports/out.pdf
make test && make bench  # or make sure by hand
```
"""

    assert targets(text) == {"demo", "lint", "types", "test", "bench"}
    assert commands(text) == {"render_report"}
    assert paths(text) == {
        "docs/operating.md",
        "manage.py",
        "requirements*.txt",
        "strategy_tracker/settings.py",
        "var/",
        "var/reports/out.pdf",
        ".venv/bin/python",
    }


def test_what_is_not_there_does_not_exist():
    assert [
        path for path in ("manage.py", "settings.py", "requirements*.txt", "reports/", "var/") if not exists(path)
    ] == []
    assert [path for path in ("manager.py", "reports/utils.py", "reportz/", "var/out.pdf") if exists(path)] == []
