"""WordprocessingML in small pieces: paragraphs, runs, fields, statuses."""

from collections.abc import Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.document.parts import Word

Element = Any  # lxml ships no types

# A character shape, which Arial has on every machine, and its colour, at least 4.5:1 on white.
SHAPES = {
    "not_started": ("○", "4C6272"),
    "in_progress": ("►", "4C6272"),
    "paused": ("║", "4C6272"),
    "complete": ("√", "005EB8"),
    "not_achieved": ("×", "D5281B"),
    "stopped": ("□", "4C6272"),
    "merged": ("→", "4C6272"),
    "green": ("●", "007F3B"),
    "amber": ("▲", "A86200"),
    "red": ("■", "D5281B"),
}
_NO_BREAK = "\N{NO-BREAK SPACE}"


def w(tag: str, *children: Element, **attributes: str | float) -> Element:
    """An element of WordprocessingML with attributes and children; those that are None are left out."""
    element = OxmlElement(f"w:{tag}", {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    for child in children:
        if child is not None:
            element.append(child)
    return element


def paragraph(style: str, *runs: Element, keep: bool = False) -> Element:
    """A paragraph of a style; one to keep stays on the page of the next."""
    return w("p", w("pPr", w("pStyle", val=style), w("keepNext") if keep else None), *runs)


def run(words: str, style: str = "", *, bold: bool = False, colour: str = "") -> Element:
    """Words in one form; a line break in them is one in Word, a tab a tab."""
    form = w(
        "rPr",
        w("rStyle", val=style) if style else None,
        w("b") if bold else None,
        w("color", val=colour) if colour else None,
    )
    return w("r", form if len(form) else None, *_pieces(words))


def _pieces(words: str) -> Iterator[Element]:
    for number, line in enumerate(words.split("\n")):
        if number:
            yield w("br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                yield w("tab")
            if piece:
                text = w("t")
                text.text = piece
                text.set(qn("xml:space"), "preserve")
                yield text


def status(word: Word, *, bold: bool = False) -> tuple[Element, ...]:
    """A stage or rating: its shape in its colour, and its word."""
    if word.code not in SHAPES:
        return (run(word.word, bold=bold),)
    shape, colour = SHAPES[word.code]
    return run(shape, colour=colour), run(f"{_NO_BREAK}{word.word}", bold=bold)


def field(instruction: str, shown: str) -> Iterator[Element]:
    """A field, such as the number of the page, and what it shows until it is worked out."""
    text = w("instrText")
    text.text = f" {instruction} "
    text.set(qn("xml:space"), "preserve")
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", text)
    yield w("r", w("fldChar", fldCharType="separate"))
    yield run(shown)
    yield w("r", w("fldChar", fldCharType="end"))


def twips(millimetres: float) -> int:
    """A length in Word's twentieths of a point."""
    return round(millimetres * 1440 / 25.4)
