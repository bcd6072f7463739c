import pytest

from commitments.workbook.columns import (
    FIELDS,
    PARTS,
    REQUIRED_SHEETS,
    SHEETS,
    known_as,
    period_and_part,
    period_column,
)


def test_sheets_have_columns_with_names_of_their_own():
    assert [len({column.name.casefold() for column in columns}) for columns in SHEETS.values()] == [
        len(columns) for columns in SHEETS.values()
    ]
    assert set(REQUIRED_SHEETS) <= SHEETS.keys()


def test_columns_keep_as_much_as_the_database():
    kept = {(sheet, column.name): column.most for sheet, columns in SHEETS.items() for column in columns if column.most}
    assert kept["Commitments", "Ref"] == 30
    assert kept["Commitments", "Commitment"] == 2_000
    assert kept["Acronyms", "Meaning"] == 300
    assert {field.name: field.most for field in FIELDS}["Title"] == 200


@pytest.mark.parametrize("part", PARTS)
def test_period_column_is_read_back(part):
    assert period_and_part(period_column("March 2022", part)) == ("March 2022", part)


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("March 2022: Progress", ("March 2022", "progress")),
        ("Q4: 2022 :next", ("Q4: 2022", "next")),
        ("March 2022: colour", None),
        ("March 2022 progress", None),
        (": progress", None),
        ("progress", None),
    ],
)
def test_period_and_part_are_those_of_a_header(header, named):
    assert period_and_part(header) == named


def test_known_as_gives_the_columns_own_name():
    assert known_as("Commitments", "SUB-THEME") == "Sub-theme"
    assert known_as("Commitments", "march 2022 : NEXT") == "march 2022: next"
    assert known_as("Milestones", "March 2022: next") is None
    assert known_as("Milestones", "Lead") is None
