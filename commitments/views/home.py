"""The first page, by what one does here, and the list of strategies."""

from django.db.models import F, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commitments.models import Organisation, PeriodState, ReportingPeriod, State, StatusUpdate, Strategy
from commitments.models.visible import Reader
from commitments.permissions import Action, Person, organisations_where
from commitments.rounds.also_owed import also_owed


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where one's work is: the updates that one owes, the round, the report desk or the dashboard; with several strategies, their list."""
    if _owes_an_update(request.user) or also_owed(request.user):
        return redirect("my-updates")
    readable = list(Strategy.objects.visible_to(request.user).select_related("organisation")[:2])
    strategy = readable[0] if len(readable) == 1 else None
    period = strategy.periods.current() if strategy else None
    if strategy is None or period is None:
        return strategies(request)
    person = Person(request.user, strategy.organisation)
    if period.state == PeriodState.OPEN and person.may(Action.CHANGE_PLAN, strategy):
        return redirect("round", *strategy.address, period.slug)
    if person.may(Action.ISSUE_REPORT, strategy):
        return redirect("report-desk", *strategy.address, period.slug)
    return redirect("dashboard", *strategy.address, period.slug)


@require_safe
def strategies(request: HttpRequest) -> HttpResponse:
    """The strategies that one may read, the newest first, with their periods; for administrators, their people and posts."""
    periods = Prefetch("periods", ReportingPeriod.objects.order_by("-month"), to_attr="latest_first")
    # In full, because the two engines disagree on the place of an unknown date.
    newest_first = Strategy.objects.order_by(F("starts_on").desc(nulls_last=True), "title", "id")
    readable = newest_first.visible_to(request.user).select_related("organisation").prefetch_related(periods)
    context = {
        "strategies": readable,
        "administered": organisations_where(request.user, Action.READ_PEOPLE),
        "is_member": Organisation.objects.visible_to(request.user).exists(),
    }
    return render(request, "commitments/strategies.jinja", context)


def _owes_an_update(user: Reader) -> bool:
    """Whether a draft of an open round waits for this person, as holder or deputy of the post that leads the commitment."""
    mine = Q(commitment__lead__holder=user.pk) | Q(commitment__lead__deputy=user.pk)
    return StatusUpdate.objects.filter(mine, state=State.DRAFT, period__state=PeriodState.OPEN).exists()
