"""Prints who may do what, as the table of docs/operating.md."""

from django.core.management.base import BaseCommand

from commitments.permissions import RULES, Rule


class Command(BaseCommand):
    """manage.py print_permissions."""

    help = "Prints who may do what as a table in Markdown."

    def handle(self, *_args: object, **_options: object) -> None:
        lines = ["| to | who | when |", "| --- | --- | --- |"]
        lines += [f"| {action} | {_who(rule)} | {_when(rule)} |" for action, rule in RULES.items()]
        self.stdout.write("\n".join(lines))


def _who(rule: Rule) -> str:
    """The parts in the order in which they are defined."""
    parts = [part.value for part in type(next(iter(rule.who))) if part in rule.who]
    return "; ".join(parts) + (", never for themselves" if rule.never_for_oneself else "")


def _when(rule: Rule) -> str:
    states = [{"draft": "a draft"}.get(state, state.value) for state in rule.states]
    when = f"the update is {states[0]}" if len(states) == 1 else "always"
    return f"{when} and its period is open" if rule.only_in_an_open_period else when
