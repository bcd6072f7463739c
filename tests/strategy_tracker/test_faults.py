import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import path

from strategy_tracker import urls
from tests.pages import page


def test_page_that_is_not_there_says_so(reader):
    answer = reader.get("/nowhere/at-all/plan/")
    assert (answer.status_code, "Page not found" in answer.content.decode()) == (404, True)


@login_not_required
def _breaks(_request):
    raise ValueError("secret words")


def _forbids(_request):
    raise PermissionDenied


urlpatterns = [*urls.urlpatterns, path("breaks/", _breaks), path("forbidden/", _forbids)]
handler403 = urls.handler403
handler500 = urls.handler500


@pytest.mark.urls(__name__)
def test_fault_says_nothing_of_what_went_wrong():
    answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "secret words" not in answer.content.decode()


@pytest.mark.urls(__name__)
def test_what_one_may_not_do_says_so(reader):
    answer = reader.get("/forbidden/")
    assert (answer.status_code, page(answer).words[0]) == (403, "You can’t do this")


def test_form_of_an_old_page_says_that_nothing_was_saved(db):
    answer = Client(enforce_csrf_checks=True).post("/account/sign-in/")
    assert answer.status_code == 403
    assert page(answer).words[:2] == [
        "This page was too old",
        "You may have signed in or out in another window since you opened it. Nothing was saved.",
    ]


def test_text_that_is_too_long_is_refused_in_a_sentence(reader):
    answer = reader.post("/account/password/", {"oldpassword": "x" * 3_000_000})
    assert (answer.status_code, page(answer).words[0]) == (400, "This was too much")


@pytest.mark.django_db
def test_statement_on_accessibility_is_for_everybody(client):
    answer = client.get("/accessibility/")
    assert (answer.status_code, page(answer).words[0]) == (200, "Accessibility statement")
