"""What WeasyPrint's tags leave out."""

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


def _parent(element: Any, elements: dict[int, Any]) -> Any:
    return elements[int(element["P"].split()[0])]
