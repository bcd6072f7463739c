"""Charts of success measures: readings → picture (plain values) → SVG, PNG and the words that say what the chart shows."""

from commitments.charts.building import picture
from commitments.charts.drawing import png, svg
from commitments.charts.icons import Icon, icon
from commitments.charts.pictures import Picture
from commitments.charts.verdicts import Verdict, verdict
from commitments.charts.words import description, remark, said, title, when

__all__ = [
    "Icon",
    "Picture",
    "Verdict",
    "description",
    "icon",
    "picture",
    "png",
    "remark",
    "said",
    "svg",
    "title",
    "verdict",
    "when",
]
