"""The report's own fonts, so that it looks the same on every machine: Arimo, and DejaVu Sans for what Arimo lacks."""

from functools import cache

from commitments.fonts import unpacked

WEIGHTS = (400, 700)
# Beyond Latin-1, what prose needs of Arimo's first file.
_IN_LATIN = frozenset(
    "\u0131\u0152\u0153\u02c6\u02da\u02dc\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u20ac\u2122\u200b\u00ad\n"
)
_RANGES = {"latin-ext": ((0x100, 0x24F), (0x1E00, 0x1EFF)), "greek": ((0x370, 0x3FF),), "cyrillic": ((0x400, 0x45F),)}


def fonts_for(text: str) -> dict[str, bytes]:
    """The font files that these characters need, and css/fonts.css, which names them; as paths and bytes."""
    faces, files = [], {}
    for family, part, shown in _parts(set(text)):
        for weight in WEIGHTS:
            name = f"{family}-{part}-{weight}-normal"
            files[f"fonts/{name}.ttf"] = _content(family, name)
            faces.append(f"@font-face{{font-family:'{shown}';font-weight:{weight};src:url('../fonts/{name}.ttf')}}")
    return files | {"css/fonts.css": "\n".join(faces).encode()}


def _parts(characters: set[str]) -> list[tuple[str, str, str]]:
    """Family, part and the name that the style sheet gives it, for the fonts that hold these characters."""
    parts = [("arimo", "latin", "Report")]
    others = {character for character in characters if ord(character) > 0xFF and character not in _IN_LATIN}
    for part, ranges in _RANGES.items():
        held = {each for each in others if any(low <= ord(each) <= high for low, high in ranges)}
        if held:
            parts.append(("arimo", part, f"Report {part}"))
            others -= held
    return [*parts, ("dejavu-sans", "latin", "Report symbols")] if others else parts


@cache
def _content(family: str, name: str) -> bytes:
    return unpacked(family, name).read_bytes()
