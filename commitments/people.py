"""Who is of an organisation: everyone with a role or a post in it."""

from collections.abc import Iterable

from django.db.models import F, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf, TruncDate

from commitments.models import Membership, Organisation, Post, Role, User

# What each role allows, for whoever gives it.
MEANINGS = {
    Role.READER: "Reads the plan, approved updates and reports.",
    Role.EXECUTIVE: "Approves updates and rates commitments, and asks the board’s questions.",
    Role.BOARD_SECRETARY: "Edits and issues the board’s reports, and reads updates before they are approved.",
    Role.STRATEGY_TEAM: "Keeps the plan, runs the rounds of updates, and writes updates on behalf of others.",
    Role.ADMINISTRATOR: "Invites people, and gives them roles and posts. Does not write in the plan, updates or reports.",
}


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Everyone with a role or a post in this organisation, closed accounts too, by name."""
    roles = Membership.objects.filter(organisation=organisation)
    posts = Post.objects.filter(organisation=organisation)
    own = (
        Q(pk__in=roles.values("user"))
        | Q(pk__in=posts.filter(holder__isnull=False).values("holder"))
        | Q(pk__in=posts.filter(deputy__isnull=False).values("deputy"))
    )
    called = Lower(Coalesce(NullIf("name", Value("")), F("email")))
    return User.objects.filter(own).order_by(called, "pk")


def with_their_parts(people: QuerySet[User], organisation: Organisation) -> QuerySet[User]:
    """People with what they are in this organisation: `roles_here`, `held_here`, `deputised_here`; and `signed_in_on`, the last day."""
    posts = Post.objects.filter(organisation=organisation)
    return people.annotate(signed_in_on=TruncDate("last_login")).prefetch_related(
        Prefetch("memberships", Membership.objects.filter(organisation=organisation), to_attr="roles_here"),
        Prefetch("posts_held", posts, to_attr="held_here"),
        Prefetch("posts_deputised", posts, to_attr="deputised_here"),
    )


def roles_in(person: User, organisation: Organisation) -> list[str]:
    """The roles that somebody has in this organisation, in the order in which Role lists them."""
    found = set(Membership.objects.filter(user=person, organisation=organisation).values_list("role", flat=True))
    return [role for role in Role.values if role in found]


def in_words(roles: Iterable[str]) -> str:
    """Roles as a sentence names them: 'Reader, Strategy team'."""
    given = set(roles)
    return ", ".join(role.label for role in Role if role in given)


def has_yet_to_sign_in(person: User) -> bool:
    """Whether somebody still needs the letter of an invitation: never here, or without a password since the account was opened again."""
    return person.last_login is None or not person.has_usable_password()


def why_not_ours(person: User, organisation: Organisation) -> str:
    """Why this organisation may not close an account or change its name, in a sentence; empty where it may.

    A name is seen, and an account is needed, wherever the person works.
    """
    posts = Post.objects.filter(Q(holder=person) | Q(deputy=person))
    why = ""
    if person.is_staff:
        why = "also looks after this site"
    if (
        person.memberships.exclude(organisation=organisation).exists()
        or posts.exclude(organisation=organisation).exists()
    ):
        why = "also belongs to another organisation"
    only = (
        "You can change the roles that they have here, but not their name, and you can’t close or open their account."
    )
    return f"{person} {why}. {only}" if why else ""
