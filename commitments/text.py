"""One form for every text that a person types or pastes, so that page, PDF, Word and Excel show the same string.

Pure: no Django, no database.
"""

import re
import unicodedata

# What Word and PowerPoint paste as a line break, and Unicode's own line and paragraph separators.
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters but tab and line feed; surrogates without a partner; non-characters; marks that turn the reading order round.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]",
)
_RUN = 40  # characters
_UNBROKEN = re.compile(rf"[^\s\u200b]{{{_RUN}}}(?=[^\s\u200b])")


def normalised(text: str) -> str:
    """The text in Unicode's composed form (NFC), with line feeds as its only line breaks and no invisible control characters.

    Joined emoji stay as they are. Applying it twice changes nothing.
    """
    broken = _LINE_BREAKS.sub("\n", text)
    return unicodedata.normalize("NFC", _UNWANTED.sub("", broken))


def one_line(text: str) -> str:
    """The normalised text on one line: every run of white space is one blank, none at the ends."""
    return " ".join(normalised(text).split())


def breakable(text: str) -> str:
    """The text with a zero-width space after every 40 characters that have no break.

    A layout engine that looks for a place to break needs time that grows with the square of such a run.
    """
    # Most texts have no such run, and the pattern tries each of their characters to find that out.
    if type(text) is str and (len(text) <= _RUN or max(map(len, text.split()), default=0) <= _RUN):
        return text
    return _UNBROKEN.sub(lambda run: run.group() + "\u200b", text)


def shortened(text: str, most: int = 100) -> str:
    """The text, or its first `most` characters with an ellipsis where it has more: for a list to choose from or a sentence."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def initials(name: str) -> str:
    """The capitals that a name is known by: 'Be a great place to work' gives 'BGPW'.

    The small words a, an, and, of, the, to, for and in don't count, unless nothing else is there.
    """
    words = re.findall(r"[^\W_]+", name)
    telling = [word for word in words if word.lower() not in {"a", "an", "and", "of", "the", "to", "for", "in"}]
    return "".join(word[0].upper() for word in telling or words) or "C"


def with_article(noun: str) -> str:
    """'a theme', 'an objective': a noun, such as a strategy's own label, with the article that goes before it."""
    sounds_otherwise = re.match(r"(?i)(uni(?!n)|use|usa|eu|one\b|once)", noun)
    silent = re.match(r"(?i)(hour|honest|honou?r|heir)", noun)
    vowel = noun[:1].lower() in set("aeiou") and not sounds_otherwise
    return f"{'an' if vowel or silent else 'a'} {noun}"
