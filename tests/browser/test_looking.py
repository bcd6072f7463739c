"""What looks at every page finds what it looks for."""

import pytest

from tests.browser.looking import faults

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{}</main></html>"
FINE = "<p style='color: #333; background: #fff'>Fine</p>" * 50


@pytest.fixture
def shown(chromium):
    page = chromium.new_page()
    yield lambda body: page.set_content(PAGE.format(body)) or faults(page)
    page.close()


def test_a_sound_page_has_no_faults(shown):
    assert shown(FINE) == []


@pytest.mark.parametrize(
    "pale",
    [
        "<p style='color: #aaa; background: #fff'>Pale</p>",
        "<p style='color: #333; background: #444'>Pale</p>",
        "<div style='background: #444'><p style='color: #333'>Pale</p></div>",
        "<div style='opacity: 0.4'><p style='color: #333'>Pale</p></div>",
        "<p style='color: #333'>Fine, but for <b style='color: #aaa'>Pale</b></p>",
    ],
)
def test_one_pale_text_among_many_is_found(shown, pale):
    (fault,) = shown(FINE + pale + FINE)

    assert fault.startswith("color-contrast: ")
    assert "Pale" in fault


def test_other_faults_are_found(shown):
    (report,) = shown(FINE + "<img src='data:,'>" + "<p style='color: #333; background: #fff'>Fine</p>")

    assert "image-alt" in report
