"""A desk beside the sample document: everything approved, everybody there."""

from dataclasses import replace
from datetime import date

from reports.document.desk import Desk, Handed, Listed
from reports.document.parts import Chapter, Group
from tests.reports.document.samples import document, line

ADDRESS = ("sht", "plan", "2022-03")
APPROVED = Handed("approved")
ACRONYMS = (Listed("MRI", "Magnetic resonance imaging", 7),)


def desk(**changes):
    """The desk of a period whose round is open, with an approved update of BO-01."""
    usual = Desk(
        address=ADDRESS,
        as_of=date(2022, 3, 30),
        meets="30 March 2022",
        owing=frozenset({"BO-01"}),
        updates={"BO-01": APPROVED},
        points={("highlight", "The ward is on its way"): 5},
        acronyms=ACRONYMS,
    )
    return replace(usual, **changes)


def telling(*lines, **changes):
    """A document with one priority, whose tables hold these commitments."""
    chapter = Chapter(
        anchor="priority-1",
        name="Be outstanding",
        strapline="",
        executive_lead="",
        has_themes=True,
        has_sub_themes=False,
        columns=("June 2021", "March 2022", "Next"),
        groups=(Group("Buildings", "", lines or (line(),)),),
        completed_earlier=(),
    )
    return document(**{"chapters": (chapter,), "changes": ()} | changes)
