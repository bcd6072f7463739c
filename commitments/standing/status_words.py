"""What a strategy calls its stages and ratings."""

from dataclasses import dataclass

from commitments.models import Rating, Stage, Strategy


@dataclass(frozen=True)
class Status:
    """A stage or a rating: its code, which names its shape, the strategy's word for it, and what the strategy means by it."""

    code: str
    word: str
    meaning: str = ""


def status_words(strategy: Strategy) -> dict[str, Status]:
    """Every stage and rating by its code, in the strategy's words; in one query."""
    words = {code: Status(code, str(word)) for code, word in [*Stage.choices, *Rating.choices]}
    return words | {each.code: Status(each.code, each.word, each.meaning) for each in strategy.status_words.all()}
