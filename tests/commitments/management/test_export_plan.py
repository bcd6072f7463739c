"""`manage.py export_plan`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commitments.workbook.plan import Bullet, UpdateCells
from commitments.workbook.reading import read_workbook
from tests.commitments.workbook.plans import FULL, commitment, plan, strategy_of

pytestmark = pytest.mark.django_db


def run(*arguments):
    """What the command said, and the sentence with which it failed."""
    out = StringIO()
    try:
        call_command("export_plan", *map(str, arguments), stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_export_plan_writes_a_workbook_that_reads_back(tmp_path):
    strategy_of(FULL)
    file = tmp_path / "plan.xlsx"

    said = run("sh/plan-2021-2025", file)

    assert said == (f"Exported Plan 2021-2025 of SH to {file}: 4 commitments, 3 periods.\n", "")
    assert read_workbook(file.read_bytes()).plan == FULL


def test_export_plan_names_the_strategies_that_there_are(tmp_path):
    strategy_of(plan())

    assert run("sh/plan", tmp_path / "plan.xlsx") == (
        "",
        "There is no strategy 'sh/plan'. There is: sh/plan-2021-2025.",
    )
    assert list(tmp_path.iterdir()) == []


def test_export_plan_says_where_it_can_not_write(tmp_path):
    strategy_of(plan())
    file = tmp_path / "nowhere" / "plan.xlsx"

    assert run("sh/plan-2021-2025", file) == ("", f"{file} can't be written: No such file or directory.")


def test_export_plan_says_what_does_not_fit_into_a_cell(tmp_path):
    long = UpdateCells(progress=tuple(Bullet("x" * 1990) for _number in range(20)))
    strategy_of(plan(commitment(updates={"June 2021": long})))

    said, failure = run("sh/plan-2021-2025", tmp_path / "plan.xlsx")

    assert said == ""
    assert failure.startswith("Commitments!K2 would hold 39,859 characters, and a cell of Excel holds 32,767 at most.")
    assert list(tmp_path.iterdir()) == []
