"""Plans in which everything happens by chance, for comparing what is live with what an edition keeps."""

from datetime import date
from random import Random

from commitments.models import Answer, PlanChange, Rating, Stage
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
)

MONTHS = [date(2021, 6, 1), date(2021, 12, 1), date(2022, 6, 1), date(2022, 12, 1)]
LINES = ["Walls stand", "The roof is on", "Nurses were hired"]
DUE = [
    {},
    {"due_on": date(2022, 3, 31), "due_precision": "day"},
    {"due_on": date(2022, 4, 1), "due_precision": "quarter"},
    {"due_on": date(2023, 1, 1), "due_precision": "year"},
    {"due_precision": "ongoing"},
]


def varied_plan(seed, commitments=12, **period):
    """The periods of a strategy with some commitments, all alike for a seed; `period` are fields of the third of four periods."""
    chance = Random(seed)
    strategy = StrategyFactory(title="Plan 2021-2025")
    StatusWordFactory(strategy=strategy, code="green", word="On track")
    periods = [ReportingPeriodFactory(strategy=strategy, month=month, state="closed") for month in MONTHS]
    for name, value in period.items():
        setattr(periods[2], name, value)
    periods[2].save()
    places = [place for _ in range(3) for place in _places(strategy)]
    posts = PostFactory.create_batch(3, organisation=strategy.organisation)
    for _ in range(commitments):
        _commitment(chance, periods, chance.choice(places), chance.choice([None, *posts]))
    return periods


def _places(strategy):
    """A priority with a theme and a sub-theme: places for commitments."""
    priority = PriorityFactory(strategy=strategy)
    theme = ThemeFactory(priority=priority)
    return [{"priority": priority}, {"theme": theme}, {"theme": ThemeFactory(parent=theme)}]


def _commitment(chance, periods, place, lead):
    published = chance.random() < 0.7
    fields = {"wording": chance.choice(LINES), "lead": lead, "in_published_plan": published}
    made = CommitmentFactory(**place, **fields, **chance.choice(DUE))
    kinds = ["reworded", *([] if published else ["added"])]
    if chance.random() < 0.2:
        kinds.append(chance.choice(["stopped", "merged"]))
    for kind in kinds:
        if kind == "added" or chance.random() < 0.5:
            words = {"old": "Plan it", "new": made.wording} if kind == "reworded" else {}
            PlanChangeFactory(commitment=made, kind=kind, period=chance.choice([None, *periods]), **words)
    if chance.random() < 0.2:
        ExtensionFactory(commitment=made, period=periods[2], due_on=date(2022, 8, 1))
    steps = []
    for period in periods:
        if not _joins_later(made, period):
            steps = _reported(chance, made, period, steps)


def _joins_later(commitment, period):
    months = [
        each.period.month for each in PlanChange.objects.filter(commitment=commitment, kind="added") if each.period
    ]
    return bool(months) and min(months) > period.month


def _reported(chance, commitment, period, steps):
    """An update of any kind, or none. Gives the next steps that are open then."""
    factory = chance.choice([ApprovedUpdateFactory] * 4 + [SubmittedUpdateFactory, StatusUpdateFactory, None])
    if factory is None:
        return steps
    stage = chance.choice(["", *Stage.rated, *Stage.rated, *Stage.ended])
    rating, own = chance.choice(["", *Rating.values]), chance.choice(["", "", "red"])
    ratings = {"rating": rating, "executive_rating": own} if stage in ("", *Stage.rated) else {}
    update = factory(
        commitment=commitment, period=period, stage=stage, reason=chance.choice(["", "Steel is late"]), **ratings
    )
    for position, text in enumerate(chance.sample(LINES, chance.randint(0, 2))):
        UpdatePointFactory(update=update, text=text, position=position)
    if factory is not ApprovedUpdateFactory:
        return steps
    for step in steps:
        OutcomeFactory(update=update, point=step, answer=chance.choice(Answer.values))
    carried = chance.choice([None, *steps])
    return [UpdatePointFactory(update=update, kind="next", text="Order the roof", position=0, carried_from=carried)]
