"""Which committee oversees which priority of an organisation's strategies."""

from collections.abc import Collection, Iterable

from commitments.models import AuditEvent, Committee, Organisation, Priority, User


def priorities_of(organisation: Organisation) -> list[Priority]:
    """The priorities of an organisation's strategies with their strategies and committees, plan by plan: one query."""
    found = Priority.objects.filter(strategy__organisation=organisation).select_related("strategy", "committee")
    return list(found.order_by("strategy__title", "strategy_id", "position", "pk"))


def priority_in_words(priority: Priority, among: Collection[Priority]) -> str:
    """The name of a priority, with its strategy's title where those are of several strategies."""
    return f"{priority} ({priority.strategy})" if len({each.strategy_id for each in among}) > 1 else priority.name


def overseen_by(priorities: Collection[Priority]) -> dict[int, list[str]]:
    """What each committee oversees, in words, by its key; a committee that oversees nothing is left out."""
    found: dict[int, list[str]] = {}
    for each in priorities:
        if each.committee_id:
            found.setdefault(each.committee_id, []).append(priority_in_words(each, priorities))
    return found


def overseen_now(priorities: Iterable[Priority]) -> dict[str, str]:
    """Who oversees each priority, in words, by a name that holds its key: what a page carries, so that nobody is overruled unseen."""
    return {f"priority_{each.pk}": f"{each}: {each.committee or 'no committee'}" for each in priorities}


def oversee(committee: Committee, keys: Collection[int], priorities: Iterable[Priority], by: User) -> None:
    """Gives a committee the priorities with these keys, and takes the others from it; each change is written down.

    `priorities` are those of its organisation. To be called in the transaction that holds the organisation.
    """
    for priority in priorities:
        before, is_its_own = priority.committee, priority.committee_id == committee.pk
        if (priority.pk in keys) == is_its_own:
            continue
        priority.committee = None if is_its_own else committee
        priority.save(update_fields=["committee"])
        AuditEvent.objects.record(
            by=by,
            organisation=committee.organisation,
            what="changed",
            thing=priority,
            before={"committee": before.name if before else ""},
            after={"committee": priority.committee.name if priority.committee else ""},
        )
