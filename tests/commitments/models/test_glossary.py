import pytest

from tests.factories import AcronymFactory, OrganisationFactory


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_meaning_per_acronym_and_organisation",
            lambda: AcronymFactory.create_batch(2, organisation=OrganisationFactory(), short="CCC"),
        ),
        ("acronym_has_a_meaning", lambda: AcronymFactory(long=" ")),
        ("acronym_has_a_meaning", lambda: AcronymFactory(short=" ")),
    ],
)
def test_glossary_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.django_db
def test_acronym_differs_by_case():
    organisation = OrganisationFactory()

    acronyms = [AcronymFactory(organisation=organisation, short=short) for short in ("IT", "It")]

    assert [str(acronym) for acronym in acronyms] == ["IT", "It"]
