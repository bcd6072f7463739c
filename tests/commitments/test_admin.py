"""The admin site: every page answers, ledgers are read-only, repairs are written down, and nobody raises their own rights."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse
from knox.models import AuthToken

from commitments import models
from commitments.models import AuditEvent, Membership, User
from reports.models import BoardQuestion, Edition, EditionFile, Presentation, Report, Withdrawal
from tests import factories
from tests.factories import (
    A_MOMENT,
    AcronymFactory,
    ApprovedUpdateFactory,
    CommitmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PriorityFactory,
    StatusUpdateFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

REGISTERED = sorted(admin.site._registry, key=lambda model: model._meta.label)
READ_ONLY = [
    *(models.AuditEvent, models.ApprovedText, models.PlanChange),
    *(BoardQuestion, Report, Edition, EditionFile, Presentation, Withdrawal),
]
FACTORIES = {factory._meta.model: factory for factory in factories.ALL}


def address(model, page, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


@pytest.fixture
def superuser():
    return UserFactory(email="root@example.nhs.uk", name="Root", is_staff=True, is_superuser=True)


@pytest.fixture
def root(client, superuser):
    client.force_login(superuser)
    return client


@pytest.fixture
def staff(client):
    """Somebody who may change and delete everything that the admin site has, and is no superuser."""
    user = UserFactory(email="staff@example.nhs.uk", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    client.force_login(user)
    return client


def test_admin_site_has_these_models():
    assert [model._meta.label for model in REGISTERED] == [
        "commitments.Acronym",
        "commitments.ApprovedText",
        "commitments.AuditEvent",
        "commitments.Commitment",
        "commitments.Committee",
        "commitments.Membership",
        "commitments.Organisation",
        "commitments.PlanChange",
        "commitments.Post",
        "commitments.Priority",
        "commitments.ReportingPeriod",
        "commitments.StatusUpdate",
        "commitments.Strategy",
        "commitments.SuccessMeasure",
        "commitments.Theme",
        "commitments.User",
        "reports.BoardQuestion",
        "reports.Edition",
        "reports.EditionFile",
        "reports.Presentation",
        "reports.Report",
        "reports.Withdrawal",
    ]


def test_index_answers(root):
    assert root.get("/admin/").status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_list_and_row_answer(root, model):
    row = FACTORIES[model]()

    listed = root.get(address(model, "changelist"))
    searched = root.get(address(model, "changelist"), {"q": "x"})
    shown = root.get(address(model, "change", row.pk))

    assert (listed.status_code, shown.status_code) == (200, 200)
    assert searched.status_code == 200
    assert b"md5$" not in shown.content
    assert b"pbkdf2" not in shown.content


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("number", [1, 3])
def test_list_needs_at_most_twelve_queries(root, model, number, django_assert_max_num_queries):
    for _ in range(number):
        FACTORIES[model]()

    with django_assert_max_num_queries(12):
        root.get(address(model, "changelist"))


@pytest.mark.parametrize("model", READ_ONLY, ids=lambda model: model.__name__)
def test_ledgers_and_what_is_frozen_can_only_be_read(root, model):
    row = FACTORIES[model]()
    before = type(row).objects.values().get()

    answers = [
        root.get(address(model, "add")),
        root.post(address(model, "add"), {}),
        root.post(address(model, "change", row.pk), {"what": "undone"}),
        root.get(address(model, "delete", row.pk)),
        root.post(address(model, "delete", row.pk), {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert type(row).objects.values().get() == before


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_no_list_deletes_many_rows_at_once(root, model):
    row = FACTORIES[model]()

    root.post(address(model, "changelist"), {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})

    assert model.objects.filter(pk=row.pk).exists()


def test_edition_shows_neither_its_document_nor_its_pdf(root):
    edition = FACTORIES[Edition]()

    shown = root.get(address(Edition, "change", edition.pk)).content.decode()

    assert edition.seal in shown
    assert "field-document_sha256" in shown
    assert '<div class="form-row field-document">' not in shown
    assert "field-pdf " not in shown


# Repairs


def test_repair_is_written_down(root, superuser):
    acronym = AcronymFactory(short="MDT", long="Multi team")

    response = root.post(
        address(models.Acronym, "change", acronym.pk),
        {"organisation": acronym.organisation_id, "short": "MDT", "long": "Multi-disciplinary team"},
    )

    event = AuditEvent.objects.get()
    assert response.status_code == 302
    assert (event.by, event.what, event.organisation) == (superuser, "repaired", acronym.organisation)
    assert (event.before, event.after) == ({"long": "Multi team"}, {"long": "Multi-disciplinary team"})


def test_added_and_deleted_rows_are_written_down(root):
    organisation = OrganisationFactory()
    given = {"organisation": organisation.pk, "short": "MDT", "long": "Multi-disciplinary team"}

    root.post(address(models.Acronym, "add"), given)
    root.post(address(models.Acronym, "delete", models.Acronym.objects.get().pk), {"post": "yes"})

    events = AuditEvent.objects.order_by("id").values_list("what", "thing_words", "organisation")
    assert list(events) == [
        ("repaired", "MDT", organisation.pk),
        ("deleted in a repair", "MDT", organisation.pk),
    ]
    assert models.Acronym.objects.count() == 0


def test_organisation_is_repaired_and_keeps_its_address(root):
    organisation = OrganisationFactory()

    root.post(
        address(models.Organisation, "change", organisation.pk), {"name": "Trust", "short_name": "T", "slug": "other"}
    )

    organisation.refresh_from_db()
    assert (organisation.name, organisation.slug) == ("Trust", "organisation-1")
    assert AuditEvent.objects.get().organisation == organisation


def test_what_the_database_refuses_is_said(root):
    theme, other = ThemeFactory(), PriorityFactory()
    commitment = CommitmentFactory(theme=theme)

    response = root.post(
        address(models.Theme, "change", theme.pk),
        {"priority": other.pk, "name": theme.name, "position": theme.position},
        follow=True,
    )

    theme.refresh_from_db()
    assert "The database refused this" in response.content.decode()
    assert (theme.priority, AuditEvent.objects.count()) == (commitment.priority, 0)


def test_draft_is_repaired_as_a_new_revision(root):
    update = StatusUpdateFactory(stage="in_progress", revision=4)

    root.post(
        address(models.StatusUpdate, "change", update.pk), {"stage": "paused", "reason": "Steel", "state": "approved"}
    )

    update.refresh_from_db()
    assert (update.stage, update.reason, update.revision, update.state) == ("paused", "Steel", 5, "draft")


def test_approved_update_stays_as_it_was_approved(root):
    update = ApprovedUpdateFactory(stage="in_progress")

    assert root.post(address(models.StatusUpdate, "change", update.pk), {"stage": "paused"}).status_code == 403


# People


def person_fields(person, **changes):
    fields = {"email": person.email, "name": person.name, "is_active": "on" if person.is_active else ""}
    return {name: value for name, value in (fields | changes).items() if value}


def test_new_address_of_a_person_takes_the_place_of_the_old(root):
    person = UserFactory(email="an@example.nhs.uk", name="Ann")
    EmailAddress.objects.create(user=person, email="an@example.nhs.uk")

    root.post(address(User, "change", person.pk), person_fields(person, email="Ann@Example.NHS.uk"))

    person.refresh_from_db()
    assert person.email == "ann@example.nhs.uk"
    assert EmailAddress.objects.count() == 0


def test_closing_an_account_here_ends_its_access_too(root):
    person = UserFactory(password="md5$salt$hash", last_login=A_MOMENT)
    organisation = MembershipFactory(user=person).organisation
    MembershipFactory(user=person, organisation=organisation, role="executive")
    AuthToken.objects.create(person)

    root.post(address(User, "change", person.pk), person_fields(person, is_active=""))

    person.refresh_from_db()
    event = AuditEvent.objects.get()
    assert (person.is_active, person.has_usable_password(), AuthToken.objects.count()) == (False, False, 0)
    assert (event.organisation, event.what, event.thing) == (organisation, "repaired", "user")
    assert (event.before, event.after) == ({"is_active": "True"}, {"is_active": "False"})


def test_people_are_neither_made_nor_deleted_here(root):
    person = UserFactory()

    assert root.get(address(User, "add")).status_code == 403
    assert root.post(address(User, "delete", person.pk), {"post": "yes"}).status_code == 403


def test_superuser_keeps_the_own_rights_and_address(root, superuser):
    root.post(address(User, "change", superuser.pk), {"name": "Rooth", "email": "other@example.nhs.uk"})

    superuser.refresh_from_db()
    assert (superuser.name, superuser.email) == ("Rooth", "root@example.nhs.uk")
    assert (superuser.is_active, superuser.is_staff, superuser.is_superuser) == (True, True, True)


def test_staff_give_nobody_rights_on_the_site(staff):
    person = UserFactory(name="Ann")
    rights = {"is_staff": "on", "is_superuser": "on"}

    staff.post(address(User, "change", person.pk), person_fields(person, name="Ann Lee", **rights))

    person.refresh_from_db()
    assert (person.name, person.is_staff, person.is_superuser) == ("Ann Lee", False, False)


def test_staff_do_not_change_others_who_look_after_the_site(staff, superuser):
    for person in (superuser, UserFactory(is_staff=True)):
        response = staff.post(address(User, "change", person.pk), person_fields(person, email="me@example.nhs.uk"))
        assert response.status_code == 403


def test_roles_are_a_superusers_to_give_and_to_take(root, superuser):
    organisation, person = OrganisationFactory(), UserFactory()
    given = {"user": person.pk, "organisation": organisation.pk, "role": "administrator"}

    added = root.post(address(Membership, "add"), given)
    deleted = root.post(address(Membership, "delete", Membership.objects.get().pk), {"post": "yes"})

    assert (added.status_code, deleted.status_code) == (302, 302)
    assert Membership.objects.count() == 0
    assert AuditEvent.objects.count() == 2


def test_roles_are_not_for_staff_to_give(staff):
    person, role = UserFactory(), MembershipFactory()
    given = {"user": person.pk, "organisation": role.organisation_id, "role": "administrator"}

    assert staff.post(address(Membership, "add"), given).status_code == 403
    assert staff.post(address(Membership, "change", role.pk), given).status_code == 403
    assert staff.post(address(Membership, "delete", role.pk), {"post": "yes"}).status_code == 403


def test_nobody_gives_or_takes_the_own_roles(root, superuser):
    own = MembershipFactory(user=superuser)
    given = {"user": superuser.pk, "organisation": own.organisation_id, "role": "administrator"}

    response = root.post(address(Membership, "add"), given)

    assert "Select a valid choice" in response.content.decode()
    assert root.post(address(Membership, "delete", own.pk), {"post": "yes"}).status_code == 403
    assert list(Membership.objects.all()) == [own]


def test_holders_of_posts_are_not_chosen_here(root, superuser):
    post = factories.PostFactory()

    root.post(
        address(models.Post, "change", post.pk),
        {"organisation": post.organisation_id, "title": "Chief Nurse", "holder": superuser.pk},
    )

    post.refresh_from_db()
    assert (post.title, post.holder) == ("Chief Nurse", None)
