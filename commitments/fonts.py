"""Fonts from their packages, unpacked: for the charts and for the report."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from fontTools.ttLib import woff2


def unpacked(family: str, name: str) -> Path:
    """The file of a font as TrueType, which is what matplotlib and the report's press read.

    It is unpacked once for good, which takes longer than laying out a report; several may do so at the same time.
    """
    packed: Path = settings.BASE_DIR / "node_modules" / "@fontsource" / family / "files" / f"{name}.woff2"
    found: Path = settings.VAR_DIR / "fonts" / f"{name}.ttf"
    if not found.exists() or found.stat().st_mtime < packed.stat().st_mtime:
        found.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=found.parent, suffix=".part", delete=False) as part:
            woff2.decompress(packed, part)
        Path(part.name).replace(found)
    return found
