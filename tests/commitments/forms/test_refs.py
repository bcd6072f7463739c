"""Refs as they are typed."""

import pytest

from commitments.forms.refs import RefsForm
from commitments.forms.texts import Line
from commitments.models import Commitment

BO_01, BD_02 = Commitment(pk=1, ref="BO-01"), Commitment(pk=2, ref="BD-02")


class Asking(RefsForm):
    """A form that asks for refs alone."""

    refs = Line("Refs", most=100)


def asking(text):
    form = Asking({"refs": text})
    form.commitments = [BO_01, BD_02]
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BO-01, bd-02", [BO_01, BD_02]),
        ("bd-02;BO-01; BD-02", [BD_02, BO_01]),
        (" , ", []),
        ("", []),
    ],
)
def test_refs_become_commitments_in_the_order_typed_each_once(text, found):
    assert asking(text).cleaned_data["refs"] == found


def test_refs_that_the_strategy_does_not_have_are_named():
    assert asking("BO-01, BO-09, X").errors["refs"] == [
        "There is no BO-09 and no X in this strategy. Check the refs below"
    ]
