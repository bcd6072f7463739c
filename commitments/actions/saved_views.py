"""Saving views of the register, changing and deleting them. Who may share one, and delete another's, the pages decide."""

from typing import Any

from django.db import transaction

from commitments.actions import RefusedError
from commitments.models import AuditEvent, SavedView, Strategy, User

MOST_VIEWS = 50  # of one person in one strategy: more than fit on a page that somebody reads
LONGEST_QUERY = SavedView._meta.get_field("query").max_length or 0


@transaction.atomic
def save_view(*, strategy: Strategy, name: str, query: str, shared: bool, by: User) -> SavedView:
    """A new view of the strategy's register under a name; `query` is that of its address.

    Raises RefusedError for a name that the person uses already, for a query that is too long, and for a fifty-first view.
    """
    own = _own(strategy, by)
    if own.count() >= MOST_VIEWS:
        raise RefusedError(f"You have {MOST_VIEWS} saved views of this strategy. Delete one that you do not use.")
    if len(query) > LONGEST_QUERY:
        raise RefusedError("This is too long to save. Search for fewer words.")
    _refuse_double(own, name)
    view = SavedView.objects.create(strategy=strategy, owner=by, name=name, query=query, shared=shared)
    _record(view, by, "saved", after={"name": name, "query": query, "shared": shared})
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, shared: bool, by: User) -> SavedView:
    """Renames one's own view, shares it, or keeps it to oneself again.

    Raises RefusedError for another person's view, for one that is gone, and for a name that the person uses already.
    """
    own = _own(view.strategy, by)
    now = _still_there(own, view)
    _refuse_double(own.exclude(pk=now.pk), name)
    values = {"name": name, "shared": shared}
    before = {field: getattr(now, field) for field, value in values.items() if getattr(now, field) != value}
    now.name, now.shared = name, shared
    if before:
        now.save(update_fields=list(before))
        _record(now, by, "changed", before=before, after={field: values[field] for field in before})
    return now


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    """Deletes a view: one's own, or one that is shared. Raises RefusedError for one that is gone, or is shared no more."""
    now = _still_there(SavedView.objects.select_for_update(of=["self"]), view)
    if now.owner_id != by.pk and not now.shared:
        raise RefusedError("This view is not shared any more.")
    _record(now, by, "deleted", before={"name": now.name, "query": now.query, "shared": now.shared})
    now.delete()


def _own(strategy: Strategy, by: User) -> Any:
    """The person's views of a strategy, held until the end: two pages at once can't save two of a name."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return SavedView.objects.filter(strategy=strategy, owner=by)


def _still_there(views: Any, view: SavedView) -> SavedView:
    now: SavedView | None = views.select_related("strategy__organisation").filter(pk=view.pk).first()
    if now is None:
        raise RefusedError("This view is not there any more.")
    return now


def _refuse_double(views: Any, name: str) -> None:
    """Case is not looked at: two names that differ in nothing else are easily taken for each other."""
    if views.filter(name__iexact=name).exists():
        raise RefusedError(f"You have a view called “{name}” already. Choose another name.")


def _record(
    view: SavedView,
    by: User,
    what: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    organisation = view.strategy.organisation
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=view, before=before, after=after)
