import pytest
from django.http import HttpResponse

from strategy_tracker.trial import TrialOnThisMachine


def answer(rf, address):
    """What the middleware gives to a request from that address: the page, or its own refusal."""
    response = TrialOnThisMachine(lambda request: HttpResponse(f"page for {request.path}"))(
        rf.get("/", REMOTE_ADDR=address)
    )
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.10", "::1"])
def test_demo_answers_this_machine(rf, address):
    assert answer(rf, address) == (200, "page for /")


@pytest.mark.parametrize(
    "address",
    ["203.0.113.9", "10.0.0.1", "192.168.1.2", "0.0.0.0", "2001:db8::1", "", "unknown", "127.0.0.1, 203.0.113.9"],
)
def test_demo_refuses_every_other_address(rf, address):
    assert answer(rf, address) == (403, "The demonstration answers only on the machine that it runs on.")


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"])
def test_demo_refuses_what_a_proxy_on_this_machine_passes_on(rf, header):
    response = TrialOnThisMachine(lambda _request: HttpResponse("page"))(
        rf.get("/", REMOTE_ADDR="127.0.0.1", headers={header: "203.0.113.9"})
    )

    assert response.status_code == 403


def test_site_refuses_another_address_before_it_looks_for_the_page(client):
    response = client.get("/no-such-page", REMOTE_ADDR="203.0.113.9")

    assert response.status_code == 403
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
