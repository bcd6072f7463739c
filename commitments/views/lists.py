"""The lists of an organisation that the strategy team keeps: posts, acronyms, committees."""

from collections.abc import Callable, Iterable

from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from commitments.actions.organisation import (
    add_acronym,
    add_committee,
    add_post,
    change_acronym,
    change_committee,
    change_post,
    remove_acronym,
)
from commitments.actions.oversight import overseen_by, priorities_of, priority_in_words
from commitments.forms.organisation import AcronymForm, CommitteeForm, PostForm, RemoveForm, Shown
from commitments.models import Acronym, Committee, Organisation, Post
from commitments.permissions import Action, permit
from commitments.text import one_line
from commitments.views.acting import done, signed_in
from commitments.views.finding import organisation_or_404
from commitments.views.plan_changes import form_page, posted


def _kept(request: HttpRequest, org: str) -> Organisation:
    """The organisation of an address, for who may change its lists."""
    found = organisation_or_404(request, org)
    permit(request.user, Action.CHANGE_PLAN, found)
    return found


def saved(request: HttpRequest, form: Form, act: Callable[[], str]) -> bool:
    """Whether a form had no faults and was saved; what was refused is based on what is there now, so that it can be sent again."""
    if not form.is_valid():
        return False
    if done(request, form, act):
        return True
    if isinstance(form, Shown):
        form.base_on_now()
    return False


@form_page
def post_add(request: HttpRequest, org: str) -> HttpResponse:
    """Adds a post, and lists those that are there: who leads nothing, and what nobody holds."""
    organisation = _kept(request, org)
    form = PostForm(posted(request))

    def act() -> str:
        post = add_post(organisation=organisation, title=form.cleaned_data["title"], by=signed_in(request))
        return f"“{post}” was added. An administrator can say who holds it."

    if saved(request, form, act):
        return redirect("post-add", org)
    held = Count("holder", Q(holder__is_active=True))
    rows = organisation.posts.select_related("holder").annotate(
        is_held=held, leads=Count("commitments_led", distinct=True)
    )
    context = {"organisation": organisation, "form": form, "posts": rows.order_by("is_held", "title", "pk")}
    return render(request, "commitments/post_add.jinja", context)


@form_page
def post_title(request: HttpRequest, org: str, post: int) -> HttpResponse:
    """Corrects the title of a post."""
    organisation = _kept(request, org)
    found = get_object_or_404(Post.objects.select_related("organisation"), organisation=organisation, pk=post)
    form = PostForm(posted(request), post=found)

    def act() -> str:
        now = change_post(post=found, title=form.cleaned_data["title"], shown=form.shown(), by=signed_in(request))
        return f"Saved. The post is called “{now}” now."

    if saved(request, form, act):
        return redirect("post-add", org)
    context = {"organisation": organisation, "form": form, "post": found}
    return render(request, "commitments/post_title.jinja", context)


@require_safe
def acronyms(request: HttpRequest, org: str) -> HttpResponse:
    """Every acronym of the organisation."""
    organisation = _kept(request, org)
    context = {"organisation": organisation, "acronyms": organisation.acronyms.order_by("short", "pk")}
    return render(request, "commitments/acronyms.jinja", context)


@form_page
def acronym_add(request: HttpRequest, org: str) -> HttpResponse:
    """Adds an acronym; the address may say which."""
    organisation = _kept(request, org)
    form = AcronymForm(posted(request), short=one_line(request.GET.get("short", "")[:100]))

    def act() -> str:
        given = form.cleaned_data
        made = add_acronym(organisation=organisation, short=given["short"], long=given["long"], by=signed_in(request))
        return f"{made.short} was added. Reports that use it explain it from now on."

    if saved(request, form, act):
        return redirect("acronyms", org)
    context = {"organisation": organisation, "form": form, "acronym": None}
    return render(request, "commitments/acronym_edit.jinja", context)


@form_page
def acronym_edit(request: HttpRequest, org: str, acronym: int) -> HttpResponse:
    """Changes an acronym or its meaning."""
    organisation = _kept(request, org)
    found = get_object_or_404(Acronym.objects.select_related("organisation"), organisation=organisation, pk=acronym)
    form = AcronymForm(posted(request), acronym=found)

    def act() -> str:
        given = form.cleaned_data
        now = change_acronym(
            acronym=found, short=given["short"], long=given["long"], shown=form.shown(), by=signed_in(request)
        )
        return f"Saved. {now.short}: {now.long}."

    if saved(request, form, act):
        return redirect("acronyms", org)
    context = {"organisation": organisation, "form": form, "acronym": found}
    return render(request, "commitments/acronym_edit.jinja", context)


@form_page
def acronym_remove(request: HttpRequest, org: str, acronym: int) -> HttpResponse:
    """Takes an acronym off the list, after asking."""
    organisation = _kept(request, org)
    found = get_object_or_404(Acronym.objects.select_related("organisation"), organisation=organisation, pk=acronym)
    form = RemoveForm(posted(request))

    def act() -> str:
        remove_acronym(acronym=found, by=signed_in(request))
        return f"{found.short} was removed."

    if saved(request, form, act):
        return redirect("acronyms", org)
    context = {"organisation": organisation, "form": form, "acronym": found}
    return render(request, "commitments/acronym_remove.jinja", context)


@require_safe
def committees(request: HttpRequest, org: str) -> HttpResponse:
    """Every committee of the organisation, with the priorities that it oversees."""
    organisation = _kept(request, org)
    priorities = priorities_of(organisation)
    context = {
        "organisation": organisation,
        "committees": organisation.committees.order_by("name", "pk"),
        "overseen": overseen_by(priorities),
        "unseen": [priority_in_words(each, priorities) for each in priorities if each.committee is None],
    }
    return render(request, "commitments/committees.jinja", context)


@form_page
def committee_add(request: HttpRequest, org: str) -> HttpResponse:
    """Adds a committee."""
    organisation = _kept(request, org)
    form = CommitteeForm(posted(request))

    def act() -> str:
        given = form.cleaned_data
        made = add_committee(
            organisation=organisation,
            name=given["name"],
            papers_working_days=given["papers_working_days"],
            by=signed_in(request),
        )
        return f"{made.name} was added."

    if saved(request, form, act):
        return redirect("committees", org)
    context = {"organisation": organisation, "form": form, "committee": None}
    return render(request, "commitments/committee_edit.jinja", context)


@form_page
def committee_edit(request: HttpRequest, org: str, committee: int) -> HttpResponse:
    """Changes a committee."""
    organisation = _kept(request, org)
    rows = Committee.objects.select_related("organisation")
    found = get_object_or_404(rows, organisation=organisation, pk=committee)
    form = CommitteeForm(posted(request), committee=found)

    def act() -> str:
        given = form.cleaned_data
        now = change_committee(
            committee=found,
            name=given["name"],
            papers_working_days=given["papers_working_days"],
            oversees=form.overseen(),
            shown=form.shown(),
            by=signed_in(request),
        )
        return _saved_committee(now, form.overseen().values())

    if saved(request, form, act):
        return redirect("committees", org)
    context = {"organisation": organisation, "form": form, "committee": found}
    return render(request, "commitments/committee_edit.jinja", context)


def _saved_committee(committee: Committee, overseen: Iterable[str]) -> str:
    days = committee.papers_working_days
    when = f"papers are due {days} working {'day' if days == 1 else 'days'} before a meeting"
    names = ", ".join(overseen)
    return f"Saved. {committee.name}: {when}." + (f" It oversees: {names}." if names else "")
