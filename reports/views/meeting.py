"""The meeting: a period's commitments one after another, and what is asked about each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commitments.permissions import Action, Person, permit
from commitments.text import one_line
from commitments.views.acting import done, signed_in, site_of
from commitments.views.finding import period_or_404
from reports.actions.questions import ask
from reports.forms.meeting import ChoiceForm
from reports.forms.questions import QuestionForm
from reports.meeting import Step, Walk, step, whole_walk
from reports.questions import asked_of, logged_in_words, may_log

_LONGEST = 300  # characters of an address that are looked at; a ref has 30


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """One commitment of a period on the whole screen; `at` says which, `show` and `priority` among which others it stands.

    With `log`, or sent: the form that logs a question, challenge or decision about it, and leads back to it.
    """
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.ASK_BOARD_QUESTION if request.method == "POST" else Action.READ, found)
    earlier = found.previous()
    everything = whole_walk(found, earlier, timezone.now())
    choice = ChoiceForm(request.GET, strategy=found.strategy, everything=everything)
    shown = _shown(request, everything, choice, (found, earlier))
    logs = may_log(Person(request.user, found.strategy.organisation), found)
    form = _form(request, found, shown) if shown and logs else None
    if shown and form and form.is_valid() and done(request, form, lambda: _logged(request, found, form)):
        return redirect(f"{reverse('meeting', args=found.address)}?{shown.here}")
    page = {"strategy": found.strategy, "period": found, "here": "meeting", "earlier": earlier, "choice": choice}
    screen = {"everything": everything, "step": shown, "may_log": logs, "form": form}
    questions = asked_of(shown.commitment, found) if shown else []
    return render(request, "reports/meeting.jinja", page | screen | {"questions": questions})


def _shown(request: HttpRequest, everything: Walk, choice: ChoiceForm, periods: tuple[Any, Any]) -> Step | None:
    """The commitment that the address names or, where it isn't among the chosen ones, the first of these; none where there is none.

    What is sent is about the one that was on screen, whatever has changed since. Raises Http404 where that is gone.
    """
    ref = one_line(request.GET.get("at", "")[:_LONGEST])
    walk = everything.narrowed(**choice.chosen())
    place = walk.place_of(ref)
    if request.method == "POST" and place is None:
        walk, place = everything, everything.place_of(ref)
        if place is None:
            raise Http404(ref)
    return step(walk, place or 0, *periods) if walk.items else None


def _form(request: HttpRequest, period: Any, shown: Step) -> QuestionForm | None:
    """The form about the commitment on screen, where it is wanted."""
    posted = request.POST if request.method == "POST" else None
    if posted is None and "log" not in request.GET:
        return None
    return QuestionForm(posted, period=period, commitment=shown.commitment, today=timezone.localdate())


def _logged(request: HttpRequest, period: Any, form: QuestionForm) -> str:
    made = ask(period=period, words=form.words(), by=signed_in(request), site=site_of(request))
    return logged_in_words(made)
