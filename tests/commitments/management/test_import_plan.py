"""`manage.py import_plan`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commitments.models import AuditEvent, Commitment, Organisation, StatusUpdate, User
from commitments.workbook.writing import write
from tests.commitments.workbook.books import SMALLEST, xlsx
from tests.commitments.workbook.plans import commitment, plan, real_workbook, strategy_of
from tests.factories import OrganisationFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """A plan workbook with one commitment."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(write(plan()))
    return path


def run(*arguments):
    """What the command wrote to its output and to its errors, and the sentence with which it ended, if it failed."""
    out, err, failure = StringIO(), StringIO(), ""
    try:
        call_command("import_plan", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), failure


def test_import_plan_says_what_it_did(file):
    assert run(file) == (
        [
            (
                "Imported Plan 2021-2025 of SH: 1 commitment new, 2 priorities new, 2 reporting periods new, "
                "1 strategy new, 1 organisation new."
            )
        ],
        [],
        "",
    )
    assert AuditEvent.objects.get().by == User.objects.system()
    assert AuditEvent.objects.get().after["note"] == "imported from plan.xlsx"


def test_import_plan_says_that_nothing_changed(file):
    run(file)

    assert run(file) == (["Plan 2021-2025 of SH already says what plan.xlsx says: nothing changed."], [], "")


def test_import_plan_tells_what_the_file_leaves_out(file):
    run(file)
    file.write_bytes(write(plan(commitment("Go", "BD-02"))))

    out, _err, _failure = run(file)

    assert out == [
        "1 commitment stands here but not in the file, and stayed: 'BD-01 Write the digital strategy'.",
        "Imported Plan 2021-2025 of SH: 1 commitment new.",
    ]


def test_import_plan_dry_run_saves_nothing(file):
    out, err, failure = run(file, "--dry-run")

    assert out[0].startswith("Would import Plan 2021-2025 of SH: 1 commitment new, ")
    assert out[0].endswith(". This was a dry run: nothing was saved.")
    assert (err, failure) == ([], "")
    assert (Organisation.objects.count(), User.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def test_import_plan_acts_as_the_person_named(file):
    person = UserFactory(email="ann@example.nhs.uk")

    run(file, "--by", "Ann@example.nhs.uk ")

    assert AuditEvent.objects.get().by == person


@pytest.mark.parametrize("active", [True, False], ids=["unknown", "inactive"])
def test_import_plan_refuses_a_person_who_can_not_act(file, active):
    UserFactory(email="bob@example.nhs.uk" if active else "ann@example.nhs.uk", is_active=active)

    assert run(file, "--by", "ann@example.nhs.uk") == (
        [],
        [],
        (
            "There is no active user with the e-mail address ann@example.nhs.uk. "
            "Without --by, the import is made by the system user."
        ),
    )
    assert Organisation.objects.count() == 0


def test_import_plan_prints_every_problem_and_saves_nothing(tmp_path):
    path = tmp_path / "bad.xlsx"
    rows = [["Ref", "Priority", "Commitment"], ["A", "Be quick", "Run"], ["B", "Be kind", None]]
    path.write_bytes(xlsx(SMALLEST | {"Commitments": rows}))

    out, err, failure = run(path)

    assert out == []
    assert [line.partition(":")[0] for line in err] == ["Commitments!B2", "Commitments!C3"]
    assert failure == "bad.xlsx has 2 problems. Nothing was saved."
    assert Organisation.objects.count() == 0


def test_import_plan_prints_problems_that_only_the_database_knows(file):
    OrganisationFactory(name="Sand Hills Trust", short_name="S.H.", slug="sh")

    assert run(file) == (
        [],
        [
            (
                "Strategy, Organisation short name: 'SH' would have the address 'sh', which belongs to Sand Hills Trust "
                "already; its short name is 'S.H.'"
            )
        ],
        "plan.xlsx has 1 problem. Nothing was saved.",
    )


def test_import_plan_says_it_when_the_database_refuses(file):
    strategy = strategy_of(plan())
    # Two priorities that differ only by case: the one that the file means would take the name of the other.
    PriorityFactory(strategy=strategy, name="BE DIGITAL")
    events = AuditEvent.objects.count()

    out, err, failure = run(file)

    assert (out, err) == ([], [])
    assert failure.startswith("The database refused plan.xlsx: ")
    assert failure.endswith(" Nothing was saved.")
    assert AuditEvent.objects.count() == events


def test_import_plan_prints_warnings_and_goes_on(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx(SMALLEST | {"Notes": [["Anything"]]}))

    out, err, failure = run(path)

    assert err == ["Warning: Sheet 'Notes' is not one that a plan has and was left out"]
    assert (len(out), failure) == (1, "")
    assert Commitment.objects.count() == 1


def test_import_plan_names_the_files_that_are_there(file):
    missing = file.with_name("paln.xlsx")

    assert run(missing) == ([], [], f"There is no file {missing}. In {file.parent} there is: plan.xlsx.")


def test_import_plan_says_that_a_file_is_missing(tmp_path):
    missing = tmp_path / "nowhere" / "plan.xlsx"

    assert run(missing) == ([], [], f"There is no file {missing}.")


def test_import_plan_says_that_a_folder_can_not_be_read(tmp_path):
    assert run(tmp_path) == ([], [], f"{tmp_path} can't be read: Is a directory.")


def test_import_plan_refuses_a_file_that_is_too_large(tmp_path):
    path = tmp_path / "large.xlsx"
    path.write_bytes(b"PK" + bytes(10_000_000))

    out, err, failure = run(path)

    assert (out, len(err)) == ([], 1)
    assert "10 MB" in err[0]
    assert failure == "large.xlsx has 1 problem. Nothing was saved."


def test_import_plan_brings_the_real_workbook_in():
    out, err, failure = run(real_workbook())

    assert out[0].startswith("Imported Five-year strategic plan 2021-2025 of CCC: 93 commitments new, 178 ")
    assert (len(out), err, failure) == (1, [], "")
    assert StatusUpdate.objects.approved().count() == 178
