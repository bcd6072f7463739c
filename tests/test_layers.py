"""The architecture's rules that can be read off the source: who imports whom, what stands where, how long things are."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("commitments", "reports", "strategy_tracker")
# What is true now knows nothing of what was said then.
MAY_IMPORT = {
    "commitments": {"commitments"},
    "reports": {"commitments", "reports"},
    "strategy_tracker": {"commitments", "reports", "strategy_tracker"},
}
# Inside an app, a module imports those of its own storey and of the ones below. What is not named stands on any storey.
STOREYS = {
    "models": 0,
    "forms": 1,
    "actions": 1,
    "permissions": 1,
    "views": 2,
    "api": 2,
    "admin": 2,
    "urls": 2,
    "management": 2,
}
READS_COMMITMENTS_MODELS = {
    "reports/document": "builds a report from live rows, which is what the rest of reports is kept from",
    "reports/as_at": "shows frozen documents as the site shows rows: by the codes of the models, without a row",
    "reports/views/as_at.py": "finds the priority of a frozen dashboard by its name; no row",
    "reports/models": "a report belongs to a period, and an edition is issued by a person",
    "reports/actions": "finds the report of an address and writes down who did what",
    "reports/actions.py": "finds the report of an address and writes down who did what",
    "reports/management": "an address on the command line names an organisation, a strategy and a period, as a demonstration does",
}
NO_NAMES = {"utils", "helpers", "services", "managers", "signals", "constants"}
WRITES = {
    *("create", "bulk_create", "get_or_create", "update", "bulk_update", "update_or_create", "delete"),
    *("acreate", "abulk_create", "aget_or_create", "aupdate", "abulk_update", "aupdate_or_create", "adelete"),
}


def sources() -> list[str]:
    """Every source file by its path, migrations apart: Django writes those."""
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return sorted(str(path.relative_to(ROOT).as_posix()) for path in paths if "migrations" not in path.parts)


def read(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"), path)


def module_of(path: str) -> str:
    parts = PurePosixPath(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: str, tree: ast.Module) -> set[str]:
    """Every dotted name of our packages that a file imports: 'from a import b' may be the module a.b, so it gives that."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = PurePosixPath(path).parts[: -node.level] if node.level else ()
            start = ".".join([*package, *([node.module] if node.module else [])])
            names |= {f"{start}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] in PACKAGES}


def upwards(path: str, tree: ast.Module) -> list[str]:
    """What a file imports from a package above its own."""
    allowed = MAY_IMPORT[module_of(path).split(".")[0]]
    return sorted(f"{path} imports {name}" for name in imported(path, tree) if name.split(".")[0] not in allowed)


def upstairs(path: str, tree: ast.Module) -> list[str]:
    """What a file imports from a higher storey of its own app."""
    app, part = [*module_of(path).split("."), ""][:2]
    storey = STOREYS.get(part, max(STOREYS.values()))
    others = {name: [*name.split("."), ""][:2] for name in imported(path, tree)}
    return sorted(
        f"{path} imports {name}"
        for name, (other_app, other) in others.items()
        if other_app == app and STOREYS.get(other, 0) > storey
    )


def strangers(path: str, tree: ast.Module) -> list[str]:
    """What a file of reports reads of commitments' models without being on the list."""
    listed = any(path == place or path.startswith(f"{place}/") for place in READS_COMMITMENTS_MODELS)
    if listed or not path.startswith("reports/"):
        return []
    return sorted(f"{path} imports {name}" for name in imported(path, tree) if name.startswith("commitments.models"))


def writes(path: str, tree: ast.Module) -> list[str]:
    """Where a page writes to the database by itself, instead of by an action."""
    if module_of(path).split(".")[1:2] not in (["views"], ["api"]):
        return []
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return [
        f"{path}:{call.lineno} calls {call.func.attr}"
        for call in calls
        if call.func.attr in {"save", "asave"} or (call.func.attr in WRITES and _of_objects(call.func.value))
    ]


def _of_objects(receiver: ast.expr) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "objects" for node in ast.walk(receiver))


def unsafe_presses(path: str, tree: ast.Module) -> list[str]:
    """Where WeasyPrint is given anything but a string: a path or an address would go round the fetcher that we limit."""
    origins = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    if not any(name.startswith("weasyprint") for node in origins for name in _origins(node)):
        return []
    aliases = {alias.asname for node in origins for alias in node.names if alias.name in {"HTML", "CSS"}}
    return [
        f"{path}:{node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"HTML", "CSS", *aliases}
        and not _only_a_string(node)
    ]


def _origins(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


def _only_a_string(call: ast.Call) -> bool:
    given = {keyword.arg for keyword in call.keywords}
    return not call.args and "string" in given and not given & {None, "guess", "filename", "url", "file_obj"}


def long_functions(path: str, tree: ast.Module) -> list[str]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    sizes = {each: (each.end_lineno or each.lineno) - each.lineno + 1 for each in functions}
    return [f"{path}:{each.lineno} {each.name} has {size} lines" for each, size in sizes.items() if size > 40]


def misnamed(paths: list[str]) -> list[str]:
    return [path for path in paths if NO_NAMES & {PurePosixPath(part).stem for part in PurePosixPath(path).parts}]


def too_long(paths: Iterator[Path] | list[Path], most: int) -> list[str]:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in paths}
    return sorted(f"{path.relative_to(ROOT)} has {size} lines" for path, size in sizes.items() if size > most)


@pytest.mark.parametrize("rule", [upwards, upstairs, strangers, writes, unsafe_presses, long_functions])
def test_source_keeps_the_rule(rule):
    assert [fault for path in sources() for fault in rule(path, read(path))] == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (upwards, "commitments/text.py", "from reports.document import build"),
        (upwards, "commitments/text.py", "def late():\n    import strategy_tracker.settings"),
        (upwards, "reports/compare.py", "from strategy_tracker import settings"),
        (upstairs, "commitments/models/update.py", "from commitments.actions.updates import submit"),
        (upstairs, "commitments/models/update.py", "from commitments import actions"),
        (upstairs, "commitments/actions/updates.py", "from ..views import updates"),
        (upstairs, "commitments/forms.py", "from commitments.api.serializers import Update"),
        (upstairs, "reports/models/report.py", "from reports.actions import issue"),
        (strangers, "reports/checks.py", "from commitments.models import Commitment"),
        (strangers, "reports/views/desk.py", "import commitments.models.update"),
        (strangers, "reports/documents.py", "from commitments import models"),
        (writes, "commitments/views/updates.py", "def edit(form): form.save()"),
        (writes, "commitments/views/updates.py", "Update.objects.filter(id=1).update(stage='x')"),
        (writes, "commitments/api/viewsets.py", "Update.objects.create()"),
        (writes, "reports/api.py", "models.Report.objects.all().delete()"),
        (unsafe_presses, "reports/render/pdf.py", "from weasyprint import HTML\nHTML('/etc/passwd')"),
        (unsafe_presses, "reports/render/pdf.py", "from weasyprint import HTML as Page\nPage(filename='x')"),
        (unsafe_presses, "reports/render/pdf.py", "import weasyprint as press\npress.HTML(url='x')"),
        (unsafe_presses, "reports/render/pdf.py", "from weasyprint import CSS\nCSS(**given)"),
        (long_functions, "commitments/text.py", "def long():\n" + "    pass\n" * 40),
    ],
)
def test_rule_finds_what_breaks_it(rule, path, source):
    assert len(rule(path, ast.parse(source))) == 1


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (upwards, "reports/actions.py", "from commitments.models import User\nimport json"),
        (upstairs, "commitments/views/updates.py", "from commitments import actions, forms, models"),
        (upstairs, "commitments/urls.py", "from commitments.views import updates"),
        (strangers, "reports/document/build.py", "from commitments.models import Commitment"),
        (strangers, "reports/checks.py", "from commitments.dates import in_words"),
        (writes, "commitments/views/updates.py", "context.update(stage='x')\nUpdate.objects.filter(id=1)"),
        (writes, "commitments/actions/updates.py", "update.save(update_fields=['stage'])"),
        (unsafe_presses, "reports/render/pdf.py", "from weasyprint import HTML\nHTML(string='<p>', base_url='x')"),
        (unsafe_presses, "reports/render/pdf.py", "HTML('not of WeasyPrint')"),
        (long_functions, "commitments/text.py", "def long():\n" + "    pass\n" * 39),
    ],
)
def test_rule_lets_pass_what_keeps_it(rule, path, source):
    assert rule(path, ast.parse(source)) == []


def test_module_names_say_what_is_in_them():
    tests = [str(path.relative_to(ROOT).as_posix()) for path in (ROOT / "tests").rglob("*.py")]

    assert misnamed([*sources(), *tests]) == []
    assert misnamed(["commitments/utils.py", "commitments/helpers/text.py", "commitments/text.py"]) == [
        "commitments/utils.py",
        "commitments/helpers/text.py",
    ]


def test_source_files_are_short():
    assert too_long([ROOT / path for path in sources()], 250) == []


def test_templates_are_short():
    assert too_long((ROOT / "templates").rglob("*.jinja"), 120) == []
