"""What the wording ledger can be narrowed down by."""

from typing import Any

from django import forms

from commitments.models import ChangeKind, Strategy
from commitments.plan.ledger import BY_COMMITMENT, NO_PERIOD


class LedgerForm(forms.Form):
    """Kind, period and priority of changes, and their order; none has to be chosen."""

    kind = forms.ChoiceField(label="Change", required=False)
    period = forms.ChoiceField(label="Period", required=False)
    priority = forms.ChoiceField(required=False)
    order = forms.ChoiceField(label="Order", required=False)

    def __init__(self, data: Any, *, strategy: Strategy) -> None:
        super().__init__(data)
        periods = [(str(each.pk), each.label) for each in strategy.periods.order_by("-month")]
        offered = {
            "kind": [("", "All"), *ChangeKind.choices],
            "period": [("", "All"), *periods, (NO_PERIOD, "Not known")],
            "priority": [("", "All"), *((str(each.pk), each.name) for each in strategy.priorities.all())],
            "order": [("", "Newest first"), (BY_COMMITMENT, f"By {strategy.commitment_label.lower()}")],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
            field.error_messages["invalid_choice"] = f"{field.label or strategy.priority_label}: choose from the list"
        self.fields["priority"].label = strategy.priority_label
