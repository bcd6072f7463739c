"""Reads a page as a person does: its title, the words of its main part in order, its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page:
    """What a page says; `words` are those of its main part, piece by piece, and `links` lead there; `menu` is in the bar above."""

    title: str = ""
    words: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    menu: dict[str, str] = field(default_factory=dict)


def page(response) -> Page:
    """The page of a response to a client's request."""
    return page_of(response.content.decode())


def page_of(html: str) -> Page:
    """The page of a text of HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._inside: set[str] = set()
        self._address = ""
        self._link: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside.add(tag)
        if tag == "a":
            self._address, self._link = dict(attrs).get("href") or "", []

    def handle_endtag(self, tag: str) -> None:
        self._inside.discard(tag)
        if tag == "a" and "main" in self._inside:
            self.page.links[" ".join(self._link)] = self._address
        if tag == "a" and {"header", "nav"} <= self._inside:
            self.page.menu[" ".join(self._link)] = self._address

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            return
        if "title" in self._inside:
            self.page.title += words
        if "main" in self._inside:
            self.page.words.append(words)
        if "a" in self._inside:
            self._link.append(words)
