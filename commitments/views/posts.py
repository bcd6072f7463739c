"""Posts, and who holds them: administrators' pages."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions.posts import assign_post
from commitments.forms.posts import PostForm
from commitments.models import Post
from commitments.permissions import Action, permit
from commitments.views.acting import done, signed_in
from commitments.views.finding import organisation_or_404


@require_safe
def posts(request: HttpRequest, org: str) -> HttpResponse:
    """Every post of the organisation, those without a holder first."""
    organisation = organisation_or_404(request, org)
    permit(request.user, Action.READ_PEOPLE, organisation)
    # Nobody answers for a post whose holder has gone: it stands with those that have none.
    held = Count("holder", Q(holder__is_active=True))
    every = Post.objects.filter(organisation=organisation).select_related("holder", "deputy")
    rows = every.annotate(is_held=held, leads=Count("commitments_led", distinct=True)).order_by(
        "is_held", "title", "pk"
    )
    context = {"organisation": organisation, "posts": rows}
    return render(request, "commitments/posts.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_edit(request: HttpRequest, org: str, post: int) -> HttpResponse:
    """Chooses the holder and the deputy of a post."""
    organisation = organisation_or_404(request, org)
    permit(request.user, Action.MANAGE_PEOPLE, organisation)
    found = get_object_or_404(Post.objects.select_related("organisation"), organisation=organisation, pk=post)
    form = PostForm(request.POST if request.method == "POST" else None, post=found, by=signed_in(request))

    def act() -> str:
        now = assign_post(post=found, by=signed_in(request), **form.parts())
        return f"Saved. {now.title}: {now.holder or 'nobody'} holds it, {now.deputy or 'nobody'} deputises."

    if form.is_valid() and done(request, form, act):
        return redirect("posts", org)
    context = {"organisation": organisation, "post": found, "form": form}
    return render(request, "commitments/post_edit.jinja", context)
