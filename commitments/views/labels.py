"""What a strategy calls its levels, its stages and its ratings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commitments.actions.organisation import DEFAULTS, change_labels, change_status_words
from commitments.forms.organisation import LabelsForm, StatusWordsForm
from commitments.models import Stage
from commitments.views.acting import signed_in
from commitments.views.lists import saved
from commitments.views.plan_changes import around, changeable, form_page, posted


@form_page
def labels(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Changes what a strategy calls its levels, and the marks of what was reworded and added."""
    found = changeable(request, org, strategy)
    form = LabelsForm(posted(request), strategy=found)

    def act() -> str:
        change_labels(strategy=found, labels=form.labels(), shown=form.shown(), by=signed_in(request))
        return "Saved. Pages and new reports use these words from now on."

    if saved(request, form, act):
        return redirect("labels", org, strategy)
    return render(request, "commitments/labels.jinja", around(request, found, form=form))


@form_page
def status_words(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Changes what a strategy calls each stage and rating, and what it means by it."""
    found = changeable(request, org, strategy)
    form = StatusWordsForm(posted(request), strategy=found)

    def act() -> str:
        change_status_words(strategy=found, said=form.said(), shown=form.shown_words(), by=signed_in(request))
        return "Saved. Pages and new reports use these words from now on."

    if saved(request, form, act):
        return redirect("status-words", org, strategy)
    codes = [(code, usual, code in Stage.values) for code, usual in DEFAULTS.items()]
    return render(request, "commitments/status_words.jinja", around(request, found, form=form, codes=codes))
