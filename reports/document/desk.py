"""What readiness needs to know beside the document: what a report rightly does not say, read from the rows once."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef

from commitments.dates import Precision, span_in_words
from commitments.models import Acronym, Commitment, ReportingPeriod, State, StatusUpdate
from commitments.models.period import PeriodState
from commitments.rounds.owing import UNTOUCHED, owing_in
from reports.models import BoardQuestion

NOT_BEGUN = "not_begun"
RETURNED = "returned"


@dataclass(frozen=True)
class Handed:
    """How far the update of a commitment has come, as a state, 'returned' or 'not_begun'; whether the board will ask why."""

    state: str
    needs_reason: bool = False


@dataclass(frozen=True)
class Listed:
    """An acronym of the organisation's list, and its key."""

    short: str
    long: str
    key: int = 0


@dataclass(frozen=True)
class Vacancy:
    """A post that nobody holds, its key, and the refs of the commitments that it leads."""

    post: str
    key: int
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Private:
    """A text that is in no public edition: its words, and the page that says so with the parts of its address."""

    text: str
    page: str
    args: tuple[str | int, ...]


@dataclass(frozen=True)
class Desk:
    """What stands beside a report on the desk of who brings it to the board.

    `address` are the parts of the period's addresses; `as_of` is the day by which it is read: that of the first meeting, which
    `meets` says in words, or today. `owing` and `updates` go by ref; `points` are the keys of the narrative by kind and text.
    """

    address: tuple[str, str, str]
    as_of: date
    meets: str = ""
    round_is_open: bool = True
    owing: frozenset[str] = frozenset()
    updates: dict[str, Handed] = field(default_factory=dict)
    points: dict[tuple[str, str], int] = field(default_factory=dict)
    proposals: int = 0
    acronyms: tuple[Listed, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    leaderless: tuple[str, ...] = ()
    private: tuple[Private, ...] = ()


def desk_of(period: ReportingPeriod, today: date) -> Desk:
    """The desk of a period's report as it stands in the database now, in seven queries however long the plan."""
    meeting = period.meetings.order_by("held_on").first()
    narrative = list(period.narrative.all())
    commitments = list(Commitment.objects.in_plan_of(period).select_related("lead__holder").in_report_order())
    owing = set(owing_in(period).values_list("pk", flat=True))
    told = [point for point in narrative if not point.public and point.accepted]
    return Desk(
        address=period.address,
        as_of=meeting.held_on if meeting else today,
        meets=span_in_words(meeting.held_on, Precision(meeting.held_precision)) if meeting else "",
        round_is_open=period.state == PeriodState.OPEN,
        owing=frozenset(each.ref for each in commitments if each.pk in owing),
        updates=_updates(period),
        points={(point.kind, point.text): point.pk for point in reversed(narrative) if point.accepted},
        proposals=sum(not point.accepted for point in narrative),
        acronyms=_acronyms(period),
        vacancies=_vacancies([each for each in commitments if each.pk in owing]),
        leaderless=tuple(each.ref for each in commitments if each.pk in owing and each.lead is None),
        private=(
            *(Private(point.text, "narrative-point-edit", (*period.address, point.pk)) for point in told),
            *_private_questions(period),
        ),
    )


def _updates(period: ReportingPeriod) -> dict[str, Handed]:
    untouched = Exists(StatusUpdate.objects.filter(UNTOUCHED, pk=OuterRef("pk")))
    rows = StatusUpdate.objects.filter(period=period).select_related("commitment").annotate(untouched=untouched)
    return {row.commitment.ref: Handed(_state(row), row.needs_reason()) for row in rows}


def _state(row: StatusUpdate) -> str:
    if row.state != State.DRAFT:
        return str(row.state)
    if row.return_note:
        return RETURNED
    return NOT_BEGUN if getattr(row, "untouched", False) else str(row.state)


def _acronyms(period: ReportingPeriod) -> tuple[Listed, ...]:
    rows = Acronym.objects.filter(organisation=period.strategy.organisation_id)
    return tuple(Listed(each.short, each.long, each.pk) for each in rows)


def _vacancies(commitments: list[Commitment]) -> tuple[Vacancy, ...]:
    """The posts that lead these and that nobody holds whose account is open, in the order of the plan."""
    refs: dict[int, list[str]] = {}
    posts = {}
    for each in commitments:
        post = each.lead
        if post and not (post.holder and post.holder.is_active):
            posts[post.pk] = post
            refs.setdefault(post.pk, []).append(each.ref)
    return tuple(Vacancy(post.title, key, tuple(refs[key])) for key, post in posts.items())


def _private_questions(period: ReportingPeriod) -> list[Private]:
    """What boards asked so far and was not marked as public, and the answers."""
    asked = BoardQuestion.objects.filter(
        period__strategy=period.strategy_id, period__month__lte=period.month, public=False
    )
    return [Private(text, "questions", period.address) for each in asked for text in (each.text, each.answer) if text]
