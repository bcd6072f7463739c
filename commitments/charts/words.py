"""What a chart says in words: for those who can't see it, and for those who would rather read it."""

from decimal import Decimal

from commitments.charts.icons import icon
from commitments.charts.pictures import Dot, Goal, Picture
from commitments.charts.verdicts import verdict
from commitments.dates import in_words, month_in_words

LONGEST_TITLE = 125  # characters: what the NHS asks of a text alternative
_MINUS = "\N{MINUS SIGN}"
_PER_CENT = {"%", "per cent", "percent", "percentage"}
_SIDES = {"high": ("high", "rising", "upper limit", "above"), "low": ("low", "falling", "lower limit", "below")}
_LEADS = {"improving": "Getting better", "concerning": "Getting worse", "neither": "Something has changed"}
_ASSURED = {
    "passes": "will be met unless something changes (assurance: consistently passes)",
    "fails": "will not be met unless something changes (assurance: consistently fails)",
    "hit-and-miss": "will be met at times and missed at times (assurance: hit and miss)",
}


def said(value: str, unit: str) -> str:
    """A number of a picture with its unit: '54%', '£1,200', '£1.2m', '12,345 patients'."""
    number = f"{Decimal(value):,f}".replace("-", _MINUS)
    part = in_number(unit)
    if part.startswith("£"):
        return f"{number[: number.startswith(_MINUS)]}£{number.removeprefix(_MINUS)}{part[1:]}"
    return f"{number}{part}" if part else f"{number} {unit}".rstrip()


def bare(value: str, unit: str) -> str:
    """A number of a picture where its unit is said elsewhere: only '%' and '£' stay with it."""
    return said(value, in_number(unit))


def in_number(unit: str) -> str:
    """The unit as part of a number: '%' for a percentage, '£' and what follows it for money; '' for one that stands apart."""
    if unit.lower() in _PER_CENT:
        return "%"
    return unit if unit.startswith("£") and not any(each.isdigit() for each in unit) else ""


def rounded(line: str, picture: Picture) -> str:
    """A line of today's band, as exact as the readings are, or one decimal more where limits are close."""
    decimals = max((len(dot.value.partition(".")[2]) for dot in picture.dots), default=0)
    band = picture.bands[-1]
    is_close = (Decimal(band.upper) - Decimal(band.lower)).scaleb(decimals) < 20
    exact = is_close and band.upper != band.lower
    number = round(Decimal(line), min(decimals + exact, 4)) + 0  # which takes the minus from a nought
    return bare(str(number), picture.unit)


def when(dot: Dot, picture: Picture) -> str:
    """When a reading was taken: its month, or its day where a month has several readings."""
    return month_in_words(dot.day) if by_month(picture) else in_words(dot.day)


def by_month(picture: Picture) -> bool:
    """Whether every reading has a month of its own, so that the month says which is meant."""
    return len({(each.day.year, each.day.month) for each in picture.dots}) == len(picture.dots)


def target_in_words(goal: Goal, unit: str) -> str:
    """'95%', or '95% by 31 March 2025'."""
    by = f" by {in_words(goal.day)}" if goal.day else ""
    return f"{said(goal.value, unit)}{by}"


def remark(dot: Dot) -> str:
    """What is special about a reading, for the table behind the chart; '' for an ordinary one."""
    if not dot.rule:
        return ""
    side, way, limit, where = _SIDES[dot.side]
    why = {
        "outside": f"unusually {side}",
        "trend": f"one of 7 or more in a row that keep {way}",
        "two-of-three": f"one of at least 2 in 3 near the {limit}",
        "shift": f"one of 7 or more in a row {where} the average",
    }[dot.rule]
    return f"{_lead(dot)}: {why}"


def sentences(picture: Picture, tolerance: Decimal | None = None) -> tuple[str, ...]:
    """What the chart means, in whole sentences: the icons, how the last reading stands to the target, trial limits."""
    if not picture.dots:
        return ()
    if not picture.is_spc:
        return tuple(filter(None, [_against_target(picture, tolerance)]))
    said = [_variation(picture), _against_target(picture, tolerance), _assurance(picture), _trial(picture)]
    return tuple(filter(None, said))


def _lead(dot: Dot) -> str:
    return _LEADS[dot.variation.partition("-")[0]]


def _variation(picture: Picture) -> str:
    last, band = picture.dots[-1], picture.bands[-1]
    if not band.mean:
        return "Too early to say: there is only 1 reading since the limits were reset."
    if not last.rule:
        return "No significant change: the last reading is within its usual range (common cause variation)."
    side, way, limit, where = _SIDES[last.side]
    why = {
        "outside": f"the last reading is unusually {side}",
        "trend": f"the last 7 readings or more keep {way}",
        "two-of-three": f"at least 2 of the last 3 readings are near the {limit}",
        "shift": f"the last 7 readings or more are all {where} the average",
    }[last.rule]
    kind = last.variation.partition("-")[0].replace("neither", "neither improving nor concerning")
    return f"{_lead(last)}: {why} (special cause variation, {kind})."


def _assurance(picture: Picture) -> str:
    if not picture.assurance or picture.goal is None:
        return ""
    return f"The target of {target_in_words(picture.goal, picture.unit)} {_ASSURED[picture.assurance]}."


def _trial(picture: Picture) -> str:
    if not picture.on_trial:
        return ""
    since = " since they were reset" if len(picture.bands) > 1 else ""
    return f"The limits are trial limits, because there are fewer than 12 readings{since}."


def _against_target(picture: Picture, tolerance: Decimal | None) -> str:
    """Whether the last reading meets the target; '' without a target or a direction of good."""
    found = verdict(picture, tolerance)
    if found is None or picture.goal is None:
        return ""
    return f"The last reading {found.verb} of {target_in_words(picture.goal, picture.unit)}."


def title(picture: Picture) -> str:
    """The chart in at most 125 characters, for alt and <title>: its name, last reading, and whether that is better or worse."""
    if not picture.dots:
        return _short(picture.name, ": no readings yet")
    last = picture.dots[-1]
    drawn = icon(picture.variation)
    says = f", {drawn.words.partition(' (')[0].lower()}" if drawn and picture.bands[-1].mean else ""
    on = "in" if by_month(picture) else "on"
    return _short(picture.name, f": {said(last.value, picture.unit)} {on} {when(last, picture)}{says}")


def _short(name: str, rest: str) -> str:
    room = LONGEST_TITLE - len(rest)
    return (name if len(name) <= room else f"{name[: room - 1].rstrip()}…") + rest


def description(picture: Picture) -> str:
    """What the chart shows, in a few sentences: readings, lines, resets, and what they mean."""
    if not picture.dots:
        return "There are no readings yet."
    shown = _lines(picture) if picture.is_spc else _values(picture)
    return " ".join([shown, *picture.sentences, *_resets(picture)])


def _span(picture: Picture) -> str:
    first, last = when(picture.dots[0], picture), when(picture.dots[-1], picture)
    readings = "1 reading" if len(picture.dots) == 1 else f"{len(picture.dots)} readings"
    return f"{readings}, {first}" if first == last else f"{readings} from {first} to {last}"


def _lines(picture: Picture) -> str:
    values = [Decimal(dot.value) for dot in picture.dots]
    low, high = bare(str(min(values)), picture.unit), said(str(max(values)), picture.unit)
    band = picture.bands[-1]
    lines = ""
    if band.mean:
        mean, lower, upper = (rounded(line, picture) for line in (band.mean, band.lower, band.upper))
        lines = f" The average is {mean}, within limits of {lower} and {upper}."
    return f"SPC chart of {_span(picture)}, between {low} and {high}.{lines}"


def _values(picture: Picture) -> str:
    """The last 6 of the dots, each with its value."""
    last = picture.dots[-6:]
    values = ", ".join(f"{bare(dot.value, picture.unit)} ({when(dot, picture)})" for dot in last)
    which = "Values" if len(last) == len(picture.dots) else f"The last {len(last)}"
    unit = f" in {picture.unit}" if picture.unit and not in_number(picture.unit) else ""
    return f"Chart of {_span(picture)}. {which}{unit}: {values}."


def _resets(picture: Picture) -> list[str]:
    first, last = picture.dots[0].day, picture.dots[-1].day
    shown = [reset for reset in picture.resets if first < reset.day <= last]
    return [f"The limits were reset from {in_words(reset.day)}: {reset.reason.rstrip('. ')}." for reset in shown]
