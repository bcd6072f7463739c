import pytest
from django.test import Client
from django.urls import path

from strategy_tracker import urls


def test_page_that_is_not_there_says_so(client, db):
    answer = client.get("/nowhere/at-all/plan/")
    assert (answer.status_code, "Page not found" in answer.content.decode()) == (404, True)


def _breaks(_request):
    raise ValueError("secret words")


urlpatterns = [*urls.urlpatterns, path("breaks/", _breaks)]
handler500 = urls.handler500


@pytest.mark.urls(__name__)
def test_fault_says_nothing_of_what_went_wrong():
    answer = Client(raise_request_exception=False).get("/breaks/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "secret words" not in answer.content.decode()
