"""The arithmetic of an SPC chart of single readings (XmR), by the rules of NHS England's *Making Data Count*. No Django, no drawing.

The formulas and rules are those of the NHS-R Community's NHSRplotthedots, which reproduces NHS England's Excel tool
(https://github.com/nhs-r-community/NHSRplotthedots: ptd_spc_standard.R, ptd_calculate_point_type.R,
ptd_calculate_assurance_type.R). Where the two differ we do as Excel does: moving ranges that are far off are not left
out (the package's screen_outliers = FALSE), so limits are wider after a single odd reading. Limits are not cut off at
0 or at 100 %. A trend's colour goes by the way it leads, not by the side of the mean (the package's issue 171).

All numbers are Fractions: a reading that is as high as the mean or a limit is exactly there, however the mean recurs.
"""

from commitments.spc.charting import Assurance, Chart, Point, Reading, Stretch, Variation, assurance, chart, suits
from commitments.spc.rules import FIRM_FROM, Limits, Number, Rule, Side, limits_of

__all__ = [
    "FIRM_FROM",
    "Assurance",
    "Chart",
    "Limits",
    "Number",
    "Point",
    "Reading",
    "Rule",
    "Side",
    "Stretch",
    "Variation",
    "assurance",
    "chart",
    "limits_of",
    "suits",
]
