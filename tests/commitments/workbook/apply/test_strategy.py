"""The Strategy sheet, status words, acronyms and posts into rows."""

from dataclasses import replace
from datetime import date

import pytest

from commitments.models import Acronym, Organisation, Post, Rating, StatusWord, Strategy
from commitments.workbook.apply.strategy import free_slug
from commitments.workbook.plan import AcronymRow, Label, PriorityRow, StatusWordRow
from tests.commitments.workbook.plans import FULL, STRATEGY, applied, commitment, plan, refusal, strategy_of
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def with_fields(**fields):
    return plan(strategy=replace(STRATEGY, **fields))


def test_organisation_is_found_by_its_short_name_and_called_as_the_file_calls_it():
    there = OrganisationFactory(name="Sandbourne Cottage Hospital", short_name="SH", slug="sandbourne")

    strategy = strategy_of(with_fields(short_name="sh"))

    there.refresh_from_db()
    assert strategy.organisation == there
    assert (there.name, there.short_name, there.slug) == ("Sandbourne Hospital", "sh", "sandbourne")


def test_organisation_is_refused_when_another_has_its_address():
    OrganisationFactory(name="Sand Hills Trust", short_name="S.H.", slug="sh")

    assert refusal(plan()) == [
        (
            "Strategy, Organisation short name: 'SH' would have the address 'sh', which belongs to Sand Hills Trust already; "
            "its short name is 'S.H.'"
        )
    ]
    assert Organisation.objects.count() == 1


def test_organisation_without_latin_letters_gets_an_address():
    assert strategy_of(with_fields(short_name="医院")).organisation.slug == "organisation"


def test_strategy_keeps_what_the_file_leaves_empty():
    before = Strategy.objects.filter(pk=strategy_of(FULL).pk).values().get()

    applied(replace(FULL, strategy=STRATEGY))

    assert Strategy.objects.values().get() == before


def test_strategy_takes_every_field_of_the_file():
    strategy = strategy_of(FULL)

    strategy.refresh_from_db()
    assert strategy.starts_on == date(2021, 1, 1)
    assert strategy.mission == "Care for everyone.\n\nAlways."
    assert (strategy.theme_label, strategy.theme_label_plural) == ("Transformational theme", "Transformational themes")
    assert (strategy.reworded_marker, strategy.added_marker) == ("†", "‡")
    assert strategy.follows == "Plan 2016-2020"


def test_strategy_has_the_standard_labels_and_markers_unless_the_file_says_otherwise():
    strategy = strategy_of(with_fields(priority_label=Label("Aim", "Aims")))

    strategy.refresh_from_db()
    assert (strategy.priority_label, strategy.priority_label_plural) == ("Aim", "Aims")
    assert (strategy.commitment_label, strategy.reworded_marker) == ("Commitment", "**")


def test_strategy_is_found_by_its_title_whatever_its_case_and_keeps_its_slug():
    first = strategy_of(plan())

    second = strategy_of(with_fields(title="PLAN 2021-2025"))

    assert second.pk == first.pk
    assert (second.title, second.slug) == ("PLAN 2021-2025", "plan-2021-2025")


def test_strategy_of_another_title_with_the_same_slug_gets_a_number():
    applied(plan())

    assert strategy_of(with_fields(title="Plan: 2021/2025 –")).slug == "plan-20212025"
    assert strategy_of(with_fields(title="Plan 2021 2025")).slug == "plan-2021-2025-2"


def test_strategy_that_would_end_before_it_starts_is_refused():
    applied(with_fields(starts_on=date(2021, 1, 1)))

    assert refusal(with_fields(ends_on=date(2020, 1, 1))) == [
        "Strategy, Ends: 2020-01-01 is before the start, 2021-01-01"
    ]


def test_strategy_with_one_marker_for_two_things_is_refused():
    assert refusal(with_fields(reworded_marker="◊◊")) == [
        "Strategy, Added marker: '◊◊' marks reworded commitments already"
    ]


def test_status_words_are_found_by_code():
    applied(plan(status_words=(StatusWordRow("green", "On track", "All is well"),)))

    done = applied(plan(status_words=(StatusWordRow("green", "Fine"), StatusWordRow("red", "Off track"))))

    assert list(StatusWord.objects.values_list("code", "word", "meaning")) == [
        (Rating.GREEN, "Fine", "All is well"),
        (Rating.RED, "Off track", ""),
    ]
    assert (done.tallies["status words"].new, done.tallies["status words"].changed) == (1, 1)


def test_acronyms_differ_by_case():
    applied(plan(acronyms=(AcronymRow("PREMs", "Patient-reported experience measures"),)))

    applied(plan(acronyms=(AcronymRow("PREMS", "Premises"), AcronymRow("PREMs", "Measures"))))

    assert dict(Acronym.objects.values_list("short", "long")) == {"PREMS": "Premises", "PREMs": "Measures"}


def test_posts_are_made_once_whatever_their_case():
    applied(
        plan(
            commitment(lead="Chief Nurse", supporting=("chief nurse", "Medical Director")),
            priorities=(PriorityRow("Be digital", executive_lead="Chief  Nurse"),),
        )
    )

    assert list(Post.objects.values_list("title", flat=True)) == ["Chief Nurse", "Medical Director"]


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("Five-year plan", [], "five-year-plan"),
        ("Five-year plan", ["five-year-plan", "five-year-plan-2"], "five-year-plan-3"),
        ("战略", [], "strategy"),
        ("战略", ["strategy"], "strategy-2"),
        ("a" * 30, [], "a" * 20),
        ("a" * 30, ["a" * 20], "a" * 18 + "-2"),
    ],
)
def test_free_slug_is_short_and_nobody_elses(name, taken, slug):
    assert free_slug(name, taken=taken, otherwise="strategy", length=20) == slug
