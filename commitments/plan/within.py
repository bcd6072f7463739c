"""What stands in a priority or a theme: while anything does, it can't be taken out of the plan."""

from commitments.models import Commitment, Priority, Strategy, Theme


def strategy_of(level: Priority | Theme) -> Strategy:
    """The strategy of a priority or a theme."""
    return level.priority.strategy if isinstance(level, Theme) else level.strategy


def standing_in(level: Priority | Theme) -> str:
    """Why a priority or a theme can't be removed, in a sentence; empty where nothing stands in it."""
    strategy = strategy_of(level)
    rows = level.commitments.all()
    promises = Commitment.objects.in_the_plan().filter(pk__in=rows.values("pk")).count()
    found = [
        _counted(_themes(level), strategy.theme_label, strategy.theme_label_plural, "sub-" * isinstance(level, Theme)),
        _counted(promises, strategy.commitment_label, strategy.commitment_label_plural),
    ]
    if isinstance(level, Priority):
        found += [
            _counted(level.measures.count(), "success measure", "success measures"),
            _counted(level.narrative.count(), "highlight or challenge", "highlights and challenges"),
        ]
    if said := [each for each in found if each]:
        listed = " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
        return f"“{level}” has {listed}. Move or remove what stands in it first."
    if mistake := rows.order_by("ref").first():
        return f"The ledger keeps {mistake.ref}, which was added to “{level}” by mistake, so “{level}” has to stay."
    return ""


def _themes(level: Priority | Theme) -> int:
    return level.sub_themes.count() if isinstance(level, Theme) else level.themes.filter(parent=None).count()


def _counted(number: int, one: str, several: str, before: str = "") -> str:
    """'1 theme', '3 sub-themes'; empty for none."""
    return f"{number} {before}{(one if number == 1 else several).lower()}" if number else ""
