"""Acronyms explained where a page uses them first."""

import string
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from commitments.abbreviations import FirstUses, explained
from commitments.text import breakable

LISTED = {"CDC": "Community diagnostic centre", "C&M": "Cheshire & Merseyside", "KPI": 'A "key" <figure>'}


def abbr(title, short):
    return f'<abbr title="{title}">{short}</abbr>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The CDC opened", f"The {abbr('Community diagnostic centre', 'CDC')} opened"),
        ("CDCs", f"{abbr('Community diagnostic centre', 'CDC')}s"),
        ("CDC and CDC", f"{abbr('Community diagnostic centre', 'CDC')} and CDC"),
        ("C&M’s", f"{abbr('Cheshire &amp; Merseyside', 'C&amp;M')}’s"),
        ("KPI", abbr("A &#34;key&#34; &lt;figure&gt;", "KPI")),
        ("<b>bold</b> & more", "&lt;b&gt;bold&lt;/b&gt; &amp; more"),
        ("x" * 41 + " CDC", "x" * 40 + "\u200bx " + abbr("Community diagnostic centre", "CDC")),
        ("5kpi", f"5{abbr('A &#34;key&#34; &lt;figure&gt;', 'kpi')}"),
        ("", ""),
    ],
)
def test_explained_is_safe_html(text, expected):
    found = FirstUses(LISTED).explained(text)

    assert (str(found), type(found)) == (expected, Markup)


def test_explained_is_explained_once_a_page():
    first_uses = FirstUses(LISTED)

    assert [str(first_uses.explained(text)) for text in ("KPI", "CDC & KPI", "C&M CDC", "CDC <")] == [
        abbr("A &#34;key&#34; &lt;figure&gt;", "KPI"),
        f"{abbr('Community diagnostic centre', 'CDC')} &amp; KPI",
        f"{abbr('Cheshire &amp; Merseyside', 'C&amp;M')} CDC",
        "CDC &lt;",
    ]


def test_filter_without_a_list_is_breakable():
    assert explained("CDC <b>") == breakable("CDC <b>")
    assert explained("CDC", FirstUses(LISTED)) == abbr("Community diagnostic centre", "CDC")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags = "", []

    def handle_starttag(self, tag, _attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


@given(st.lists(st.text(st.sampled_from(string.printable + "\u2019é"), max_size=80), max_size=4))
def test_page_says_the_same_words_with_and_without_explanations(texts):
    first_uses = FirstUses(LISTED)

    for text in texts:
        reader, plain = _Reader(), _Reader()
        reader.feed(str(first_uses.explained(text)))
        plain.feed(str(escape(text)))
        reader.close()
        plain.close()
        assert reader.text.replace("\u200b", "") == plain.text
        assert set(reader.tags) <= {"abbr"}


def test_a_long_text_is_gone_through_once():
    found = FirstUses(LISTED).explained("CDC and others, " * 50_000)

    assert found.count("<abbr") == 1
