import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis.strategies import characters, text

from commitments.models import Priority
from commitments.models.fields import LineField, ProseField
from commitments.text import normalised, one_line
from tests import factories
from tests.factories import PriorityFactory

# What is typed or pasted, the one line and the prose that it becomes.
TEXTS = [
    ("  Open\r\nthe  hospital ", "Open the hospital", "Open\nthe  hospital"),
    ("Open\x0bthe\x0chospital", "Open the hospital", "Open\nthe\nhospital"),
    ("Open\u2028the hospital", "Open the hospital", "Open\nthe hospital"),
    ("cafe\u0301", "caf\u00e9", "caf\u00e9"),
    ("a\x00b", "ab", "ab"),
    ("a\ud800b", "ab", "ab"),
    ("a\uffffb", "ab", "ab"),
    ("\u202etxt.exe", "txt.exe", "txt.exe"),
    ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{STAFF OF AESCULAPIUS}", "👩‍⚕", "👩‍⚕"),
]
both_fields = pytest.mark.parametrize(("typed", "line", "prose"), TEXTS)


def stored(priority):
    return Priority.objects.values_list("name", "context").get(id=priority.id)


@pytest.mark.django_db
@both_fields
def test_save_normalises_the_row_and_the_instance(typed, line, prose):
    priority = PriorityFactory(name=typed, context=typed)

    assert (priority.name, priority.context) == (line, prose)
    assert stored(priority) == (line, prose)


@pytest.mark.django_db
@both_fields
def test_bulk_create_normalises(typed, line, prose):
    strategy = PriorityFactory().strategy

    made = Priority.objects.bulk_create([Priority(strategy=strategy, name=typed, context=typed, position=2)])

    assert stored(made[0]) == (line, prose)


@pytest.mark.django_db
@both_fields
def test_update_normalises(typed, line, prose):
    priority = PriorityFactory()

    Priority.objects.filter(id=priority.id).update(name=typed, context=typed)

    assert stored(priority) == (line, prose)


@pytest.mark.django_db
@both_fields
def test_bulk_update_normalises(typed, line, prose):
    priority = PriorityFactory()
    priority.name = priority.context = typed

    Priority.objects.bulk_update([priority], ["name", "context"])

    assert stored(priority) == (line, prose)


@pytest.mark.django_db
@both_fields
def test_filter_finds_what_was_typed(typed, line, prose):
    priority = PriorityFactory(name=line, context=prose)

    assert Priority.objects.get(name=typed, context=typed) == priority
    assert Priority.objects.get(name__in=[typed], context__in=[typed]) == priority
    assert Priority.objects.get_or_create(strategy=priority.strategy, name=typed) == (priority, False)


@both_fields
def test_to_python_normalises_what_a_form_validates(typed, line, prose):
    assert (LineField().to_python(typed), ProseField().to_python(typed)) == (line, prose)


@pytest.mark.django_db
def test_full_clean_refuses_a_name_of_blanks_alone():
    priority = PriorityFactory.build(name=" \u2028 ", strategy=PriorityFactory().strategy)

    with pytest.raises(ValidationError) as caught:
        priority.full_clean()

    assert "name" in caught.value.message_dict


def test_full_clean_counts_the_characters_that_will_be_stored():
    assert LineField(max_length=3).clean("  a\r\n b ", None) == "a b"


def test_fields_leave_alone_what_is_not_text():
    assert (LineField().to_python(None), ProseField().get_prep_value(None)) == (None, None)


@pytest.mark.django_db
@settings(max_examples=100, deadline=None)
@given(typed=text(characters(exclude_categories=()), max_size=60))
def test_any_text_comes_back_as_it_was_stored(typed):
    priority = PriorityFactory(name=f"A{typed}", context=typed)

    assert stored(priority) == (one_line(f"A{typed}"), normalised(typed).strip())


@pytest.mark.django_db
@pytest.mark.parametrize("factory", factories.ALL)
def test_every_text_of_every_model_takes_what_no_database_stores(factory):
    fields = [field for field in factory._meta.model._meta.fields if isinstance(field, LineField | ProseField)]
    if factory is factories.EditionFactory:
        fields = []  # its texts are sealed: what they say is settled before
    words = {field.name: f"\x00{field.name[:5]}\ud800" for field in fields}

    row = factory(**words, **({"value": None} if "words" in words else {}))  # a reading is a number or words
    row.refresh_from_db()

    assert [getattr(row, field.name) for field in fields] == [field.name[:5] for field in fields]
