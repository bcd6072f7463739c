"""Board questions: the list of a period, and what may be done with each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions import RefusedError
from commitments.comparing.differences import Piece, words
from commitments.permissions import Action, Person, permit
from commitments.text import one_line
from commitments.views.acting import done, signed_in, site_of
from commitments.views.finding import period_or_404
from reports.actions.questions import answer, ask, correct, delete
from reports.forms.questions import AnswerForm, QuestionForm
from reports.models import BoardQuestion
from reports.permissions import permit_answering, permit_correcting
from reports.questions import SHOWN, asked, listing, logged_in_words, may_log, with_their_story

_ANY = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def questions(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """What was asked over a period's report, and earlier without an answer yet; `show` asks for the open or the answered ones."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    person = Person(request.user, found.strategy.organisation)
    asked_for = request.GET.get("show", "")
    shown = asked_for if asked_for in SHOWN else SHOWN[0]
    values = {"listing": listing(found, person, shown), "shown": shown, "may_log": may_log(person, found)}
    return render(request, "reports/questions.jinja", _page(found) | values)


@_ANY
def question_add(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Logs a question, challenge or decision about several commitments or none; `commitment` of the address names the first."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.ASK_BOARD_QUESTION, found)
    initial = {"refs": one_line(request.GET.get("commitment", "")[:300])}
    form = QuestionForm(_posted(request), period=found, today=timezone.localdate(), initial=initial)

    def act() -> str:
        return logged_in_words(ask(period=found, words=form.words(), by=signed_in(request), site=site_of(request)))

    if form.is_valid() and done(request, form, act):
        return redirect("questions", *found.address)
    return render(request, "reports/question_add.jinja", _page(found) | {"form": form})


@_ANY
def question_edit(request: HttpRequest, org: str, strategy: str, period: str, question: int) -> HttpResponse:
    """Corrects what was asked while nobody has answered it; two people who do so at once see both texts."""
    chosen, person = _question_or_404(request, org, strategy, period, question)
    permit_correcting(person, chosen)
    if chosen.answer and request.method != "POST":
        return _answered(request, chosen)
    today, posted = timezone.localdate(), _posted(request)
    form = QuestionForm(posted, period=chosen.period, today=today) if posted else QuestionForm.of(chosen, today)

    def act() -> str:
        correct(question=chosen, words=form.words(), revision=_read(form), by=signed_in(request))
        return f"{chosen.get_kind_display()} saved."

    stale = None
    if posted and form.is_valid():
        if done(request, form, act):
            return _back(chosen)
        chosen, stale = _as_it_is_now(chosen, form, "text")
    values = {"form": form, "asked": asked(chosen, person), "stale": stale}
    return render(request, "reports/question_edit.jinja", _page(chosen.period) | values)


@_ANY
def question_delete(request: HttpRequest, org: str, strategy: str, period: str, question: int) -> HttpResponse:
    """Asks whether what was logged should go, and takes it away."""
    chosen, person = _question_or_404(request, org, strategy, period, question)
    permit_correcting(person, chosen)
    if chosen.answer:
        return _answered(request, chosen)
    if request.method == "POST":
        kind, address = chosen.get_kind_display(), chosen.period.address
        _say(request, f"{kind} deleted.", lambda: delete(question=chosen, by=signed_in(request)))
        return redirect("questions", *address)
    return render(request, "reports/question_delete.jinja", _page(chosen.period) | {"asked": asked(chosen, person)})


@_ANY
def question_answer(request: HttpRequest, org: str, strategy: str, period: str, question: int) -> HttpResponse:
    """Answers what was asked, or changes the answer; two people who do so at once see both texts."""
    chosen, person = _question_or_404(request, org, strategy, period, question)
    permit_answering(person, chosen)
    form = AnswerForm(_posted(request), initial={"answer": chosen.answer})

    def act() -> str:
        text = form.cleaned_data["answer"]
        answer(question=chosen, text=text, revision=_read(form), by=signed_in(request))
        return "Answer saved. The next report prints it."

    stale = None
    if form.is_valid():
        if done(request, form, act):
            return _back(chosen)
        chosen, stale = _as_it_is_now(chosen, form, "answer")
    values = {"form": form, "asked": asked(chosen, person), "stale": stale}
    return render(request, "reports/question_answer.jinja", _page(chosen.period) | values)


def _question_or_404(
    request: HttpRequest, org: str, strategy: str, period: str, question: int
) -> tuple[BoardQuestion, Person]:
    """The question of an address with its story, and the person who asks for it."""
    found = period_or_404(request, org, strategy, period)
    rows = BoardQuestion.objects.visible_to(request.user).filter(period=found)
    chosen = get_object_or_404(with_their_story(rows, found.strategy), pk=question)
    chosen.period = found  # which knows what its menu offers
    return chosen, Person(request.user, found.strategy.organisation)


def _page(period: Any) -> dict[str, Any]:
    return {"strategy": period.strategy, "period": period, "here": "questions"}


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _read(form: Form) -> int:
    """The revision that the person had read; one that never was where the page did not say."""
    read = form.cleaned_data["revision"]
    return -1 if read is None else int(read)


def _as_it_is_now(chosen: BoardQuestion, form: Form, field: str) -> tuple[BoardQuestion, tuple[Piece, ...] | None]:
    """A question of which a change was refused and, where somebody else has changed it, what saving would strike and add."""
    rows = BoardQuestion.objects.filter(pk=chosen.pk)
    now = with_their_story(rows, chosen.period.strategy).first() or chosen
    now.period = chosen.period
    changed = now.revision != _read(form)
    return now, words(getattr(now, field), form.cleaned_data[field]) if changed else None


def _back(question: BoardQuestion) -> HttpResponse:
    return redirect(f"{reverse('questions', args=question.period.address)}#question-{question.pk}")


def _answered(request: HttpRequest, question: BoardQuestion) -> HttpResponse:
    """Back to the list from a page that is only for what nobody has answered."""
    messages.info(request, f"This {question.get_kind_display().lower()} is answered, so what was asked stays as it is.")
    return _back(question)


def _say(request: HttpRequest, sentence: str, act: Callable[[], None]) -> None:
    """Does it and says so, or says why it was refused."""
    try:
        act()
    except RefusedError as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, sentence)
