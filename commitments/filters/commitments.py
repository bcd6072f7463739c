"""What commitments can be narrowed down by and sorted by: for a queryset that CommitmentQuerySet.standing_in has given its columns."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone

from commitments.filters.choices import committees, leads, priorities, read_once, themes
from commitments.filters.kinds import NONE, OneOf, OneOfThose, OneTheme, Rows, SearchFilter, YesOrNo
from commitments.models import ChangeKind, Commitment, PlanChange, Rating, Stage, UpdatePoint
from commitments.models.standings import Reported
from commitments.rounds.deadlines import day_in_london
from commitments.standing.attention import Reason, late_in, unchanged_in, watched
from commitments.standing.kept import Kept, kept
from commitments.standing.movement import Movement

ANY = "any"  # asks for those that need attention, whatever the reason
MOVEMENTS = {each.name.lower(): each.value for each in Movement}
SORTS = {
    "plan": "Order of the plan",
    "attention": "Needs attention, most serious first",
    "rating": "Rating, red first",
    "stage": "Stage, not started first",
    "movement": "Movement, worse first",
    "due": "Due date, soonest first",
    "lead": "Lead, by name",
}
# What the executive asks about first; what has no such word comes last.
FIRST: dict[str, list[str]] = {
    "rating": [Rating.RED, Rating.AMBER, Rating.GREEN],
    "stage": list(Stage.values),
    "moved": [Movement.WORSE, Movement.PAUSED, Movement.NEW, Movement.UNCHANGED, Movement.BETTER, Movement.ENDED],
}


def _is_overdue(rows: Rows, now: datetime) -> Q:
    overdue: Q = rows.overdue(day_in_london(now))
    return overdue


def _is_late(rows: Rows, now: datetime) -> Q:
    return Q(pk__in=late_in(rows.stands_in, now).values("pk") if rows.stands_in else [])


def _is_unchanged(rows: Rows, _now: datetime) -> Q:
    return Q(pk__in=unchanged_in(rows))


def _is_reworded(rows: Rows, _now: datetime) -> Q:
    """By then where worded_in has said so, or else by now."""
    if "reworded_by_then" in rows.query.annotations:
        return Q(reworded_by_then=True)
    return Q(Exists(PlanChange.objects.standing().filter(commitment=OuterRef("pk"), kind=ChangeKind.REWORDED)))


class CommitmentFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """Narrows down commitments that know where they stand in a period. Choices are those of the strategies of the rows."""

    words = SearchFilter(method="by_words", label="All of these words, in the ref, the wording or the approved update.")
    priority = OneOf("a priority", "priority", "Only those of this priority, by its id.")
    theme = OneTheme(
        "a theme", "theme", "Only those of this theme and of its sub-themes, by its id; none: of no theme.", none=None
    )
    lead = OneOf("a lead", "lead", "Only those that this post leads, by its id; none: that no post leads.", none=None)
    committee = OneOf(
        "a committee",
        "priority__committee",
        "Only those whose priority this committee oversees, by its id; none: whose priority none oversees.",
        none=None,
    )
    stage = OneOf(
        "a stage",
        "stage",
        "Only those at this stage by the approved update; none: where none is reported.",
        [*Stage.choices, (NONE, "Not reported")],
        none="",
    )
    rating = OneOf(
        "a rating",
        "rating",
        "Only those rated so, by the executive where one has rated; none: those without a rating.",
        [*Rating.choices, (NONE, "No rating")],
        none="",
    )
    movement = OneOfThose(
        "a movement",
        "Only those that moved so since the last period; none: that can’t be compared.",
        [*MOVEMENTS.items(), (NONE, "Not compared")],
        lambda name: Q(moved=MOVEMENTS.get(name, "")),
    )
    update = OneOf("an answer", "reported", "Only those whose update has come so far.", Reported.choices)
    attention = django_filters.ChoiceFilter(
        method="by_attention",
        label="Only those that need attention for this reason; any: for whatever reason; none: that need none.",
        choices=[(ANY, "Any reason"), *Reason.choices, (NONE, "No reason")],
        error_messages={"invalid_choice": "Choose a reason from the list."},
        empty_label="All",
    )
    promises = OneOfThose(
        "an answer", "Only those whose approved update answers so for earlier next steps.", Kept.choices, kept
    )
    overdue = YesOrNo("Only those whose due date has passed before they ended; no: only the others.", _is_overdue)
    late = YesOrNo("Only those whose update is late: not handed in when it was due; no: only the others.", _is_late)
    unchanged = YesOrNo(
        "Only those whose approved update says at least 80 % of what the one before it said; no: only the others.",
        _is_unchanged,
    )
    reworded = YesOrNo("Only those reworded since the plan was published; no: only the others.", _is_reworded)
    added = YesOrNo(
        "Only those added since the plan was published; no: only the others.",
        lambda _rows, _now: Q(in_published_plan=False),
    )
    sort = django_filters.ChoiceFilter(
        method="in_order",
        label="The order of the list.",
        choices=[*SORTS.items()],
        error_messages={"invalid_choice": "Choose an order from the list."},
        empty_label=None,
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Rows = None, *, now: datetime | None = None, **options: Any) -> None:
        super().__init__(data, queryset, **options)
        self.now = now or timezone.now()
        self._watched: dict[int, tuple[Reason, ...]] | None = None
        strategies = self.queryset.order_by().values("strategy")
        theirs = {"priority": priorities, "theme": themes, "lead": leads, "committee": committees}
        for name, choices in theirs.items():
            self.filters[name].extra["choices"] = read_once(choices, strategies)

    def by_words(self, rows: Rows, _name: str, value: str) -> Rows:
        """Those in which every word occurs: in the ref, the wording (of the period, after worded_in) or the approved update."""
        wording = "words_then" if "words_then" in rows.query.annotations else "wording"
        points = UpdatePoint.objects.filter(update=OuterRef("update_id"))
        for word in value.split():
            written = Q(ref__icontains=word) | Q(**{f"{wording}__icontains": word})
            rows = rows.filter(written | Exists(points.filter(text__icontains=word)))
        return rows

    def by_attention(self, rows: Rows, _name: str, value: str) -> Rows:
        """Those that need attention for a reason, for any, or for none."""
        why = self._why(rows)
        if value in (ANY, NONE):
            return rows.filter(pk__in=why) if value == ANY else rows.exclude(pk__in=why)
        return rows.filter(pk__in=[key for key, found in why.items() if value in found])

    def in_order(self, rows: Rows, _name: str, value: str) -> Rows:
        """The rows in an order; those alike in it stand as in the plan."""
        if value == "attention":
            return rows.in_report_order(_seriousness(self._why(rows)))
        first = {
            "rating": _rank("rating"),
            "stage": _rank("stage"),
            "movement": _rank("moved"),
            "due": F("due_on").asc(nulls_last=True),
            "lead": F("lead__title").asc(nulls_last=True),
        }
        return rows.in_report_order(*([first[value]] if value in first else []))

    def _why(self, rows: Rows) -> dict[int, tuple[Reason, ...]]:
        """Why each needs attention, read once: what is asked later is asked of no other rows."""
        if self._watched is None:
            self._watched = watched(rows, self.now)
        return self._watched


def _rank(column: str) -> Case:
    places = [When(**{column: word}, then=Value(place)) for place, word in enumerate(FIRST[column])]
    return Case(*places, default=Value(len(places)))


def _seriousness(why: dict[int, tuple[Reason, ...]]) -> Case:
    """The place of each by its most serious reason; what needs no attention comes last."""
    of = {reason: [key for key, found in why.items() if found[0] == reason] for reason in Reason}
    places = [When(pk__in=of[reason], then=Value(place)) for place, reason in enumerate(Reason) if of[reason]]
    return Case(*places, default=Value(len(Reason)))
