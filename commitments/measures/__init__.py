"""Success measures as pages show them: small charts, a measure's own page, what was typed of readings, what happened to them."""

from commitments.measures.cards import Card, Glance, Shelf, at_a_glance, by_priority, cards
from commitments.measures.pictures import NUMBERS, drawn, fingerprint, has_chart, picture_of, shown_until, unit_of

__all__ = [
    "NUMBERS",
    "Card",
    "Glance",
    "Shelf",
    "at_a_glance",
    "by_priority",
    "cards",
    "drawn",
    "fingerprint",
    "has_chart",
    "picture_of",
    "shown_until",
    "unit_of",
]
