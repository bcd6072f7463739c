import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from strategy_tracker.jinja import environment


def render(template, **names):
    return environment(loader=DictLoader({"page": template}), autoescape=True).get_template("page").render(**names)


@pytest.mark.parametrize(
    "template",
    [
        "{{ misspelt }}",
        "{{ misspelt.attribute }}",
        "{{ misspelt['item'].deeper }}",
        "{{ misspelt | upper }}",
        "{{ misspelt | safe }}",
        "{{ 'a' ~ misspelt }}",
        "{% set name = misspelt %}{{ name }}",
    ],
)
def test_misspelt_name_raises_where_it_is_printed(template):
    with pytest.raises(UndefinedError, match="'misspelt' is undefined"):
        render(template)


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ params.missing }}", ""),
        ("{{ params['missing'] }}", ""),
        ("{{ params.missing.deeper.still }}", ""),
        ("{{ params.missing | upper }}", ""),
        ("{{ 'a' ~ params.missing }}", "a"),
        ("{{ params.missing | default('other') }}", "other"),
        ("{{ params.here }}", "here"),
    ],
)
def test_missing_parameter_of_a_macro_is_printed_as_nothing(template, printed):
    assert render(template, params={"here": "here"}) == printed


@pytest.mark.parametrize("name", ["misspelt", "misspelt.attribute", "params.missing", "params.missing.deeper"])
def test_undefined_is_false_and_has_no_items(name):
    template = f"{{{{ 'true' if {name} else 'false' }}}}{{% for item in {name} %}}item{{% endfor %}}"

    assert render(template, params={}) == "false"


def test_text_is_escaped_and_markup_is_not():
    assert render("{{ text }}{{ markup }}", text="<b>", markup=Markup("<b>")) == "&lt;b&gt;<b>"


def test_environment_finds_the_nhs_macros():
    template = "{% from 'nhsuk/components/tag/macro.jinja' import tag %}{{ tag({'text': 'On track'}) }}"

    assert render(template).strip() == '<strong class="nhsuk-tag">\n  On track\n</strong>'


def test_environment_says_whether_it_is_the_demonstration(settings):
    settings.DEMO = True

    assert render("{{ demo }}") == "True"
