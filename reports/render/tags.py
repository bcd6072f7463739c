"""What WeasyPrint's tags leave out, and a patch until its writer is as fast as it could be."""

from collections.abc import Callable
from typing import Any

import pydyf


def finish(_document: object, pdf: pydyf.PDF) -> None:
    """Adds the scope of header cells and the numbering of lists to the structure tree, just before it is written."""
    elements = {each.number: each for each in pdf.objects if isinstance(each, pydyf.Dictionary)}
    for element in elements.values():
        if element.get("Type") != "/StructElem":
            continue
        if element["S"] == "/TH":
            in_head = _parent(_parent(element, elements), elements)["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
        elif element["S"] == "/L":
            element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": "/Disc"})


def memoise_page_references(pdf_class: Any) -> None:
    """Keeps a PDF's page references until a page is added.

    pydyf builds them anew for every structure element, which makes tagging quadratic: at 20 times the length of a
    report that was a quarter of the time. Applying it twice changes nothing.
    """
    built: Callable[[Any], tuple[bytes, ...]] = pdf_class.page_references.fget
    if getattr(built, "is_memoised", False):
        return

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        if getattr(pdf, "_references_of", None) != count:
            pdf._references_of, pdf._references = count, built(pdf)
        references: tuple[bytes, ...] = pdf._references
        return references

    page_references.is_memoised = True  # type: ignore[attr-defined]  # a mark on the function, for the line above
    pdf_class.page_references = property(page_references)


def _parent(element: Any, elements: dict[int, Any]) -> Any:
    return elements[int(element["P"].split()[0])]
