"""Recording readings of a measure: one, many that were pasted, a correction, a deletion."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commitments.actions.readings import (
    correct_reading,
    delete_reading,
    plain_reading,
    record_reading,
    record_readings,
)
from commitments.dates import in_words
from commitments.forms.readings import CorrectForm, PasteForm, ReadingForm, SureForm
from commitments.measures.pasting import Fate
from commitments.measures.pictures import in_figures
from commitments.measures.preview import preview
from commitments.models import Observation, ReportingPeriod, SuccessMeasure
from commitments.permissions import Action, permit
from commitments.views.acting import done, signed_in
from commitments.views.measure_changes import answered
from commitments.views.measures import around, measure_or_404
from commitments.views.plan_changes import form_page, posted

_LOOK_AGAIN = "What would be saved has changed since you looked. Look at it again, then save."


def _recordable(
    request: HttpRequest, org: str, strategy: str, period: str, measure: int
) -> tuple[ReportingPeriod, SuccessMeasure]:
    """The measure of an address, for who may record its readings."""
    found, chosen = measure_or_404(request, org, strategy, period, measure)
    permit(request.user, Action.RECORD_READING, chosen)
    return found, chosen


def _reading_or_404(
    request: HttpRequest, *, org: str, strategy: str, period: str, measure: int, reading: int
) -> tuple[ReportingPeriod, Observation]:
    """A reading of the measure of an address, likewise."""
    found, chosen = _recordable(request, org, strategy, period, measure)
    row = get_object_or_404(chosen.observations.all(), pk=reading)
    row.measure = chosen
    return found, row


@form_page
def reading_add(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """Records a reading."""
    found, chosen = _recordable(request, org, strategy, period, measure)
    form = ReadingForm(posted(request), measure=chosen)

    def act() -> str:
        made = record_reading(measure=chosen, entry=form.entry(), by=signed_in(request))
        return f"Reading recorded: {in_figures(chosen, made.value, made.words)} on {in_words(made.date)}."

    return answered(request, (found, chosen), form, "reading_add", act)


@form_page
def readings_paste(request: HttpRequest, org: str, strategy: str, period: str, measure: int) -> HttpResponse:
    """Reads two columns that were pasted, shows what each line would do, and saves them when that was seen."""
    found, chosen = _recordable(request, org, strategy, period, measure)
    form = PasteForm(posted(request), measure=chosen)
    if form.is_valid():
        if request.POST.get("do") == "save" and _pasted(request, form, chosen):
            return redirect("measure", *found.address, chosen.pk)
        form.show()
    context = around(
        found, measure=chosen, form=form, lines=preview(chosen, form.pasted), to_save=len(form.pasted.to_save)
    )
    context["refused"] = len(form.pasted.of(Fate.REFUSED))
    return render(request, "commitments/readings_paste.jinja", context)


def _pasted(request: HttpRequest, form: PasteForm, measure: SuccessMeasure) -> bool:
    """Whether what was seen of a paste was saved."""
    if not form.was_looked_at():
        form.add_error(None, _LOOK_AGAIN)
        return False

    def act() -> str:
        added, changed = record_readings(
            measure=measure, entries=form.entries(), seen=form.seen(), by=signed_in(request)
        )
        return f"Saved: {_counted(added)} added, {changed} changed."

    return done(request, form, act)


@form_page
def reading_correct(
    request: HttpRequest, *, org: str, strategy: str, period: str, measure: int, reading: int
) -> HttpResponse:
    """Corrects a reading, or its note."""
    found, row = _reading_or_404(request, org=org, strategy=strategy, period=period, measure=measure, reading=reading)
    form = CorrectForm(posted(request), reading=row)

    def act() -> str:
        given = form.cleaned_data
        now = correct_reading(
            reading=row, value=given["value"], note=given["note"], shown=form.shown(), by=signed_in(request)
        )
        return f"Saved: {in_figures(row.measure, now.value, now.words)} on {in_words(now.date)}."

    return answered(request, (found, row.measure), form, "reading_correct", act, reading=row)


@form_page
def reading_delete(
    request: HttpRequest, *, org: str, strategy: str, period: str, measure: int, reading: int
) -> HttpResponse:
    """Deletes a reading, after asking."""
    found, row = _reading_or_404(request, org=org, strategy=strategy, period=period, measure=measure, reading=reading)
    form = SureForm(posted(request), now=plain_reading(row))
    words = f"{in_figures(row.measure, row.value, row.words)} on {in_words(row.date)}"

    def act() -> str:
        delete_reading(reading=row, shown=form.shown(), by=signed_in(request))
        return f"Reading deleted: {words}."

    return answered(request, (found, row.measure), form, "reading_delete", act, words=words)


def _counted(number: int) -> str:
    return f"{number} {'reading' if number == 1 else 'readings'}"
