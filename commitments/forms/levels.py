"""What the strategy team types about a priority or a theme."""

from typing import Any

from commitments.actions.levels import Words, plain
from commitments.forms.organisation import Shown
from commitments.forms.plan import Choice
from commitments.forms.texts import Line, Prose
from commitments.models import Post, Priority, Strategy, Theme

LONGEST_CONTEXT = 5000  # characters


class LevelForm(Shown):
    """A name, and what is said below it."""

    name = Line("Name", most=200, missing="Enter the name")
    context = Prose("Context", most=LONGEST_CONTEXT, rows=5, hint="A few sentences. You can leave this empty.")

    def words(self) -> Words:
        """What was typed, of a form without faults."""
        return Words(name=self.cleaned_data["name"], context=self.cleaned_data["context"])


class PriorityForm(LevelForm):
    """A priority."""

    strapline = Line("Strapline", most=300, hint="One line that stands below the name. You can leave this empty.")
    executive_lead = Choice("Executive lead", hint="The post whose holder and deputy approve its updates.")

    field_order = ("name", "strapline", "context", "executive_lead")

    def __init__(self, data: Any = None, *, strategy: Strategy, priority: Priority | None = None) -> None:
        super().__init__(data, now=plain(priority) if priority else {})
        self.posts = {post.title: post for post in Post.objects.filter(organisation=strategy.organisation_id)}
        lead = self.fields["executive_lead"]
        assert isinstance(lead, Choice)
        lead.offer([(title, title) for title in self.posts], "No post yet")

    def words(self) -> Words:
        """What was typed, of a form without faults."""
        given = self.cleaned_data
        lead = self.posts.get(given["executive_lead"])
        return Words(given["name"], given["context"], given["strapline"], lead)


class ThemeForm(LevelForm):
    """A theme that is there."""

    def __init__(self, data: Any = None, *, theme: Theme | None = None) -> None:
        super().__init__(data, now=plain(theme) if theme else {})


class NewThemeForm(ThemeForm):
    """A new theme, or a new sub-theme of one that is there."""

    under = Choice("Where it stands")

    field_order = ("name", "under", "context")

    def __init__(self, data: Any = None, *, priority: Priority, under: str = "") -> None:
        super().__init__(data)
        themes = priority.themes.filter(parent=None).order_by("position", "id")
        self.themes = {str(each.pk): each for each in themes}
        field = self.fields["under"]
        assert isinstance(field, Choice)
        field.offer([(key, f"Under {each}") for key, each in self.themes.items()], f"Directly in {priority}")
        if under in self.themes:
            self.initial["under"] = under
        if not self.themes:
            del self.fields["under"]

    def above(self) -> Theme | None:
        """The theme that it is to stand under, of a form without faults."""
        return self.themes.get(self.cleaned_data.get("under", ""))
