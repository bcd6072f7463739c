"""Pictures to SVG and PNG. The same picture gives the same bytes on every machine with the same matplotlib."""

import os
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

from commitments.charts.pictures import Picture
from commitments.charts.words import description, title

if TYPE_CHECKING:
    from commitments.charts.sheets import Sheet

# matplotlib makes no promise to threads.
_ONE_AT_A_TIME = Lock()


def svg(picture: Picture, *, small: bool = False) -> bytes:
    """The chart as SVG with <title> and <desc>: no scripts, styles or fonts, nothing fetched. Small: 220 × 70, without words."""
    with _ONE_AT_A_TIME:
        return _drawn(picture, small=small).svg(title(picture), description(picture))


def png(picture: Picture) -> bytes:
    """The chart as PNG, for Word: 1,600 pixels wide."""
    with _ONE_AT_A_TIME:
        return _drawn(picture, small=False).png()


def _drawn(picture: Picture, *, small: bool) -> "Sheet":
    _ready()
    from commitments.charts import full, sparkline  # noqa: PLC0415 -- these load matplotlib: a second and more

    return sparkline.drawn(picture) if small else full.drawn(picture)


@cache
def _ready() -> None:
    """Sends matplotlib's cache of fonts to where all goes that running makes: a service may have no home to write to."""
    os.environ.setdefault("MPLCONFIGDIR", str(settings.VAR_DIR / "matplotlib"))
