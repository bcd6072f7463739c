"""What pages that change something have in common."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest

from commitments.actions import RefusedError
from commitments.actions.letters import LetterNotSentError
from commitments.models import User


def signed_in(request: HttpRequest) -> User:
    """The person who asks; the pages of strangers are others."""
    assert isinstance(request.user, User)
    return request.user


def done(request: HttpRequest, form: Form, act: Callable[[], str]) -> bool:
    """Whether the action was done; says so with the sentence that it gives, or writes into the form why it was refused."""
    try:
        messages.success(request, act())
    except RefusedError as error:
        form.add_error(None, str(error))
        return False
    except LetterNotSentError as error:
        messages.warning(request, str(error))
    return True


def site_of(request: HttpRequest) -> str:
    """Where links of letters lead: the host that was asked, which is one of ALLOWED_HOSTS."""
    return f"{request.scheme}://{request.get_host()}"
