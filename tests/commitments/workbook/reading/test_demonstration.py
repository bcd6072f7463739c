from pathlib import Path

import pytest
from django.conf import settings

from commitments.workbook.plan import Bullet
from commitments.workbook.reading import read
from commitments.workbook.reading.demonstration import RoundEntry, sheets_from_yaml

CLATTERBRIDGE = Path(settings.BASE_DIR) / "fixtures" / "clatterbridge"
HEAD = """
strategy: {organisation: Sandbourne Hospital, short_name: SH, title: Plan 2021-2025, starts: 2021-01-01, ends: 2025}
priorities: [{name: Be digital}, {name: Be kind}]
periods: [{label: June 2021, month: "2021-06", delay_reason: ""}]
"""
COMMITMENT = """
priority: Be digital
commitments:
  - ref: BD-01
    wording: Write the digital strategy
"""


@pytest.fixture
def demonstration(tmp_path):
    """Reads YAML files from a folder of their own: the head, then the others by name."""

    def from_files(head=HEAD, **files):
        for name, text in {"plan": head, **(files or {"digital": COMMITMENT})}.items():
            (tmp_path / f"{name}.yaml").write_text(text)
        return sheets_from_yaml(tmp_path)

    return from_files


def told(findings):
    return [str(finding) for finding in findings]


def test_clatterbridge_demonstration_is_a_good_plan():
    demonstration = sheets_from_yaml(CLATTERBRIDGE)
    reading = read(demonstration.sheets)
    assert (demonstration.problems, reading.problems, reading.warnings) == ((), (), ())
    assert len(reading.plan.commitments) == 93


def test_clatterbridge_demonstration_has_its_commitments_in_the_order_of_the_report():
    plan = read(sheets_from_yaml(CLATTERBRIDGE).sheets).plan
    order = [priority.name for priority in plan.priorities]
    place = [(order.index(row.priority), row.ref) for row in plan.commitments]
    assert place == sorted(place)


def test_clatterbridge_demonstration_says_of_every_commitment_how_far_its_round_is():
    demonstration = sheets_from_yaml(CLATTERBRIDGE)
    plan = read(demonstration.sheets).plan
    (open_period,) = [period.label for period in plan.periods if period.state == "open"]
    said = {row.ref: open_period in row.updates for row in plan.commitments}
    assert demonstration.rounds.keys() == said.keys()
    assert said == {ref: entry.state not in {"not started", "not owed"} for ref, entry in demonstration.rounds.items()}


def test_sheets_from_yaml_reads_the_head(demonstration):
    more = """
acronyms: {AO: Acute oncology, 5G: Fifth generation}
themes: [{priority: Be kind, theme: Care, sub_theme: Wards}]
milestones: [{ref: BD-01, title: Draft, due: Q1 2022/23, done_on: 2022-06-30}]
measures: [{priority: Be kind, name: Waits, kind: Number, target: 85}]
meetings: [{period: June 2021, name: Trust Board, held_on: 2021-06}]
status_words: [{code: Green, word: On track}]
narrative: [{period: June 2021, kind: Key activity, text: Listen, refs: [BD-01]}]
readings: [{measure: Waits, date: 2022-03-31, value: 82.4, note: null}]
targets: []
"""
    found = demonstration(HEAD + more)
    reading = read(found.sheets)
    assert (found.problems, reading.problems) == ((), ())
    plan = reading.plan
    assert str(plan.strategy.ends_on) == "2025-12-31"
    assert [(acronym.short, acronym.long) for acronym in plan.acronyms] == [
        ("AO", "Acute oncology"),
        ("5G", "Fifth generation"),
    ]
    assert str(plan.readings[0].value) == "82.4"
    assert plan.narrative[0].refs == ("BD-01",)


def test_sheets_from_yaml_reads_a_commitment_and_its_round(demonstration):
    found = demonstration(
        digital=COMMITMENT
        + """
    theme: Data
    sub_theme: Access
    original_wording: Think
    marker: [reworded, added]
    lead: CIO
    supporting_leads: [Chief Nurse, Medical Director]
    due: 2022
    round: returned
    return_note: Please say
      more.
    updates:
      June 2021:
        progress:
          - Posts filled
          - [Nurse, "- odd"]
          - |
            Two
            lines
        evidence: [Paper]
        next: "- One\\n- Two"
        stage: In progress
        rating: Green
        reason: Why
"""
    )
    reading = read(found.sheets)
    assert (found.problems, reading.problems) == ((), ())
    (row,) = reading.plan.commitments
    update = row.updates["June 2021"]
    assert (row.priority, row.theme, row.sub_theme, row.published_wording) == ("Be digital", "Data", "Access", "Think")
    assert (row.reworded, row.added, row.supporting) == (True, True, ("Chief Nurse", "Medical Director"))
    assert update.progress == (Bullet("Posts filled"), Bullet("Nurse", 1), Bullet("- odd", 1), Bullet("Two lines"))
    assert (update.next, update.evidence) == ((Bullet("One"), Bullet("Two")), (Bullet("Paper"),))
    assert (update.stage, update.rating, update.reason) == ("in_progress", "green", "Why")
    assert found.rounds == {"BD-01": RoundEntry("returned", "Please say more.")}


def test_sheets_from_yaml_orders_files_by_priority_and_first_ref(demonstration):
    kind = "priority: Be kind\ncommitments: [{ref: BK-01, wording: x}]"
    later = "priority: Be digital\ncommitments: [{ref: BD-02, wording: x}]"
    unknown = "priority: Be rich\ncommitments: [{ref: AA-01, wording: x}]"
    found = demonstration(a=unknown, b=kind, c=later, d=COMMITMENT)
    assert [row["Ref"].text for row in found.sheets["Commitments"].rows] == ["BD-01", "BD-02", "BK-01", "AA-01"]


def test_sheets_from_yaml_says_where_a_problem_stands(demonstration):
    head = HEAD.replace("2021-06", "summer").replace("Be kind", "BE DIGITAL")
    text = COMMITMENT + "    lead: x\n    updates: {June 2022: {rating: Purple}, June 2021: {rating: Purple}}\n"
    found = demonstration(head, digital=text.replace("    wording: Write the digital strategy\n", ""))
    assert found.problems == ()
    assert told(read(found.sheets).problems) == [
        "digital.yaml, BD-01: June 2022: rating: period 'June 2022' is not on the Periods sheet. Did you mean 'June 2021'?",
        "plan.yaml, priorities 2: name: priority 'BE DIGITAL' occurs twice: it is also in plan.yaml, priorities 1: name",
        ("plan.yaml, periods 1: month: 'summer' is not a month such as 2022-03 or March 2022, between 1900 and 2199"),
        "digital.yaml, BD-01: Commitment: Commitment is missing",
        "digital.yaml, BD-01, June 2021: rating: rating 'Purple' is not one of Green, Amber, Red",
    ]


def test_sheets_from_yaml_leaves_it_to_the_reading_to_miss_a_priority(demonstration):
    found = demonstration(digital="commitments: [{ref: BD-01, wording: x}]")
    assert (found.problems, told(read(found.sheets).problems)) == (
        (),
        ["digital.yaml, BD-01: Priority: Priority is missing"],
    )


def test_sheets_from_yaml_refuses_keys_that_it_does_not_know(demonstration):
    head = HEAD.replace("starts:", "start:").replace("label:", "period:") + "notes: x\n"
    text = COMMITMENT + "    weight: 3\n    updates: {June 2021: {progres: [x]}}\nperiod: June 2021\n"
    assert told(demonstration(head, digital=text).problems) == [
        "plan.yaml, strategy: key 'start' is not known here. Did you mean 'starts'?",
        "plan.yaml, periods 1: key 'period' is not known here",
        "plan.yaml: key 'notes' is not one of a plan",
        "digital.yaml: key 'period' is neither priority nor commitments",
        "digital.yaml, BD-01: key 'weight' is not known here",
        "digital.yaml, BD-01, June 2021: key 'progres' is not known here. Did you mean 'progress'?",
    ]


def test_sheets_from_yaml_refuses_a_key_that_occurs_twice(demonstration):
    (problem,) = demonstration(digital=COMMITMENT + "    lead: CIO\n    lead: CEO\n").problems
    assert problem.where == "digital.yaml"
    assert problem.what.startswith("key 'lead' occurs twice")
    assert "line 7" in problem.what


@pytest.mark.parametrize("text", ["priority: [", "priority: \x07", "a: !!python/object:os.system {}", "? [a]\n: b"])
def test_sheets_from_yaml_refuses_what_is_no_yaml(demonstration, text):
    assert [problem.where for problem in demonstration(digital=text).problems] == ["digital.yaml"]


def test_sheets_from_yaml_refuses_a_file_that_is_not_utf_8(demonstration, tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"priority: caf\xe9")
    assert [problem.where for problem in demonstration().problems] == ["a.yaml"]


def test_sheets_from_yaml_refuses_a_folder_without_a_head(tmp_path):
    found = sheets_from_yaml(tmp_path)
    assert [problem.where for problem in found.problems] == ["plan.yaml"]
    assert found.sheets["Commitments"].rows == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("lead: yes", "BD-01: lead: 'True' is not text; put it in quotes"),
        ("lead: {a: b}", "BD-01: lead: '{'a': 'b'}' is not text; put it in quotes"),
        ("supporting_leads: ['A, B', C]", "BD-01: supporting_leads: a list of names holds text without commas"),
        ("supporting_leads: [1]", "BD-01: supporting_leads: a list of names holds text without commas"),
        ("updates: [x]", "BD-01, updates: here should be keys with values"),
        ("updates: {June 2021: x}", "BD-01, June 2021: here should be keys with values"),
        (
            "updates: {June 2021: {next: [[a]]}}",
            "BD-01, June 2021: next: '['a']' is not a bullet: text, or a list below the first text",
        ),
        (
            "updates: {June 2021: {next: [a, [b, [c]]]}}",
            "BD-01, June 2021: next: '['c']' is not a bullet: text, or a list below the first text",
        ),
        (
            "updates: {June 2021: {next: [1, ' ']}}",
            "BD-01, June 2021: next: '1' is not a bullet: text, or a list below the first text",
        ),
        (
            "round: done",
            "BD-01: round 'done' is not one of approved, submitted, returned, draft, not started, not owed",
        ),
        (
            "return_note: x",
            "BD-01: round 'None' is not one of approved, submitted, returned, draft, not started, not owed",
        ),
    ],
)
def test_sheets_from_yaml_refuses_values_of_another_form(demonstration, line, said):
    assert told(demonstration(digital=f"{COMMITMENT}    {line}\n").problems)[0] == f"digital.yaml, {said}"


@pytest.mark.parametrize(
    "lines", ["round: returned", "round: draft\n    return_note: x", "round: returned\n    return_note: 1"]
)
def test_sheets_from_yaml_refuses_a_return_without_a_note_and_a_note_without_a_return(demonstration, lines):
    said = "a return_note is text, and stands with the round 'returned' and with no other"
    assert told(demonstration(digital=f"{COMMITMENT}    {lines}\n").problems) == [f"digital.yaml, BD-01: {said}"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[a]", "digital.yaml"),
        ("priority: Be digital", "digital.yaml"),
        ("priority: Be digital\ncommitments: [x]", "digital.yaml 1"),
    ],
)
def test_sheets_from_yaml_refuses_a_file_of_another_form(demonstration, text, where):
    assert demonstration(digital=text).problems[0].where == where
