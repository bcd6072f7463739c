"""The page of one commitment."""

from django.db.models import CharField, Prefetch
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.abbreviations import FirstUses
from commitments.models import Commitment, PeriodState, Post, ReportingPeriod
from commitments.models.plan_change import counting
from commitments.models.prepared import Parameter, Prepared, key
from commitments.permissions import Action, may, permit
from commitments.plan.facts import facts
from commitments.plan.happenings import happenings
from commitments.plan.history import entries
from commitments.plan.ledger import entry
from commitments.standing.status_words import status_words
from commitments.text import one_line
from commitments.views.finding import period_or_404

_LONGEST = 300  # characters of an address that are looked at; a ref has 30


@require_safe
def commitment(request: HttpRequest, org: str, strategy: str, period: str, ref: str) -> HttpResponse:
    """What a commitment says, who leads it, what was reported period by period, and how its words changed."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    shown = _commitment_or_404(found, ref)
    changes = list(shown.changes.select_related("commitment", "period", "by", "undone_by"))
    counted = counting(changes)
    periods, words = list(found.strategy.periods.all()), status_words(found.strategy)
    refs = _REFS.rows(strategy=found.strategy_id)
    place = refs.index(shown.ref)
    context = {
        "strategy": found.strategy,
        "period": found,
        "here": "commitment",
        "commitment": shown,
        "facts": facts(shown, counted, found),
        "entries": entries(shown, counted, periods, found, words),
        "changes": [entry(change) for change in reversed(changes) if change.words_are_known()],
        "happenings": happenings(shown, with_order=False),
        "may_read_draft": found.state != PeriodState.PLANNED
        and may(request.user, Action.READ_DRAFT, shown, found.strategy.organisation),
        "before": refs[place - 1] if place else "",
        "after": refs[place + 1] if place + 1 < len(refs) else "",
        "first_uses": FirstUses(dict(found.strategy.organisation.acronyms.values_list("short", "long"))),
    }
    return render(request, "commitments/commitment.jinja", context)


def _commitment_or_404(period: ReportingPeriod, ref: str) -> Commitment:
    """The commitment of a ref in the strategy of a period, in capitals or small letters as the database compares refs."""
    found = _COMMITMENT.rows(strategy=period.strategy_id, ref=one_line(ref[:_LONGEST]))
    if not found:
        raise Http404
    commitment: Commitment = found[0]
    return commitment


_COMMITMENT = Prepared(
    lambda: (
        Commitment.objects.in_the_plan()
        .alias(small=Lower("ref"))
        .filter(strategy=key("strategy"), small=Lower(Parameter("ref", CharField())))
        .select_related("priority", "theme__parent", "lead__holder")
        .prefetch_related(Prefetch("supporting", Post.objects.select_related("holder")), "milestones")
        .order_by()
    )
)
_REFS = Prepared(
    lambda: (
        Commitment.objects.filter(strategy=key("strategy"))
        .in_the_plan()
        .in_report_order()
        .values_list("ref", flat=True)
    )
)
