"""What one writes for one's posts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.rounds.also_owed import also_owed
from commitments.writing.column import HALF_A_PAGE
from commitments.writing.mine import my_posts, my_rounds
from commitments.writing.written import BULLETS_IN_AN_UPDATE, CHARACTERS_IN_A_BULLET


@require_safe
def my_updates(request: HttpRequest) -> HttpResponse:
    """What the board asked, and the updates of one's posts in every open round: what is owed and by when, what came back, what is submitted and approved."""
    posts = my_posts(request.user)
    context = {
        "posts": posts,
        "questions": also_owed(request.user),
        "rounds": my_rounds(request.user, posts, timezone.now()),
        "here": "my-updates",
    }
    return render(request, "commitments/my_updates.jinja", context)


@require_safe
def update_guidance(request: HttpRequest) -> HttpResponse:
    """How to write an update, for those who do it twice a year."""
    context = {
        "half_a_page": HALF_A_PAGE,
        "most_lines": BULLETS_IN_AN_UPDATE,
        "longest_line": CHARACTERS_IN_A_BULLET,
        "here": "my-updates",
    }
    return render(request, "commitments/update_guidance.jinja", context)
