import pytest

from commitments.models import AuditEvent, Organisation
from tests.factories import AuditEventFactory, CommitmentFactory, OrganisationFactory, UserFactory


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("audit_event_says_what", lambda: AuditEventFactory(what=" ")),
        ("audit_event_says_what", lambda: AuditEventFactory(thing=" ")),
    ],
)
def test_audit_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


def recorded(thing, **values):
    organisation = OrganisationFactory()
    made = AuditEvent.objects.record(by=UserFactory(), organisation=organisation, what="changed", thing=thing, **values)
    return AuditEvent.objects.get(id=made.id)


@pytest.mark.django_db
def test_record_says_who_did_what_to_which_thing():
    commitment = CommitmentFactory(ref="BD4", wording="Go paperless")

    event = recorded(commitment, before={"wording": "Use less paper"}, after={"wording": "Go paperless"})

    assert (event.by.email, event.what) == ("person-1@example.nhs.uk", "changed")
    assert (event.thing, event.thing_id, event.thing_words) == ("commitment", commitment.id, "BD4 Go paperless")
    assert (event.before, event.after) == ({"wording": "Use less paper"}, {"wording": "Go paperless"})
    assert str(event) == "BD4 Go paperless: changed"


@pytest.mark.django_db
def test_record_outlives_the_thing():
    commitment = CommitmentFactory()
    event = recorded(commitment)

    commitment.delete()

    assert list(AuditEvent.objects.all()) == [event]


@pytest.mark.django_db
def test_record_without_values_holds_none():
    event = recorded(CommitmentFactory())

    assert (event.before, event.after) == ({}, {})


@pytest.mark.django_db
def test_record_takes_text_that_no_database_stores():
    before = {"wo\x00rds": "a\x00b\ud800", "points": ["c\ud800", ("d\x00", 1)], "public": True, "due_on": None}

    event = recorded(CommitmentFactory(), before=before)

    assert event.before == {"words": "ab", "points": ["c", ["d", 1]], "public": True, "due_on": None}


@pytest.mark.django_db
def test_record_cuts_the_words_of_the_thing_to_its_column():
    thing = Organisation(id=1, name="\u0958" * 300)  # normalised, each letter is two characters

    event = recorded(thing)

    assert event.thing_words == "\u0915\u093c" * 150
