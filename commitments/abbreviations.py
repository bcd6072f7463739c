"""The meaning of an acronym where a page uses it first: `<abbr title>`, which a pointer or a screen reader brings out."""

from collections.abc import Mapping

from markupsafe import Markup, escape

from commitments.acronyms import finder
from commitments.text import breakable


class FirstUses:
    """Explains each of the listed acronyms once, where a page uses it first: make a new one for each page."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        """`listed` gives the meaning of each short form."""
        self._listed = listed
        self._uses = finder(listed)
        self._left = set(listed)

    def explained(self, text: str) -> Markup:
        """The text as HTML: escaped, breakable where a word is long, with the acronyms that stand in it for the first time.

        One pass. What is no acronym is as in any other text.
        """
        if not self._left:
            return escape(breakable(text))
        parts: list[Markup] = []
        told = 0
        for use in self._uses(text):
            if use.short in self._left:
                self._left.remove(use.short)
                parts.append(escape(breakable(text[told : use.start])))
                parts.append(
                    Markup('<abbr title="{}">{}</abbr>').format(self._listed[use.short], text[use.start : use.end])
                )
                told = use.end
        return Markup("").join([*parts, escape(breakable(text[told:]))])


def explained(text: str, first_uses: FirstUses | None = None) -> str:
    """The filter of the templates: a text whose acronyms are explained where a page uses them first; on paper only `breakable`."""
    return first_uses.explained(text) if first_uses else breakable(text)
