"""`manage.py check_report`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories import AcronymFactory, CommitmentFactory, PostFactory, StrategyFactory, UserFactory
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db

STRATEGY = "organisation-1/strategy-1"


@pytest.fixture
def march():
    return period_of(StrategyFactory(), "2022-03", state="open")


def led(march, ref):
    """A commitment that somebody leads."""
    post = PostFactory(organisation=march.strategy.organisation, holder=UserFactory())
    return CommitmentFactory(priority__strategy=march.strategy, ref=ref, wording=f"Build {ref}", lead=post)


def run(*arguments):
    """What the command wrote to its output, and the sentence with which it ended, if it failed, which is exit code 1."""
    out, failure, code = StringIO(), "", 1
    try:
        call_command("check_report", *arguments, stdout=out)
    except CommandError as error:
        failure, code = str(error), error.returncode
    assert code == 1
    return out.getvalue().splitlines(), failure


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_check_report_says_that_a_report_is_ready(march, strict):
    reported(led(march, "BO-01"), march, "Walls stand", stage="in_progress", rating="green")

    assert run(STRATEGY, "2022-03", *strict) == (
        ["The report for March 2022: nothing stands between it and the board."],
        "",
    )


def test_check_report_lists_what_blocks_first_and_fails(march):
    reported(led(march, "BO-01"), march, "The PET scanner came", stage="in_progress", rating="green")
    led(march, "BO-02")

    assert run(STRATEGY, "2022-03") == (
        [
            "Blocks: Updates that are not approved (1)",
            "  The update of BO-02 has not been begun.",
            "Acronyms that are not on the list (1)",
            "  PET stands in BO-01.",
        ],
        "The report for March 2022: 1 finding blocks, 1 to look at again.",
    )


def test_check_report_fails_for_advice_where_it_is_strict(march):
    reported(led(march, "BO-01"), march, "The PET scanner came", stage="in_progress", rating="green")
    listed = ["Acronyms that are not on the list (1)", "  PET stands in BO-01."]
    said = "The report for March 2022: 1 to look at again."

    assert run(STRATEGY, "2022-03") == ([*listed, said], "")
    assert run(STRATEGY, "2022-03", "--strict") == (listed, said)
    AcronymFactory(organisation=march.strategy.organisation, short="PET")
    assert run(STRATEGY, "2022-03", "--strict")[1] == ""


@pytest.mark.parametrize("arguments", [("nowhere/plan", "2022-03"), (STRATEGY, "2030-01")])
def test_check_report_says_what_is_not_there(march, arguments):
    out, failure = run(*arguments)

    assert (out, bool(failure)) == ([], True)
