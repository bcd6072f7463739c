"""What the register can be narrowed down by, and what is refused in a sentence."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import BigIntegerField, Value
from django.http import QueryDict

from commitments.filters import CommitmentFilter
from commitments.models import Commitment
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    CommitteeFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def period():
    """Five commitments, C1 to C5: green and better, red and worse, complete, submitted, nothing. Updates were due on 1 March 2022."""
    earlier = ReportingPeriodFactory(state="closed")
    due = date(2022, 3, 1)
    period = ReportingPeriodFactory(strategy=earlier.strategy, state="open", updates_due_on=due)
    board = CommitteeFactory(organisation=period.strategy.organisation, name="Trust Board")
    priority = PriorityFactory(strategy=period.strategy, name="Be outstanding", committee=board)
    theme = ThemeFactory(priority=priority, name="Quality")
    sub_theme = ThemeFactory(parent=theme, name="Safety")
    lead = PostFactory(organisation=period.strategy.organisation, title="Matron")
    green = CommitmentFactory(theme=theme, wording="Hire 100 % more nurses", lead=lead)
    red = CommitmentFactory(theme=sub_theme, wording="Open a ward", due_on=date(2021, 1, 1), due_precision="year")
    complete = CommitmentFactory(
        theme=ThemeFactory(priority=priority, name="Plans"), wording="Publish the nursing plan"
    )
    PlanChangeFactory(commitment=complete, period=earlier, old="Publish the plan", new=complete.wording)
    other = PriorityFactory(strategy=period.strategy, name="Be digital")
    submitted, _nothing = CommitmentFactory(priority=other, in_published_plan=False), CommitmentFactory(priority=other)
    for commitment, before, now, answer in ((green, "amber", "green", "done"), (red, "green", "red", "not_done")):
        said = ApprovedUpdateFactory(commitment=commitment, period=earlier, stage="in_progress", rating=before)
        update = ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating=now)
        UpdatePointFactory(update=said, text="The tender is green")
        UpdatePointFactory(update=update, text=f"The tender is {now}")
        for each in {"done", answer}:
            OutcomeFactory(update=update, point=UpdatePointFactory(update=said, kind="next"), answer=each)
    ApprovedUpdateFactory(commitment=complete, period=period, stage="complete")
    SubmittedUpdateFactory(commitment=submitted, period=period, stage="in_progress", rating="red")
    UpdatePointFactory(update=SubmittedUpdateFactory(commitment=_nothing, period=earlier), text="A secret tender")
    return period


def filtered(period, query: str) -> CommitmentFilter:
    rows = Commitment.objects.in_plan_of(period).worded_in(period).standing_in(period, period.previous())
    return CommitmentFilter(QueryDict(query), rows.in_report_order(), now=NOW)


def refs(filters: CommitmentFilter) -> list[str]:
    assert filters.is_valid()
    return [each.ref for each in filters.qs]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["C1", "C2", "C3", "C4", "C5"]),
        ("stage=in_progress", ["C1", "C2"]),
        ("stage=complete", ["C3"]),
        ("stage=none", ["C4", "C5"]),
        ("rating=red", ["C2"]),
        ("rating=none", ["C3", "C4", "C5"]),
        ("movement=better", ["C1"]),
        ("movement=worse", ["C2"]),
        ("movement=new", ["C3"]),
        ("movement=none", ["C4", "C5"]),
        ("update=approved", ["C1", "C2", "C3"]),
        ("update=awaiting", ["C4"]),
        ("update=none", ["C5"]),
        ("update=ended", []),
        ("lead=none", ["C2", "C3", "C4", "C5"]),
        ("committee=none", ["C4", "C5"]),
        ("theme=none", ["C4", "C5"]),
        ("overdue=yes", ["C2"]),
        ("overdue=no", ["C1", "C3", "C4", "C5"]),
        ("late=yes", ["C5"]),
        ("late=no", ["C1", "C2", "C3", "C4"]),
        ("unchanged=yes", ["C1"]),
        ("unchanged=no", ["C2", "C3", "C4", "C5"]),
        ("reworded=yes", ["C3"]),
        ("reworded=no", ["C1", "C2", "C4", "C5"]),
        ("added=yes", ["C4"]),
        ("added=no", ["C1", "C2", "C3", "C5"]),
        ("attention=any", ["C1", "C2", "C5"]),
        ("attention=none", ["C3", "C4"]),
        ("attention=red", ["C2"]),
        ("attention=no_update", ["C5"]),
        ("attention=unchanged", ["C1"]),
        ("attention=missed_twice", []),
        ("attention=any&rating=green", ["C1"]),
        ("promises=kept", ["C1"]),
        ("promises=done", ["C1", "C2"]),
        ("promises=not_done", ["C2"]),
        ("promises=dropped", []),
        ("promises=missed_twice", []),
        ("stage=in_progress&rating=red", ["C2"]),
        ("words=c3", ["C3"]),
        ("words=nurs", ["C1", "C3"]),
        ("words=PLAN+nursing", ["C3"]),
        ("words=tender", ["C1", "C2"]),
        ("words=ward+tender", ["C2"]),
        ("words=100+%25", ["C1"]),
        ("words=secret", []),
        ("words=_", []),
        ("words=+%00+ward%09", ["C2"]),
        ("sort=attention", ["C2", "C5", "C1", "C3", "C4"]),
        ("attention=any&sort=attention", ["C2", "C5", "C1"]),
        ("sort=rating", ["C2", "C1", "C3", "C4", "C5"]),
        ("sort=stage", ["C1", "C2", "C3", "C4", "C5"]),
        ("sort=movement", ["C2", "C3", "C1", "C4", "C5"]),
        ("sort=due", ["C2", "C1", "C3", "C4", "C5"]),
        ("sort=lead", ["C1", "C2", "C3", "C4", "C5"]),
        ("sort=plan&words=nurs", ["C1", "C3"]),
        ("unknown=1", ["C1", "C2", "C3", "C4", "C5"]),
    ],
)
def test_filter_finds(period, query, found):
    assert refs(filtered(period, query)) == found


def test_filter_finds_by_priority_theme_and_lead(period):
    first, second = period.strategy.priorities.all()
    theme = first.themes.get(name="Quality")
    sub_theme = first.themes.get(name="Safety")
    lead = period.strategy.organisation.posts.get()

    assert refs(filtered(period, f"priority={second.pk}")) == ["C4", "C5"]
    assert refs(filtered(period, f"theme={theme.pk}")) == ["C1", "C2"]
    assert refs(filtered(period, f"theme={sub_theme.pk}")) == ["C2"]
    assert refs(filtered(period, f"lead={lead.pk}")) == ["C1"]


def test_filter_offers_only_what_the_strategy_has(period):
    elsewhere = CommitmentFactory(theme=ThemeFactory(), lead=PostFactory())
    idle = CommitteeFactory(organisation=period.strategy.organisation)
    fields = filtered(period, "").form.fields

    assert [words for _id, words in fields["priority"].choices] == ["All", "Be outstanding", "Be digital"]
    assert [words for _id, words in fields["theme"].choices] == [
        "All",
        "Quality",
        "Quality: Safety",
        "Plans",
        "No theme",
    ]
    assert [words for _id, words in fields["lead"].choices] == ["All", "Matron", "No lead named"]
    assert [words for _id, words in fields["committee"].choices] == ["All", "Trust Board", "No committee"]
    strangers = {"priority": elsewhere.priority_id, "theme": elsewhere.theme_id, "lead": elsewhere.lead_id}
    for name, key in (strangers | {"committee": idle.pk}).items():
        assert filtered(period, f"{name}={key}").errors == {name: [f"Choose a {name} from the list."]}


def test_filter_tells_themes_of_one_name_apart(period):
    ThemeFactory(priority=period.strategy.priorities.last(), name="Quality")

    names = [words for _id, words in filtered(period, "").form.fields["theme"].choices]

    assert names == [
        *("All", "Quality (Be outstanding)", "Quality: Safety", "Plans", "Quality (Be digital)", "No theme")
    ]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "priority",
            "theme",
            "lead",
            "committee",
            "stage",
            "rating",
            "movement",
            "update",
            "sort",
            "attention",
            "promises",
        ),
        *("overdue", "late", "unchanged", "reworded", "added"),
    ],
)
@pytest.mark.parametrize(
    "value", ["x", "-1", "%00", "%ed%a0%80", "9" * 5000, "x" * 10**6, "1;DROP", "None", "%3Cscript%3E"]
)
def test_filter_refuses_what_it_does_not_offer(period, name, value):
    errors = filtered(period, f"{name}={value}").errors

    assert list(errors) == [name]
    assert errors[name][0].startswith("Choose a")
    assert len(errors[name][0]) < 40


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("x" * 201, "Search for at most 200 characters."),
        ("x" * 10**6, "Search for at most 200 characters."),
        ("\u0301\u0316" * 10**5, "Search for at most 200 characters."),
        (" ".join("x" * 11), "Search for at most 10 words."),
        (" ".join("x" * 2000), "Search for at most 200 characters."),
    ],
)
def test_filter_refuses_to_search_for_too_much(period, words, sentence):
    assert CommitmentFilter({"words": words}, filtered(period, "").queryset).errors == {"words": [sentence]}


def test_filter_searches_for_words_that_are_just_short_enough(period):
    filters = CommitmentFilter({"words": "x" * 200 + " " * 500}, filtered(period, "").queryset)

    assert refs(filters) == []


@pytest.mark.parametrize("words", ["\ud800", "\x00", "\ufffe", "\u202e"])
def test_filter_drops_what_no_text_holds(period, words):
    filters = CommitmentFilter({"words": f"{words}ward"}, filtered(period, "").queryset)

    assert refs(filters) == ["C2"]
    assert filters.form["words"].value() == "ward"


def test_filter_searches_the_words_of_the_period(period):
    period.strategy.commitments.filter(ref="C2").update(wording="Open two wards")
    plain = Commitment.objects.standing_in(period, period.previous())

    assert [each.ref for each in CommitmentFilter(QueryDict("words=two"), plain).qs] == ["C2"]


def test_filter_reads_choices_only_where_they_are_asked_for(period, django_assert_num_queries):
    chosen, other = filtered(period, "priority=1"), filtered(period, "stage=x")

    with django_assert_num_queries(1):
        chosen.is_valid()
        list(chosen.form.fields["priority"].choices)
    with django_assert_num_queries(0):
        other.is_valid()


def test_filter_never_shows_drafts(period):
    draft = StatusUpdateFactory(commitment=period.strategy.commitments.get(ref="C5"), period=period, rating="red")
    UpdatePointFactory(update=draft, text="Unfinished")

    assert refs(filtered(period, "words=unfinished")) == []
    assert refs(filtered(period, "rating=red")) == ["C2"]
    assert refs(filtered(period, "update=none")) == ["C5"]


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("attention=any", 5),
        ("attention=any&sort=attention", 5),
        ("unchanged=yes", 3),
        ("late=yes", 1),
        ("promises=kept", 1),
    ],
)
@pytest.mark.parametrize("more", [0, 2])
def test_filter_needs_as_many_queries_for_one_row_as_for_three(period, query, queries, more, django_assert_num_queries):
    for _ in range(more):
        update = ApprovedUpdateFactory(
            commitment=CommitmentFactory(priority=period.strategy.priorities.first()), period=period
        )
        UpdatePointFactory(update=update)
    filters = filtered(period, query)

    with django_assert_num_queries(queries):
        list(filters.qs)


@pytest.mark.parametrize(("day", "found"), [(1, []), (2, ["C5"])])
def test_filter_takes_the_moment_of_now_where_none_is_given(period, monkeypatch, day, found):
    period.updates_due_on = date(2026, 1, 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 1, day, tzinfo=UTC))
    rows = Commitment.objects.in_plan_of(period).standing_in(period, period.previous())

    assert refs(CommitmentFilter(QueryDict("late=yes"), rows)) == found


@pytest.mark.parametrize("name", ["late", "unchanged"])
def test_filter_finds_nothing_late_or_unchanged_where_rows_stand_in_no_period(period, name):
    rows = Commitment.objects.annotate(update_id=Value(None, BigIntegerField()))

    assert refs(CommitmentFilter(QueryDict(f"{name}=yes"), rows)) == []
    assert len(refs(CommitmentFilter(QueryDict(f"{name}=no"), rows))) == 5


def test_filter_finds_no_reason_for_attention_where_rows_stand_in_no_period(period):
    rows = Commitment.objects.all()

    assert refs(CommitmentFilter(QueryDict("attention=any"), rows)) == []
    assert len(refs(CommitmentFilter(QueryDict("attention=none&sort=attention"), rows))) == 5


def test_filter_finds_what_was_reworded_by_now_where_rows_are_not_worded_in_a_period(period):
    assert refs(CommitmentFilter(QueryDict("reworded=yes"), Commitment.objects.all())) == ["C3"]
