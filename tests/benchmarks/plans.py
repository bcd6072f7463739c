"""Organisations of the size of the real report: 93 commitments under six priorities, ten periods, an approved update for each.

And twelve measures, each with a reading for every period.
"""

from datetime import UTC, date, datetime

from commitments.models import (
    Commitment,
    Membership,
    Observation,
    Organisation,
    Post,
    Priority,
    ReportingPeriod,
    StatusUpdate,
    Strategy,
    SuccessMeasure,
    Theme,
    UpdatePoint,
    User,
)

PRIORITIES, COMMITMENTS, PERIODS, POINTS, MEASURES = 6, 93, 10, 6, 12
STAGES = ("in_progress", "in_progress", "complete", "paused", "not_started")
RATINGS = ("green", "amber", "red")
WORDS = (
    "The team met with its partners, agreed how the new service will work and began to recruit the staff that it needs"
)


def organisation_of_the_real_size(number: int, reader: User) -> Strategy:
    """A new organisation that the reader is a member of, with its one strategy."""
    organisation = Organisation.objects.create(name=f"Trust {number}", short_name=f"T{number}", slug=f"trust-{number}")
    Membership.objects.create(user=reader, organisation=organisation, role="executive")
    strategy = Strategy.objects.create(organisation=organisation, title="Five-year plan", slug="plan-2021")
    periods = [_period(strategy, place) for place in range(PERIODS)]
    posts = Post.objects.bulk_create(Post(organisation=organisation, title=f"Director {place}") for place in range(12))
    commitments = Commitment.objects.bulk_create(_commitments(strategy, posts))
    _report(commitments, ReportingPeriod.objects.bulk_create(periods), reader)
    _measure(strategy, periods)
    return strategy


def _period(strategy: Strategy, place: int) -> ReportingPeriod:
    month = date(2021 + place // 2, 3 if place % 2 else 9, 1)
    slug = f"{month:%Y-%m}"
    return ReportingPeriod(strategy=strategy, label=f"{month:%B %Y}", slug=slug, month=month, state="closed")


def _commitments(strategy: Strategy, posts: list[Post]) -> list[Commitment]:
    priorities = [
        Priority.objects.create(strategy=strategy, name=f"Be outstanding {place}", position=place)
        for place in range(PRIORITIES)
    ]
    themes = [
        Theme.objects.create(priority=priority, name=f"Theme {place}", position=place)
        for priority in priorities
        for place in range(4)
    ]
    return [
        Commitment(
            strategy=strategy,
            priority=themes[place % len(themes)].priority,
            theme=themes[place % len(themes)],
            ref=f"C-{place:02}",
            wording=f"{WORDS} ({place})",
            lead=posts[place % len(posts)],
            position=place,
        )
        for place in range(COMMITMENTS)
    ]


def _report(commitments: list[Commitment], periods: list[ReportingPeriod], by: User) -> None:
    """An approved update of every commitment in every period, with its bullets."""
    at = datetime(2022, 3, 1, tzinfo=UTC)
    updates = StatusUpdate.objects.bulk_create(
        StatusUpdate(
            commitment=commitment,
            period=period,
            state="approved",
            stage=(stage := STAGES[(place + turn) % len(STAGES)]),
            rating="" if stage == "complete" else RATINGS[(place * 7 + turn) % 3],
            reason="Staff are hard to find.",
            submitted_at=at,
            submitted_by=by,
            approved_at=at,
            approved_by=by,
        )
        for turn, period in enumerate(periods)
        for place, commitment in enumerate(commitments)
    )
    points = [
        UpdatePoint(update=update, kind=("next" if turn > 3 else "progress"), text=f"{WORDS}.", position=turn)
        for update in updates
        for turn in range(POINTS)
    ]
    UpdatePoint.objects.bulk_create(points, batch_size=2000)


def _measure(strategy: Strategy, periods: list[ReportingPeriod]) -> None:
    """The measures with their readings."""
    priorities = list(strategy.priorities.all())
    measures = SuccessMeasure.objects.bulk_create(
        SuccessMeasure(
            priority=priorities[place % PRIORITIES],
            name=f"Staff who would recommend us {place}",
            kind="percentage",
            unit="%",
            better="higher",
            position=place,
        )
        for place in range(MEASURES)
    )
    Observation.objects.bulk_create(
        Observation(measure=measure, date=period.month, value=50 + (place * 7 + turn * 3) % 20)
        for place, measure in enumerate(measures)
        for turn, period in enumerate(periods)
    )
