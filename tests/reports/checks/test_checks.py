"""What stands between a report and the board, all together."""

from datetime import date

from reports.checks import KINDS, Severity, blocking, check, left_out, open_findings
from reports.checks.groups import groups, what_is_fine
from reports.document.desk import Handed, Listed
from reports.document.parts import Claim, Highlights
from tests.reports.checks.desks import desk, telling
from tests.reports.document.samples import document, line

LATE = {"BO-01": Handed("submitted"), "BO-03": Handed("approved", needs_reason=True)}


def several():
    """A document with findings of four kinds, and its findings."""
    told = telling(
        line(),
        line(ref="BO-03", stage=None, reason="", wording="Buy a PET scanner"),
        highlights=(Highlights("Be outstanding", (Claim("All is well"),)),),
    )
    return told, check(told, desk(updates=LATE))


def test_check_finds_nothing_in_a_report_that_is_ready():
    assert check(document(), desk()) == ()


def test_check_tells_what_blocks_first_and_then_kind_by_kind():
    assert [(each.code, each.severity, each.about) for each in several()[1]] == [
        ("update", Severity.BLOCKS, "BO-01"),
        ("highlight", Severity.ADVISORY, "“All is well”"),
        ("stage", Severity.ADVISORY, "BO-03"),
        ("reason", Severity.ADVISORY, "BO-03"),
        ("unknown", Severity.ADVISORY, "PET"),
    ]


def test_blocking_are_updates_until_they_are_left_out():
    found = several()[1]

    assert [each.where for each in blocking(found)] == ["BO-01"]
    assert blocking(found, leaving_out=left_out(found)) == ()
    assert [each.where for each in blocking(found, leaving_out=["BO-02"])] == ["BO-01"]


def test_left_out_are_the_refs_of_updates_that_are_not_approved():
    assert left_out(several()[1]) == ("BO-01",)
    assert left_out(()) == ()


def test_open_findings_are_a_sentence_for_each_kind():
    assert open_findings(several()[1]) == (
        "Updates that are not approved: BO-01.",
        "Highlights with nothing behind them: “All is well”.",
        "Updates without a stage: BO-03.",
        "Updates without a reason: BO-03.",
        "Acronyms that are not on the list: PET.",
    )
    assert open_findings(()) == ()


def test_open_findings_name_each_once():
    told = telling(line(cells=(*line().cells[:2], line().cells[0])))
    twice = check(told, desk(updates={"BO-01": Handed("draft")})) * 2

    assert open_findings(twice) == ("Updates that are not approved: BO-01.",)


def test_groups_hold_the_findings_of_a_kind_in_the_order_of_kinds():
    found = groups(several()[1])

    assert [group.code for group in found] == ["update", "highlight", "stage", "reason", "unknown"]
    assert [len(group.findings) for group in found] == [1, 1, 1, 1, 1]
    assert found[0].kind == KINDS["update"]


def test_what_is_fine_is_said_of_kinds_without_findings():
    told, found = several()

    assert what_is_fine(told, desk(updates=LATE), found) == [
        "Every figure in a highlight stands in an update that it rests on.",
        "No date under Next will have passed when the board reads it.",
        "No acronym has two meanings.",
        "No row is longer than half a page.",
        "Somebody leads all the work that goes on.",
    ]


def test_what_is_fine_says_nothing_of_what_is_not_there():
    told = document(highlights=(), changes=(), chapters=())

    assert what_is_fine(told, desk(updates={}, owing=frozenset()), ()) == [
        "Every acronym is on the list.",
        "No acronym has two meanings.",
    ]


def test_a_long_report_is_checked_in_one_pass():
    """500 commitments, each with something to find: an hour's work if every finding went through the whole report."""
    lines = [line(ref=f"BO-{number}", wording=f"Work with ABC{number} " + "and others " * 20) for number in range(500)]
    listed = tuple(Listed(f"XYZ{number}", f"X {number}", number) for number in range(200))
    there = desk(updates={each.ref: Handed("approved") for each in lines}, acronyms=listed, as_of=date(2022, 3, 30))

    assert len(check(telling(*lines), there)) == 500
