import pytest

from reports.render.fonts import fonts_for


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Plain words, £5.3m – “quoted” • and 10 °C", ["Report"]),
        ("Łódź", ["Report", "Report latin-ext"]),
        ("αβγ", ["Report", "Report greek"]),
        ("Привет", ["Report", "Report cyrillic"]),
        ("added ◊◊", ["Report", "Report symbols"]),
        ("≥ 5 and Ł", ["Report", "Report latin-ext", "Report symbols"]),
    ],
)
def test_fonts_are_those_that_the_text_needs(text, families):
    files = fonts_for(text)
    css = files["css/fonts.css"].decode()
    named = list(dict.fromkeys(part.split("'")[0] for part in css.split("font-family:'")[1:]))
    assert named == families


def test_fonts_are_true_type_in_two_weights():
    files = {path: content for path, content in fonts_for("words").items() if path.endswith(".ttf")}
    assert sorted(files) == ["fonts/arimo-latin-400-normal.ttf", "fonts/arimo-latin-700-normal.ttf"]
    assert {content[:4] for content in files.values()} == {b"\x00\x01\x00\x00"}
