"""The icons of *Making Data Count*: our own drawing, what it says in plain words, and the name that the programme gives it."""

from dataclasses import dataclass

from commitments.spc import Assurance, Variation


@dataclass(frozen=True)
class Icon:
    """An icon: its drawing under static/, and its words, which must stand beside it or be its text alternative."""

    code: str
    words: str
    name: str

    @property
    def file(self) -> str:
        """The path of the drawing for static()."""
        return f"img/spc-{self.code}.svg"


_ICONS = {
    each.code: each
    for each in (
        Icon(Variation.COMMON_CAUSE, "No significant change", "Common cause variation"),
        Icon(Variation.IMPROVING_HIGH, "Getting better (high)", "Special cause variation of an improving nature, high"),
        Icon(Variation.IMPROVING_LOW, "Getting better (low)", "Special cause variation of an improving nature, low"),
        Icon(Variation.CONCERNING_HIGH, "Getting worse (high)", "Special cause variation of a concerning nature, high"),
        Icon(Variation.CONCERNING_LOW, "Getting worse (low)", "Special cause variation of a concerning nature, low"),
        Icon(
            Variation.NEITHER_HIGH,
            "Something has changed (high)",
            "Special cause variation, neither improving nor concerning, high",
        ),
        Icon(
            Variation.NEITHER_LOW,
            "Something has changed (low)",
            "Special cause variation, neither improving nor concerning, low",
        ),
        Icon(Assurance.PASSES, "Target will be met", "Will consistently pass the target"),
        Icon(Assurance.FAILS, "Target will not be met", "Will consistently fail the target"),
        Icon(
            Assurance.HIT_AND_MISS,
            "Target will be met at times and missed at times",
            "Will not consistently pass or fail the target",
        ),
    )
}


def icon(code: str) -> Icon | None:
    """The icon of a variation or an assurance, as a picture keeps them; none for "", which is neither."""
    return _ICONS[code] if code else None
