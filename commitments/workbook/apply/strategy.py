"""A plan's own sheet into rows: the organisation, the strategy, its status words, and the organisation's acronyms and posts."""

from collections.abc import Container
from itertools import chain, count

from django.db.models import Q
from django.utils.text import slugify

from commitments.models import Acronym, Organisation, Post, StatusWord, Strategy, slugs
from commitments.text import one_line
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.merging import Merge
from commitments.workbook.plan import Label, Plan, StrategyFields
from commitments.workbook.reading.findings import folded, quoted

_SHEET = "Strategy"


def bring_organisation(fields: StrategyFields, account: Account) -> Organisation:
    """The organisation of that short name, made if it is not there, and called as the file calls it."""
    short_name = one_line(fields.short_name)
    slug = slugify(short_name)[:50] or "organisation"
    near = Organisation.objects.filter(Q(slug=slug) | Q(short_name__iexact=short_name))
    # Two imports into one organisation wait for each other; rows that only refer to it don't.
    rows = list(near.select_for_update(no_key=True))
    merge = Merge(Organisation, account, rows, key=lambda row: folded(row.short_name))
    holder = next((row for row in rows if row.slug == slug), None)
    if holder and folded(short_name) not in merge.rows:
        what = (
            f"{quoted(short_name)} would have the address '{slug}', which belongs to {holder.name} already; "
            f"its short name is {quoted(holder.short_name)}"
        )
        account.refuse(f"{_SHEET}, Organisation short name", what)
        account.stop_if_refused()
    if slug in slugs.ORGANISATION:
        what = f"{quoted(short_name)} would have the address '{slug}', which the site uses itself"
        account.refuse(f"{_SHEET}, Organisation short name", what)
        account.stop_if_refused()
    organisation = merge.bring(folded(short_name), {"slug": slug}, short_name=short_name, name=fields.organisation)
    merge.write()
    merge.count()
    return organisation


def bring_strategy(fields: StrategyFields, organisation: Organisation, account: Account) -> Strategy:
    """The organisation's strategy of that title, made if it is not there, with the fields that the file fills."""
    rows = list(organisation.strategies.select_for_update(no_key=True))
    merge = Merge(Strategy, account, rows, key=lambda row: folded(row.title))
    slug = free_slug(fields.title, taken=slugs.STRATEGY | {row.slug for row in rows}, otherwise="strategy", length=80)
    strategy = merge.bring(
        folded(fields.title),
        {"organisation": organisation, "slug": slug},
        title=fields.title,
        starts_on=fields.starts_on,
        ends_on=fields.ends_on,
        mission=fields.mission,
        cadence=fields.cadence,
        report_title=fields.report_title,
        introduction=fields.introduction,
        reworded_marker=fields.reworded_marker,
        added_marker=fields.added_marker,
        follows=fields.follows,
        **_labels(priority=fields.priority_label, theme=fields.theme_label, commitment=fields.commitment_label),
    )
    _refuse_nonsense(strategy, account)
    merge.write()
    merge.count()
    return strategy


def bring_status_words(plan: Plan, strategy: Strategy, account: Account) -> None:
    """What the strategy calls its stages and ratings."""
    merge = Merge(StatusWord, account, strategy.status_words.all(), key=lambda row: row.code)
    for row in plan.status_words:
        merge.bring(row.code, {"strategy": strategy, "code": row.code}, word=row.word, meaning=row.meaning)
    merge.write()
    merge.count()


def bring_acronyms(plan: Plan, organisation: Organisation, account: Account) -> None:
    """The organisation's acronyms. Case matters: PREMs are not PREMS."""
    merge = Merge(Acronym, account, organisation.acronyms.all(), key=lambda row: row.short)
    for row in plan.acronyms:
        short = one_line(row.short)
        merge.bring(short, {"organisation": organisation, "short": short}, long=row.long)
    merge.write()
    merge.count()


def bring_posts(plan: Plan, organisation: Organisation, account: Account) -> dict[str, Post]:
    """The posts that the plan names as leads, by their folded titles; a new one has no holder yet."""
    merge = Merge(Post, account, organisation.posts.all(), key=lambda row: folded(row.title))
    titles = [row.executive_lead for row in plan.priorities]
    for row in plan.commitments:
        titles += [row.lead, *row.supporting]
    for title in filter(None, map(one_line, titles)):
        merge.bring(folded(title), {"organisation": organisation, "title": title})
    merge.write()
    merge.count()
    return {folded(row.title): row for row in merge.named()}


def free_slug(name: str, *, taken: Container[str], otherwise: str, length: int) -> str:
    """The address of something new: its name in small letters and hyphens, with a number where another has that address.

    `otherwise` serves for a name without Latin letters or digits.
    """
    slug = slugify(name)[:length].strip("-") or otherwise
    endings = chain([""], (f"-{number}" for number in count(2)))
    candidates = (f"{slug[: length - len(ending)]}{ending}" for ending in endings)
    return next(candidate for candidate in candidates if candidate not in taken)


def _labels(**labels: Label | None) -> dict[str, str]:
    given = {level: label for level, label in labels.items() if label}
    return {f"{level}_label": label.singular for level, label in given.items()} | {
        f"{level}_label_plural": label.plural for level, label in given.items()
    }


def _refuse_nonsense(strategy: Strategy, account: Account) -> None:
    """What the file says may be sound by itself and not beside what is there already."""
    if strategy.starts_on and strategy.ends_on and strategy.ends_on < strategy.starts_on:
        account.refuse(f"{_SHEET}, Ends", f"{strategy.ends_on} is before the start, {strategy.starts_on}")
    if strategy.reworded_marker == strategy.added_marker:
        account.refuse(f"{_SHEET}, Added marker", f"'{strategy.added_marker}' marks reworded commitments already")
