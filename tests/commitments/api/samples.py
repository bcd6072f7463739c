"""What the API's tests share: its lists, one row of each, and what nobody should send."""

from datetime import timedelta

from knox.models import AuthToken

from commitments.models import PeriodState
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    CommitteeFactory,
    ObservationFactory,
    OrganisationFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusWordFactory,
    StrategyFactory,
    SuccessMeasureFactory,
    TargetFactory,
    ThemeFactory,
    UpdatePointFactory,
)

ROOT = "/api/v1"
LISTS = ["strategies", "priorities", "themes", "commitments", "periods", "updates", "measures"]
A_YEAR = timedelta(days=365)


def address(kind: str, row: int | None = None, /, **asked: object) -> str:
    """The address of a list, or of one of its rows, with what is asked of it. A list of commitments is of a strategy."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{ROOT}/{kind}/" + (f"{row}/" if row else "") + (f"?{query}" if query else "")


def plan(organisation=None, rows: int = 1) -> dict[str, object]:
    """A strategy with so many rows of each kind, each with all that hangs on it. The first of each, by the names of the lists."""
    organisation = organisation or OrganisationFactory()
    strategy = StrategyFactory(organisation=organisation)
    made: dict[str, object] = {"strategies": strategy}
    period = ReportingPeriodFactory(strategy=strategy, state=PeriodState.OPEN)
    for _ in range(rows):
        priority = PriorityFactory(
            strategy=strategy,
            executive_lead=PostFactory(organisation=organisation),
            committee=CommitteeFactory(organisation=organisation),
        )
        theme = ThemeFactory(priority=priority)
        commitment = CommitmentFactory(
            theme=theme, lead=PostFactory(organisation=organisation), due_precision="ongoing", due_words="ongoing"
        )
        commitment.supporting.add(PostFactory(organisation=organisation))
        update = ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating="amber")
        UpdatePointFactory(update=update)
        measure = SuccessMeasureFactory(priority=priority, kind="number")
        TargetFactory(measure=measure)
        ObservationFactory(measure=measure)
        row = {
            "priorities": priority,
            "themes": theme,
            "commitments": commitment,
            "updates": update,
            "measures": measure,
        }
        made |= {kind: thing for kind, thing in row.items() if kind not in made}
    for _ in range(rows - 1):
        ReportingPeriodFactory(strategy=strategy)
        StrategyFactory(organisation=organisation)
    StatusWordFactory(strategy=strategy)
    return made | {"periods": period}


def asked_of(kind: str, made: dict) -> dict[str, object]:
    """What a list can't do without."""
    return {"strategy": made["strategies"].pk} if kind == "commitments" else {}


def token_of(user, expiry: timedelta = A_YEAR) -> dict[str, str]:
    """The header that a program of this person sends."""
    return {"Authorization": f"Token {AuthToken.objects.create(user=user, expiry=expiry)[1]}"}
