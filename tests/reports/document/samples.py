"""Small plans and a whole document, for the tests of what reports say."""

from dataclasses import replace
from datetime import date

from commitments.charts import picture
from reports.document.front import Erratum, Fact, Question
from reports.document.measured import Measured, Reading
from reports.document.parts import (
    AcronymUsed,
    Cell,
    Change,
    Chapter,
    Claim,
    Completed,
    Glance,
    Group,
    Highlights,
    Kept,
    KeyEntry,
    Labels,
    Line,
    MeetingLine,
    Moved,
    PeriodMonth,
    Point,
    Tally,
    Word,
)
from reports.document.values import Document
from tests.factories import ApprovedUpdateFactory, ReportingPeriodFactory, UpdatePointFactory

GREEN, AMBER = Word("green", "Green"), Word("amber", "Amber")
IN_PROGRESS, COMPLETE = Word("in_progress", "In progress"), Word("complete", "Complete")


def period_of(strategy, month, **fields):
    """The period of a month such as '2022-03'; the label is 'March 2022'."""
    year, number = map(int, month.split("-"))
    return ReportingPeriodFactory(strategy=strategy, month=date(year, number, 1), **fields)


def reported(commitment, period, *progress, then=(), made_by=ApprovedUpdateFactory, **fields):
    """An update with its bullets, approved unless another factory makes it; a list holds the bullets nested under the last."""
    update = made_by(commitment=commitment, period=period, **fields)
    for kind, bullets in (("progress", progress), ("next", then)):
        for position, (text, depth) in enumerate(_flat(bullets)):
            UpdatePointFactory(update=update, kind=kind, text=text, depth=depth, position=position)
    return update


def _flat(bullets):
    return [
        (text, int(isinstance(bullet, list)))
        for bullet in bullets
        for text in (bullet if isinstance(bullet, list) else [bullet])
    ]


def line(**changes):
    """A commitment of a table with two columns and Next."""
    cells = (
        Cell((Point("Ground was broken"),)),
        Cell((Point("Walls stand", ("North wall", "South wall")), Point("Roof ordered"))),
        Cell((), "No next step reported"),
    )
    usual = Line("BO-01", "Build the ward", "**", IN_PROGRESS, AMBER, GREEN, "Steel is late", cells)
    return replace(usual, **changes)


def document(**changes):
    """A document with something in every part."""
    usual = Document(
        organisation="Sand Hills Trust",
        short_name="SHT",
        strategy="Plan 2021-2025",
        title="Implementation report",
        period="March 2022",
        earlier_period="June 2021",
        edition="Draft",
        labels=Labels("Aim", "Aims", "Theme", "Themes", "Promise", "Promises"),
        illustrative="",
        meetings=(MeetingLine("Trust Board", "30 March 2022", "Assurance"),),
        introduction=("This is the second report.",),
        about_markers=("Promises marked ** have been reworded since the plan was published.",),
        key=(KeyEntry("amber", "Amber", "Behind"),),
        highlights=(Highlights("Be outstanding", (Claim("The ward is on its way", ("BO-01", "BO-02")),)),),
        challenges=(Claim("Steel is dear"),),
        key_activities=(Claim("Open the ward", ("BO-01",)),),
        glance=Glance(
            (IN_PROGRESS, COMPLETE),
            (AMBER,),
            (Tally("Be outstanding", 2, (1, 1), (1,)), Tally("All", 2, (1, 1), (1,))),
            (Moved("Better", 1),),
            ("1 update is awaiting approval and not in this report.",),
        ),
        chapters=(
            Chapter(
                anchor="priority-1",
                name="Be outstanding",
                strapline="Safe care",
                executive_lead="Chief Nurse",
                has_themes=True,
                has_sub_themes=True,
                columns=("June 2021", "March 2022", "Next"),
                groups=(Group("Buildings", "Wards", (line(),)),),
                completed_earlier=(Completed("BO-02", "Open the MRI suite", "", "June 2021"),),
            ),
        ),
        changes=(
            Change(
                "Reworded", "BO-01", "Be outstanding", "Build the ward", "Plan the ward", "Build the ward", "Grown", ""
            ),
        ),
        acronyms=(AcronymUsed("MRI", "Magnetic resonance imaging"),),
        months=(PeriodMonth("June 2021", "2021-06"), PeriodMonth("March 2022", "2022-03")),
    )
    return replace(usual, **changes)


def measured(**changes):
    """A measure with two yearly readings, one of them with a note."""
    drawn = picture(
        name="Patients seen in time",
        unit="%",
        better="higher",
        readings=[(date(2021, 3, 31), 82), (date(2022, 3, 31), 85)],
        targets=[(None, 90)],
    )
    sample = Measured(
        priority="Be outstanding",
        name="Patients seen in time",
        facts=(("Better", "Higher"), ("Target", "90%")),
        said=drawn.sentences,
        readings=(Reading("31 March 2021", "82%", ""), Reading("31 March 2022", "85%", "A second scanner")),
        picture=drawn,
    )
    return replace(sample, **changes)


def full_document(**changes):
    """A document in which every section has something to say."""
    plain = document()
    later = {
        "cover": (Fact("Purpose", ("Assurance",)), Fact("Recommendation", ("Note the report.", "Discuss the ward."))),
        "questions": (
            Question(
                "Challenge", "Trust Board, 30 June 2021", ("Why is it late?",), ("BO-01",), "Head", ("Steel",), True
            ),
            Question(
                "Question", "Trust Board, 30 June 2021", ("When will it open?",), (), "Head", ("No answer yet",), False
            ),
        ),
        "measures": (measured(), Measured("Be outstanding", "A new ward", (("Target", "Open by 2023"),), (), ())),
        "errata": (Erratum("BO-01, March 2022", "Wall stands", "Walls stand"),),
        "glance": replace(plain.glance, kept=Kept(4, 2, 1, 1, 0)),
    }
    return replace(plain, **(later | changes))
