"""The people of an organisation: invited, given roles, their accounts closed and opened again."""

from collections.abc import Collection

from django.contrib.auth.hashers import make_password
from django.db import transaction
from knox.models import AuthToken

from commitments.actions import RefusedError
from commitments.actions.letters import send_invitation
from commitments.models import AuditEvent, Feed, Membership, Organisation, Role, User
from commitments.people import has_yet_to_sign_in, in_words, roles_in, why_not_ours


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, name: str, roles: Collection[str], by: User, site: str = ""
) -> User:
    """Gives roles to the person with this address, who is made if nobody has it, and writes them a letter.

    `site` is where the letter's links lead, such as https://tracker.example.nhs.uk; with none, no letter is sent.
    An account that is there keeps its name. Raises RefusedError for a closed account, and for who has a role here already.
    """
    if not roles:
        raise RefusedError("Choose at least one role.")
    hold(organisation)
    person = _found_or_made(email, name)
    if not person.is_active:
        raise RefusedError(
            "The account of this address is closed. It has to be opened before you can invite anybody to it."
        )
    if there := roles_in(person, organisation):
        raise RefusedError(
            f"{person} is here already as: {in_words(there)}. Nothing was changed, and no letter was sent."
        )
    _give(person, organisation, roles)
    after = {"email": person.email, "name": person.name, "roles": roles_in(person, organisation)}
    AuditEvent.objects.record(by=by, organisation=organisation, what="invited", thing=person, after=after)
    if site:
        transaction.on_commit(lambda: send_invitation(person=person, organisation=organisation, by=by, site=site))
    return person


@transaction.atomic
def invite_again(*, person: User, organisation: Organisation, by: User, site: str) -> User:
    """Writes the letter of an invitation once more. Raises RefusedError for a closed account, and for who signs in with a password."""
    person = _locked(person, organisation)
    if not person.is_active:
        raise RefusedError(f"The account of {person} is closed. Open it again first.")
    if not has_yet_to_sign_in(person):
        raise RefusedError(
            f"{person} has signed in already. They can ask for a new password on the page for signing in."
        )
    AuditEvent.objects.record(by=by, organisation=organisation, what="invited again", thing=person)
    transaction.on_commit(lambda: send_invitation(person=person, organisation=organisation, by=by, site=site))
    return person


@transaction.atomic
def change_person(
    *,
    person: User,
    organisation: Organisation,
    name: str,
    shown_name: str,
    roles: Collection[str],
    shown_roles: Collection[str],
    by: User,
) -> User:
    """Changes somebody's name and roles by what differs from what was shown, so that nobody undoes what another does meanwhile.

    Raises RefusedError for oneself, for the last administrator's role, and for the name of somebody who is not of this organisation alone.
    """
    person = _locked(person, organisation)
    if person == by:
        raise RefusedError("Nobody changes their own name or roles. Ask another administrator.")
    before = {"name": person.name, "roles": roles_in(person, organisation)}
    if name != shown_name:
        _rename(person, organisation, name)
    _take(person, organisation, set(shown_roles) - set(roles))
    _give(person, organisation, set(roles) - set(shown_roles))
    after = {"name": person.name, "roles": roles_in(person, organisation)}
    if before != after:
        AuditEvent.objects.record(
            by=by, organisation=organisation, what="changed", thing=person, before=before, after=after
        )
    return person


@transaction.atomic
def close_account(*, person: User, organisation: Organisation, by: User) -> User:
    """Ends somebody's access: their password, sessions, tokens and calendar feed. What they wrote, their roles and their posts stay.

    Raises RefusedError for oneself, for the last administrator, and for somebody who is not of this organisation alone.
    """
    person = _locked(person, organisation)
    if person == by:
        raise RefusedError("Nobody closes their own account. Ask another administrator.")
    if not person.is_active:
        raise RefusedError(f"The account of {person} is closed already.")
    if sentence := why_not_ours(person, organisation):
        raise RefusedError(sentence)
    if Role.ADMINISTRATOR in roles_in(person, organisation):
        _refuse_without_another_administrator(person, organisation)
    tokens = end_access(person=person)
    after = {"open": False, "tokens ended": tokens}
    AuditEvent.objects.record(
        by=by, organisation=organisation, what="closed", thing=person, before={"open": True}, after=after
    )
    return person


@transaction.atomic
def open_account(*, person: User, organisation: Organisation, by: User, site: str) -> User:
    """Opens a closed account again and writes to the person, who chooses a new password. Raises RefusedError for an open one."""
    person = _locked(person, organisation)
    if person.is_active:
        raise RefusedError(f"The account of {person} is open already.")
    if sentence := why_not_ours(person, organisation):
        raise RefusedError(sentence)
    person.is_active = True
    person.save(update_fields=["is_active"])
    AuditEvent.objects.record(
        by=by, organisation=organisation, what="opened", thing=person, before={"open": False}, after={"open": True}
    )
    transaction.on_commit(lambda: send_invitation(person=person, organisation=organisation, by=by, site=site))
    return person


def end_access(*, person: User) -> int:
    """Closes an account in the caller's transaction; the number of tokens that ended.

    Sessions and links to choose a password hang on the password, so they end with it, also for when the account is opened again.
    """
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    Feed.objects.filter(user=person).delete()
    ended: int = AuthToken.objects.filter(user=person).delete()[0]
    return ended


def hold(organisation: Organisation) -> None:
    """Lets one transaction at a time change who does what in an organisation: two administrators can't remove each other."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _locked(person: User, organisation: Organisation) -> User:
    """The person as the database has them now, held until the transaction ends."""
    hold(organisation)
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _found_or_made(email: str, name: str) -> User:
    """The person with this address, whatever its case, held until the transaction ends; made without a password if nobody has it."""
    held, address = User.objects.select_for_update(no_key=True), email.strip().lower()
    found = held.filter(email__iexact=address).first()
    # Another organisation may invite the same person at this moment: then this takes whom that made.
    return found or held.get_or_create(email=address, defaults={"name": name, "password": make_password(None)})[0]


def _rename(person: User, organisation: Organisation, name: str) -> None:
    if sentence := why_not_ours(person, organisation):
        raise RefusedError(sentence)
    person.name = name
    person.save(update_fields=["name"])


def _give(person: User, organisation: Organisation, roles: Collection[str]) -> None:
    for role in roles:
        Membership.objects.get_or_create(user=person, organisation=organisation, role=role)


def _take(person: User, organisation: Organisation, roles: Collection[str]) -> None:
    if Role.ADMINISTRATOR in roles:
        _refuse_without_another_administrator(person, organisation)
    Membership.objects.filter(user=person, organisation=organisation, role__in=roles).delete()


def _refuse_without_another_administrator(person: User, organisation: Organisation) -> None:
    administrators = Membership.objects.filter(organisation=organisation, role=Role.ADMINISTRATOR, user__is_active=True)
    if not administrators.exclude(user=person).exists():
        raise RefusedError(f"{person} is the last administrator of {organisation}. Make somebody else one first.")
