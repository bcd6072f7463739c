"""What the API answers where it can't give what was asked for."""

import pytest

from commitments.api.faults import in_one_shape
from tests.factories import StrategyFactory

pytestmark = pytest.mark.django_db

NOT_FOUND = "There is nothing at this address, or nothing that you may read."


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/",
        "/api/v1/nothing/",
        "/api/v1/strategies/x/",
        "/api/v1/strategies/-1/",
        "/api/v1/strategies/1.5/",
        "/api/v1/strategies/٣/",
        "/api/v1/strategies/%00/",
        "/api/v1/strategies/0/",
        f"/api/v1/strategies/{9 * 10**18}/",
        f"/api/v1/strategies/{10**30}/",
        f"/api/v1/strategies/{'9' * 5000}/",
        "/api/v1/strategies/1/nothing/",
        "/api/v1/../v1/nothing/",
        "/api/v1/updates/%ED%A0%80/",
        f"/api/v1/{'x' * 10**6}/",
    ],
    ids=range(15),
)
def test_address_that_leads_nowhere_is_not_found_in_the_api_s_own_shape(reader, path):
    response = reader.get(path)

    assert (response.status_code, response.json()) == (404, {"status": 404, "message": NOT_FOUND, "fields": {}})


def test_address_that_leads_nowhere_tells_nobody_so(client):
    assert client.get("/api/v1/nothing/").status_code == 401


def test_address_without_its_slash_leads_to_the_one_with_it(reader):
    assert reader.get("/api/v1/strategies").headers["Location"] == "/api/v1/strategies/"


def test_answer_that_a_program_does_not_take_is_refused(reader):
    StrategyFactory()

    response = reader.get("/api/v1/strategies/", headers={"Accept": "text/html"})

    assert (response.status_code, response.json()) == (
        406,
        {
            "status": 406,
            "message": "This address gives application/json, which your program does not accept.",
            "fields": {},
        },
    )


def test_writing_from_another_site_is_refused_in_the_same_shape(reader):
    reader.handler.enforce_csrf_checks = True

    response = reader.post("/api/v1/strategies/", b"{}", content_type="application/json")

    assert (response.status_code, response.json()["message"]) == (403, "You may not do this.")


def test_fault_that_nobody_foresaw_is_left_to_the_page_for_faults():
    assert in_one_shape(ValueError("broken"), {}) is None
