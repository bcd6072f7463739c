"""The people of a demonstration, the measures that their posts record, and what its committees oversee: read from fixtures/, made anew wherever one is missing."""

from dataclasses import dataclass, field
from pathlib import Path

import cattrs
import yaml

from commitments.models import Committee, Membership, Organisation, Post, Role, Strategy, SuccessMeasure, User

EMAIL_ENDING = "@demonstration.invalid"  # nobody outside a demonstration has such an address


@dataclass(frozen=True)
class DemoPerson:
    """Somebody made up: the roles, and the titles of the posts held and deputised."""

    email: str
    name: str
    roles: list[Role] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    deputises: list[str] = field(default_factory=list)


def people_from_yaml(path: Path) -> list[DemoPerson]:
    """The people of a file; an unknown role or key is an error of cattrs."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    return converter.structure(yaml.safe_load(path.read_text("utf-8")), list[DemoPerson])


def bring_people(people: list[DemoPerson], organisation: Organisation) -> None:
    """Makes the people that are not there, with their roles, and gives them their posts where nobody has these."""
    for person in people:
        email = f"{person.email}{EMAIL_ENDING}"
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=person.name)
        for role in person.roles:
            Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
        posts = Post.objects.filter(organisation=organisation)
        posts.filter(title__in=person.holds, holder=None).update(holder=user)
        posts.filter(title__in=person.deputises, deputy=None).update(deputy=user)


def recorders_from_yaml(path: Path) -> dict[str, list[str]]:
    """The names of measures by the title of the post that records their readings."""
    return cattrs.structure(yaml.safe_load(path.read_text("utf-8")), dict[str, list[str]])


def bring_recorders(recorders: dict[str, list[str]], strategy: Strategy) -> None:
    """Gives the measures of a strategy the posts that record their readings, where they have none."""
    for title, names in recorders.items():
        post = Post.objects.filter(organisation=strategy.organisation, title=title).first()
        measures = SuccessMeasure.objects.filter(priority__strategy=strategy, name__in=names, post=None)
        if post:
            measures.update(post=post)


def oversight_from_yaml(path: Path) -> dict[str, list[str]]:
    """The names of priorities by the name of the committee that oversees them."""
    return cattrs.structure(yaml.safe_load(path.read_text("utf-8")), dict[str, list[str]])


def bring_oversight(oversight: dict[str, list[str]], strategy: Strategy) -> None:
    """Gives the priorities of a strategy the committees that oversee them, where they have none."""
    for name, priorities in oversight.items():
        committee = Committee.objects.filter(organisation=strategy.organisation, name=name).first()
        if committee:
            strategy.priorities.filter(name__in=priorities, committee=None).update(committee=committee)
