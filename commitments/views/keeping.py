"""Nothing typed is lost: a form that is sent after its session ended, or from a page that is too old, is given back.

A page of such a form carries a mark, signed for the person and the page. What comes with that mark was typed by them here, so it
may be kept in the session of whoever is signed out, until they have signed in; what comes without it is refused as anywhere.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from commitments.models import Answer, Rating, Stage

_View = Callable[..., HttpResponseBase]
_SALT = "what was typed"
_DAYS = 14  # that a page may stand open
_PAGES = 5  # whose words a session keeps
_KEY = "typed"
_NOT_WORDS = ("csrfmiddlewaretoken", "mark")
_CODES = {
    "on": "Yes",
    **dict(Stage.choices),
    **dict(Rating.choices),
    **dict(Answer.choices),
}  # what radios and boxes send
_NOT_TYPED = (*_NOT_WORDS, "do", "revision")
SIGNED_OUT = "You were signed out before this could be saved. What you typed is below, and it is not saved yet: check it and save it now."
TOO_OLD = (
    "You have signed in again in another window since you opened this page, so nothing was saved. "
    "What you typed is below: check it and save it now."
)

NO_MORE = (
    "Not saved: you may not change this any more. Choose Save draft to get what you typed, so that you can copy it."
)


def mark_of(request: HttpRequest) -> str:
    """The mark for a form on this page, which says who was given the page."""
    return signing.dumps({"by": request.user.pk, "at": request.path}, salt=_SALT)


def keeps_what_was_typed(view: _View) -> _View:
    """A view whose form is given back to its writer. It is called with `given_back`: a sentence that says why, or nothing.

    In place of the middleware it asks for signing in, and refuses what another site sends. A script that sends the form by itself
    (`do` is autosave or draw) is answered in JSON: 401 for who is signed out, 409 with a new token for a page that is too old.
    Who may not do any more what they began gets their words back to copy them, with the status of the refusal.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        posted = request.method == "POST"
        if not request.user.is_authenticated:
            return _to_sign_in(request) if posted else redirect_to_login(request.get_full_path())
        refused = CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, view, args, kwargs)
        given_back = TOO_OLD if refused else ""
        if refused and _marked_for(request) != request.user.pk:
            return refused
        if refused and _by_script(request):
            return JsonResponse({"token": get_token(request)}, status=409)
        typed = _typed_here(request)
        try:
            return view(request, *args, given_back=given_back, **kwargs)
        except (PermissionDenied, Http404) as no_more:
            if typed is None:
                raise
            return _to_copy(request, typed, status=404 if isinstance(no_more, Http404) else 403)

    return csrf_exempt(login_not_required(kept))


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page when they were signed out, given back once; none otherwise."""
    pages = request.session.get(_KEY, {})
    kept = pages.get(request.path)
    if kept is None or kept["by"] != request.user.pk:
        return None
    request.session[_KEY] = {path: words for path, words in pages.items() if path != request.path}
    return QueryDict(kept["words"])


def _typed_here(request: HttpRequest) -> QueryDict | None:
    """What this person typed on this page: sent now, or when they were signed out; none otherwise."""
    if request.method == "POST":
        return request.POST if _marked_for(request) == request.user.pk else None
    kept = request.session.get(_KEY, {}).get(request.path)
    return QueryDict(kept["words"]) if kept and kept["by"] == request.user.pk else None


def _to_copy(request: HttpRequest, typed: QueryDict, *, status: int) -> HttpResponse:
    """What somebody typed who may not save it any more; nothing else of the page, which they may not see."""
    if _by_script(request):
        return JsonResponse({"sentence": NO_MORE}, status=status)
    texts = [
        f"{name.split('-')[0].capitalize()}:\n{_CODES.get(value, value)}"
        for name, values in typed.lists()
        for value in map(str, values[-1:])
        if name not in _NOT_TYPED and value.strip()
    ]
    return render(request, "403_typed.jinja", {"typed": "\n\n".join(texts)}, status=status)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The way to sign in; what was typed waits in the session, which goes on when somebody signs in."""
    if _by_script(request):
        return JsonResponse({"signed_out": True}, status=401)
    by = _marked_for(request)
    if by is not None:
        words = request.POST.copy()
        for name in _NOT_WORDS:
            words.pop(name, None)
        others = {path: kept for path, kept in request.session.get(_KEY, {}).items() if path != request.path}
        newest = dict([*others.items()][1 - _PAGES :])
        request.session[_KEY] = newest | {request.path: {"by": by, "words": words.urlencode()}}
    return redirect_to_login(request.path)


def _by_script(request: HttpRequest) -> bool:
    return request.POST.get("do") in {"autosave", "draw"}


def _marked_for(request: HttpRequest) -> int | None:
    """The key of the person whom the page was given to; none without a mark that is ours and for this page."""
    try:
        found = signing.loads(request.POST.get("mark", ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return int(found["by"]) if found["at"] == request.path else None
