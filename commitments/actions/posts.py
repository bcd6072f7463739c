"""Who holds a post and who deputises."""

from django.db import transaction

from commitments.actions import RefusedError
from commitments.actions.people import hold
from commitments.models import AuditEvent, Post, User
from commitments.people import people_of


@transaction.atomic
def assign_post(
    *, post: Post, holder: User | None, deputy: User | None, shown: tuple[int | None, int | None], by: User
) -> Post:
    """Gives a post to a holder and a deputy; none means that nobody is.

    `shown` has the keys of those whom the person who does it saw there. Raises RefusedError where they are others by now, where
    holder and deputy are one person, where somebody gives a post to themselves, and for people who are not (or no longer) here.
    """
    hold(post.organisation)
    held = Post.objects.select_for_update(of=("self",), no_key=True).select_related("organisation", "holder", "deputy")
    post = held.get(pk=post.pk)
    if (post.holder_id, post.deputy_id) != shown:
        raise RefusedError(f"Somebody else has changed this post meanwhile. {_who(post)} Look again before you save.")
    if holder and holder == deputy:
        raise RefusedError("Choose two different people as holder and deputy.")
    _refuse_who_may_not(post, ((post.holder, holder), (post.deputy, deputy)), by)
    if (post.holder, post.deputy) == (holder, deputy):
        return post
    before, post.holder, post.deputy = _people(post), holder, deputy
    post.save(update_fields=["holder", "deputy"])
    AuditEvent.objects.record(
        by=by, organisation=post.organisation, what="assigned", thing=post, before=before, after=_people(post)
    )
    return post


def _refuse_who_may_not(post: Post, changes: tuple[tuple[User | None, User | None], ...], by: User) -> None:
    for old, new in changes:
        if new is None or new == old:
            continue
        if new == by:
            raise RefusedError("You can’t give a post to yourself. Ask another administrator.")
        if not people_of(post.organisation).filter(pk=new.pk, is_active=True).exists():
            raise RefusedError(f"{new} has no open account in {post.organisation}. Invite them first.")


def _people(post: Post) -> dict[str, str]:
    return {
        "holder": post.holder.email if post.holder else "",
        "deputy": post.deputy.email if post.deputy else "",
    }


def _who(post: Post) -> str:
    return f"It now has {post.holder or 'nobody'} as its holder and {post.deputy or 'nobody'} as its deputy."
