"""Which row is which commitment, the refs that are given out, and what moves on in those that are there."""

import pytest

from commitments.models import AuditEvent, Commitment, PlanChange
from commitments.workbook.plan import PlanChangeRow, PriorityRow
from tests.commitments.workbook.plans import JUNE, applied, commitment, plan, refusal

pytestmark = pytest.mark.django_db


def refs():
    """Refs in the order of the report."""
    return list(Commitment.objects.in_report_order().values_list("ref", flat=True))


def changes():
    return list(PlanChange.objects.values_list("commitment__ref", "kind", "period__label", "old", "new", "reason"))


def test_commitment_is_found_by_its_ref_whatever_its_case():
    applied(plan(commitment(ref="BD-01")))

    done = applied(plan(commitment(ref="bd-01")))

    assert refs() == ["BD-01"]
    assert not done.changed_anything()


def test_commitment_without_a_ref_is_found_by_its_place_and_words():
    rows = [commitment(ref="", theme="Records"), commitment(ref="", theme="Networks"), commitment(ref="")]
    applied(plan(*rows))

    done = applied(plan(*reversed(rows)))

    assert Commitment.objects.count() == 3
    assert done.tallies["commitments"].new == 0


def test_commitment_without_a_ref_and_with_other_words_is_new():
    applied(plan(commitment(ref="")))

    done = applied(plan(commitment("Write another strategy", ref="")))

    assert refs() == ["BD-01", "BD-02"]
    assert done.remarks == (
        "1 commitment stands here but not in the file, and stayed: 'BD-01 Write the digital strategy'.",
    )


def test_commitments_without_refs_are_given_the_initials_of_the_priority_and_their_place():
    applied(
        plan(
            commitment("One", ""),
            commitment("Two", "bd-03"),
            commitment("Three", ""),
            commitment("Four", "X"),
            commitment("Five", "", priority="Be a great place to work"),
            priorities=(PriorityRow("Be digital"), PriorityRow("Be a great place to work")),
        )
    )

    assert refs() == ["BD-01", "bd-03", "BD-04", "X", "BGPW-01"]


def test_priorities_with_the_same_initials_do_not_share_refs():
    applied(
        plan(
            commitment("One", ""),
            commitment("Two", "", priority="Be daring"),
            priorities=(PriorityRow("Be digital"), PriorityRow("Be daring")),
        )
    )

    assert refs() == ["BD-01", "BD-02"]


def test_ref_that_is_taken_here_is_not_given_out_again():
    applied(plan(commitment("One", "BD-01"), commitment("Two", "BD-02")))

    applied(plan(commitment("Three", ""), commitment("Four", "")))

    assert sorted(refs()) == ["BD-01", "BD-02", "BD-03", "BD-04"]


def test_ref_of_a_long_name_is_cut():
    name = " ".join(["Word"] * 39)

    applied(plan(commitment(ref="", priority=name), priorities=(PriorityRow(name),)))

    assert refs() == ["W" * 20 + "-01"]


def test_ref_that_occurs_twice_is_refused():
    twice = [commitment(where="Commitments!2"), commitment("Other", "bd-01", where="Commitments!3")]

    assert refusal(plan(*twice)) == ["Commitments!3: the ref 'bd-01' occurs twice"]


def test_commitment_of_an_unknown_priority_is_refused():
    assert refusal(
        plan(commitment(priority="Be quick", where="Commitments!2"), commitment("X", "", priority="Be slow"))
    ) == [
        "Commitments!2: there is no priority 'Be quick'",
        "Commitments, 'X': there is no priority 'Be slow'",
    ]


def test_changed_wording_goes_into_the_ledger_and_the_audit():
    applied(plan(commitment("Write a strategy")))

    applied(plan(commitment("Write  the strategy")))

    there = Commitment.objects.get()
    assert there.wording == "Write the strategy"
    assert changes() == [("BD-01", "reworded", "March 2022", "Write a strategy", "Write the strategy", "")]
    event = AuditEvent.objects.get(what="reworded")
    assert (event.thing, event.thing_id) == ("commitment", there.pk)
    assert event.before == {"wording": "Write a strategy"}
    assert event.after == {"wording": "Write the strategy", "note": "imported from plan.xlsx"}


def test_changed_wording_has_no_period_while_none_is_open():
    applied(plan(commitment("Write a strategy"), periods=(JUNE,)))

    applied(plan(commitment("Write the strategy"), periods=(JUNE,)))

    assert changes() == [("BD-01", "reworded", None, "Write a strategy", "Write the strategy", "")]


def test_wording_that_goes_to_and_fro_is_written_down_each_time():
    for wording in ("One", "Two", "One", "Two"):
        applied(plan(commitment(wording)))

    assert [(old, new) for _ref, _kind, _period, old, new, _reason in changes()] == [
        ("One", "Two"),
        ("Two", "One"),
        ("One", "Two"),
    ]


def test_commitment_under_another_priority_has_moved():
    applied(plan(commitment(theme="Records", sub_theme="Access"), commitment("Smile", "BK-01", priority="Be kind")))

    applied(plan(commitment("Smile", "BK-01", priority="Be kind"), commitment(priority="Be kind")))

    moved = Commitment.objects.get(ref="BD-01")
    assert (moved.priority.name, moved.theme) == ("Be kind", None)
    assert changes() == [("BD-01", "moved", "March 2022", "Be digital · Records · Access", "Be kind", "")]
    assert refs() == ["BK-01", "BD-01"]
    assert AuditEvent.objects.get(what="moved").after == {"place": "Be kind", "note": "imported from plan.xlsx"}


def test_commitment_under_another_theme_has_moved():
    applied(plan(commitment(theme="Records")))

    done = applied(plan(commitment(theme="Networks", sub_theme="Wires")))

    assert changes() == [("BD-01", "moved", "March 2022", "Be digital · Records", "Be digital · Networks · Wires", "")]
    assert done.tallies["commitments"].changed == 1


def test_commitment_whose_place_becomes_more_exact_has_not_moved():
    applied(plan(commitment()))

    applied(plan(commitment(theme="Records")))
    applied(plan(commitment(theme="Records", sub_theme="Access")))

    assert Commitment.objects.get().theme.name == "Access"
    assert changes() == []


def test_commitment_stays_in_its_sub_theme_when_the_file_names_only_the_theme():
    applied(plan(commitment(theme="Records", sub_theme="Access")))

    done = applied(plan(commitment(theme="Records")))

    assert Commitment.objects.get().theme.name == "Access"
    assert not done.changed_anything()


def test_move_that_the_file_explains_is_written_down_once():
    applied(plan(commitment()))

    told = PlanChangeRow("BD-01", "moved", "June 2021", "Digital", "Kindness", "It is about people")
    applied(plan(commitment(priority="Be kind"), plan_changes=(told,)))

    assert changes() == [("BD-01", "moved", "June 2021", "Digital", "Kindness", "It is about people")]
