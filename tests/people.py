"""One person for each way of having to do with an organisation, and a commitment that all of them look at."""

from dataclasses import dataclass

from commitments.models import Organisation, Role, StatusUpdate, User
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    UserFactory,
)

# Who belongs to the organisation, each by what is said of them alone.
MEMBERS = (
    *("reader", "executive", "secretary", "team", "administrator"),
    *("holder", "deputy", "supporter", "executive lead", "lead’s deputy", "holder of another post"),
    *("reader of the group", "team of the group"),
)
STRANGERS = ("team of another member of the group", "stranger", "superuser", "closed account")


@dataclass
class World:
    """An organisation in a group, its people, and an update that somebody else typed."""

    organisation: Organisation
    update: StatusUpdate
    people: dict[str, User]


def world(state: str = "draft", period: str = "open") -> World:
    """The world with its update in that state and its period in that one."""
    group = OrganisationFactory()
    organisation, sister = OrganisationFactory.create_batch(2, parent=group)
    people = {name: UserFactory(name=name) for name in (*MEMBERS, *STRANGERS)}
    _roles(organisation, people)
    MembershipFactory(organisation=group, user=people["reader of the group"])
    MembershipFactory(organisation=group, user=people["team of the group"], role=Role.STRATEGY_TEAM)
    MembershipFactory(organisation=sister, user=people["team of another member of the group"], role=Role.STRATEGY_TEAM)
    User.objects.filter(pk=people["superuser"].pk).update(is_superuser=True, is_staff=True)
    User.objects.filter(pk=people["closed account"].pk).update(is_active=False)
    update = _update(organisation, people, state, period)
    for person in people.values():
        person.refresh_from_db()
    return World(organisation, update, people)


def _roles(organisation: Organisation, people: dict[str, User]) -> None:
    roles = {"reader": "reader", "executive": "executive", "secretary": "board_secretary", "team": "strategy_team"}
    for name, role in {**roles, "administrator": "administrator"}.items():
        MembershipFactory(organisation=organisation, user=people[name], role=role)
    for role in Role.values:
        MembershipFactory(organisation=organisation, user=people["closed account"], role=role)


def _update(organisation: Organisation, people: dict[str, User], state: str, period: str) -> StatusUpdate:
    """An update that a colleague without a post typed and, unless it is a draft, handed in."""
    lead = PostFactory(organisation=organisation, holder=people["executive lead"], deputy=people["lead’s deputy"])
    post = PostFactory(organisation=organisation, holder=people["holder"], deputy=people["deputy"])
    PostFactory(organisation=organisation, holder=people["holder of another post"])
    priority = PriorityFactory(strategy=StrategyFactory(organisation=organisation), executive_lead=lead)
    commitment = CommitmentFactory(priority=priority, lead=post)
    commitment.supporting.add(PostFactory(organisation=organisation, holder=people["supporter"]))
    opened = ReportingPeriodFactory(strategy=commitment.strategy, state=period)
    factory = StatusUpdateFactory if state == "draft" else SubmittedUpdateFactory
    update = factory(commitment=commitment, period=opened)
    if state == "approved":
        approved = {"state": "approved", "approved_by": UserFactory(), "approved_at": update.submitted_at}
        StatusUpdate.objects.filter(pk=update.pk).update(**approved)
        update.refresh_from_db()
    update.typed_by.add(UserFactory())
    return update
