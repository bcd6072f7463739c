"""Who may do what: one table, and the only place that reads a role.

A rule names the parts that somebody may play towards a thing, and the states in which it may be done. `may` answers, `permit` refuses.
Pages are found through `visible_to(user)` first, so that a stranger gets 404; who is no stranger and may not gets 403.
"""

from collections.abc import Callable
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet

from commitments.models import Membership, Organisation, PeriodState, Post, Role, State, StatusUpdate, SuccessMeasure
from commitments.models.prepared import ANY_READER, Prepared, key
from commitments.models.visible import Reader
from commitments.permissions.approving import approvers
from commitments.permissions.table import PAGES, PART_OF_ROLE, RULES, Action, Part, Rule
from commitments.permissions.things import Thing, commitment_of, organisation_of

__all__ = [
    "PAGES",
    "RULES",
    "Action",
    "Part",
    "Person",
    "Rule",
    "Thing",
    "allowed_in",
    "approvers",
    "may",
    "organisation_of",
    "organisations_where",
    "permit",
]


class Person:
    """Somebody within one organisation: the roles and posts, read once, and what these allow."""

    def __init__(self, user: Reader, organisation: Organisation) -> None:
        self.user = user
        self.organisation = organisation

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that this person has here; a closed account has none."""
        if not self.user.is_active:
            return frozenset()
        found = Membership.objects.filter(user=self.user.pk, organisation=self.organisation)
        return frozenset(found.values_list("role", flat=True))

    @cached_property
    def posts(self) -> dict[int, Part]:
        """The posts here that this person holds or deputises, by their keys."""
        if not self.user.is_active:
            return {}
        found = Post.objects.filter(Q(holder=self.user.pk) | Q(deputy=self.user.pk), organisation=self.organisation)
        return {post.pk: Part.HOLDER if post.holder_id == self.user.pk else Part.DEPUTY for post in found}

    def may(self, action: Action, thing: Thing) -> bool:
        """Whether this person may do that to the thing, which is of this organisation, in the state that it is in."""
        rule = RULES[action]
        if rule.never_for_oneself and thing == self.user:
            return False
        if isinstance(thing, StatusUpdate):
            if thing.state not in rule.states:
                return False
            if rule.only_in_an_open_period and thing.period.state != PeriodState.OPEN:
                return False
        return any(_PLAYS[part](self, thing) for part in rule.who)


def may(user: Reader, action: Action, thing: Thing, organisation: Organisation | None = None) -> bool:
    """Whether this person may do that to the thing. A person is of no one organisation, so say in which they are meant."""
    return Person(user, organisation or organisation_of(thing)).may(action, thing)


def permit(user: Reader, action: Action, thing: Thing, organisation: Organisation | None = None) -> None:
    """Raises PermissionDenied, which becomes a page with the status 403, unless this person may do that to the thing."""
    if not may(user, action, thing, organisation):
        raise PermissionDenied(f"{user} may not {action} ({thing}).")


def allowed_in(user: Reader, action: Action, organisation: str) -> Q:
    """A column for a QuerySet: whether this person's roles and posts allow an action in the organisation that the path leads to."""
    roles = [role for role, part in PART_OF_ROLE.items() if part in RULES[action].who]
    own = Membership.objects.filter(user=user.pk, role__in=roles, organisation=OuterRef(organisation))
    if Part.PERSON_OF_A_POST not in RULES[action].who:
        return Q(Exists(own))
    posts = Post.objects.filter(Q(holder=user.pk) | Q(deputy=user.pk), organisation=OuterRef(organisation))
    return Q(Exists(own)) | Q(Exists(posts))


def organisations_where(user: Reader, action: Action) -> QuerySet[Organisation]:
    """The organisations in which this person's roles alone allow something."""
    roles = [role for role, part in PART_OF_ROLE.items() if part in RULES[action].who]
    if not user.is_active:
        return Organisation.objects.none()
    own = Membership.objects.filter(user=user.pk, role__in=roles)
    return Organisation.objects.filter(pk__in=own.values("organisation"))


def _is_member(person: Person, _thing: Thing) -> bool:
    if not person.user.is_active:
        return False
    return bool(_MEMBER.rows(user=person.user.pk, organisation=person.organisation.pk))


# Every page asks this.
_MEMBER = Prepared(
    lambda: (
        Organisation.objects.visible_to(ANY_READER)
        .filter(pk=key("organisation"))
        .order_by()
        .values_list("pk", flat=True)
    )
)


def _leads(part: Part) -> Callable[[Person, Thing], bool]:
    def plays(person: Person, thing: Thing) -> bool:
        commitment = commitment_of(thing)
        return commitment is not None and person.posts.get(commitment.lead_id or 0) == part

    return plays


def _supports(person: Person, thing: Thing) -> bool:
    commitment = commitment_of(thing)
    return commitment is not None and commitment.supporting.filter(pk__in=person.posts).exists()


def _is_executive_lead(person: Person, thing: Thing) -> bool:
    commitment = commitment_of(thing)
    return commitment is not None and commitment.priority.executive_lead_id in person.posts


def _is_approver(person: Person, thing: Thing) -> bool:
    return isinstance(thing, StatusUpdate) and thing.state == State.SUBMITTED and person.user.pk in approvers(thing)


def _records(person: Person, thing: Thing) -> bool:
    return isinstance(thing, SuccessMeasure) and thing.post_id in person.posts


def _has(role: Role) -> Callable[[Person, Thing], bool]:
    return lambda person, _thing: role in person.roles


_PLAYS: dict[Part, Callable[[Person, Thing], bool]] = {
    Part.MEMBER: _is_member,
    **{part: _has(role) for role, part in PART_OF_ROLE.items()},
    Part.HOLDER: _leads(Part.HOLDER),
    Part.DEPUTY: _leads(Part.DEPUTY),
    Part.SUPPORTING: _supports,
    Part.EXECUTIVE_LEAD: _is_executive_lead,
    Part.APPROVER: _is_approver,
    Part.RECORDER: _records,
    Part.PERSON_OF_A_POST: lambda person, _thing: bool(person.posts),
}
