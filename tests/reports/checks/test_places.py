"""Where things stand in a report."""

from reports.checks.places import APART, places
from tests.reports.document.samples import document


def test_every_text_of_a_report_stands_in_one_place():
    told = document()

    found = {place.where: place.texts for place in places(told)}

    there = {text for texts in found.values() for text in texts}
    assert set(told.texts()) - there == {"**", "Green", "No next step reported"}  # no words of a person
    assert found["BO-01"][:2] == ("Build the ward", "Steel is late")
    assert "North wall" in found["BO-01"]
    assert "Open the MRI suite" in found[APART]
