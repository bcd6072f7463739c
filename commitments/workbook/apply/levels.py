"""Priorities and themes into rows."""

from commitments.models import Post, Priority, Strategy, Theme
from commitments.text import one_line
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.frame import Levels
from commitments.workbook.apply.merging import Merge
from commitments.workbook.plan import Plan
from commitments.workbook.reading.findings import folded, quoted

Contexts = dict[tuple[str, str, str], str]  # by the names of priority, theme and sub-theme


def bring_levels(plan: Plan, strategy: Strategy, posts: dict[str, Post], account: Account) -> Levels:
    """The priorities in the order of their sheet; the themes in that of the rows, then of their own sheet."""
    levels = Levels(_bring_priorities(plan, strategy, posts, account))
    contexts = _themes_in_order(plan)
    for priority, theme, sub_theme in contexts:
        if levels.priority(priority) is None:
            account.refuse("Themes", f"{theme or sub_theme}: there is no priority {quoted(priority)}")
        elif not theme:
            account.refuse("Themes", f"{sub_theme}: a sub-theme stands under a theme, and none is named")
    account.stop_if_refused()
    _bring_themes(contexts, strategy, levels, account)
    return levels


def _bring_priorities(plan: Plan, strategy: Strategy, posts: dict[str, Post], account: Account) -> dict[str, Priority]:
    merge = Merge(Priority, account, strategy.priorities.all(), key=lambda row: folded(row.name))
    for row in plan.priorities:
        merge.bring(
            folded(row.name),
            {"strategy": strategy},
            name=row.name,
            strapline=row.strapline,
            context=row.context,
            executive_lead=posts.get(folded(row.executive_lead)),
        )
    merge.place(lambda row: row.strategy_id)
    merge.write()
    merge.count()
    merge.remark_on_left()
    return {folded(row.name): row for row in merge.rows.values()}


def _themes_in_order(plan: Plan) -> Contexts:
    """The context of each theme and sub-theme, in the order in which they are made; a sub-theme comes after its theme."""
    found: dict[tuple[str, str, str], tuple[tuple[str, str, str], str]] = {}
    named = [(row.priority, row.theme, row.sub_theme, "") for row in plan.commitments if row.theme or row.sub_theme]
    named += [(row.priority, row.theme, row.sub_theme, row.context) for row in plan.themes]
    for priority, theme, sub_theme, context in named:
        for names in dict.fromkeys([(priority, theme, "" if theme else sub_theme), (priority, theme, sub_theme)]):
            key = (folded(names[0]), folded(names[1]), folded(names[2]))
            said = context if names[2] == sub_theme else ""
            first, before = found.get(key, (names, ""))
            found[key] = (first, said or before)
    return dict(found.values())


def _bring_themes(contexts: Contexts, strategy: Strategy, levels: Levels, account: Account) -> None:
    rows = list(Theme.objects.filter(priority__strategy=strategy).select_related("parent"))
    themes = Merge(Theme, account, [row for row in rows if not row.parent_id], key=_key)
    for (name, theme, sub_theme), context in contexts.items():
        if not sub_theme:
            priority = levels.priorities[folded(name)]
            identity = {"priority": priority, "name": one_line(theme)}
            themes.bring((priority.pk, None, folded(theme)), identity, context=context)
    _finish(themes)
    levels.themes |= {_path(row): row for row in themes.rows.values()}
    _bring_sub_themes(contexts, [row for row in rows if row.parent_id], levels, account)


def _bring_sub_themes(contexts: Contexts, rows: list[Theme], levels: Levels, account: Account) -> None:
    subs = Merge(Theme, account, rows, key=_key)
    for (name, theme, sub_theme), context in contexts.items():
        if sub_theme:
            priority = levels.priorities[folded(name)]
            parent = levels.themes[priority.pk, folded(theme), ""]
            identity = {"priority": priority, "parent": parent, "name": one_line(sub_theme)}
            subs.bring((priority.pk, parent.pk, folded(sub_theme)), identity, context=context)
    _finish(subs)
    levels.themes |= {_path(row): row for row in subs.rows.values()}


def _path(row: Theme) -> tuple[int, str, str]:
    names = (row.parent.name, row.name) if row.parent else (row.name, "")
    return row.priority_id, folded(names[0]), folded(names[1])


def _key(row: Theme) -> tuple[int, int | None, str]:
    return row.priority_id, row.parent_id, folded(row.name)


def _finish(merge: Merge[Theme]) -> None:
    merge.place(lambda row: (row.priority_id, row.parent_id))
    merge.write()
    merge.count()
    merge.remark_on_left()
