"""Refs as they are typed: 'BO-01, bo-02'."""

import re
from collections.abc import Sequence

from django import forms

from commitments.models import Commitment
from commitments.text import one_line

_BETWEEN_REFS = re.compile(r"[,;\n]")


class RefsForm(forms.Form):
    """A form that may have a field `refs`, which becomes those of its `commitments` that are named."""

    commitments: Sequence[Commitment]

    def clean_refs(self) -> list[Commitment]:
        """The commitments of the refs, each once. Raises ValidationError for a ref that the strategy does not have."""
        there = {each.ref.casefold(): each for each in self.commitments}
        asked = dict.fromkeys(ref for each in _BETWEEN_REFS.split(self.cleaned_data["refs"]) if (ref := one_line(each)))
        unknown = [ref for ref in asked if ref.casefold() not in there]
        if unknown:
            raise forms.ValidationError(
                f"There is no {' and no '.join(unknown)} in this strategy. Check the refs below"
            )
        return list(dict.fromkeys(there[ref.casefold()] for ref in asked))
