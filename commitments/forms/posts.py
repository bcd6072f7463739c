"""What administrators choose for a post."""

from typing import Any

from django import forms
from django.db.models import Q

from commitments.models import Post, User
from commitments.people import people_of


class Somebody(forms.ChoiceField):
    """One of an organisation's people, or nobody."""

    def __init__(self, label: str) -> None:
        gone = "Choose somebody from the list. Nobody can give a post to themselves"
        super().__init__(label=label, required=False, error_messages={"invalid_choice": gone})


class PostForm(forms.Form):
    """Holder and deputy of a post, with the keys of those whom the page showed."""

    holder = Somebody("Holder")
    deputy = Somebody("Deputy")
    shown_holder = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shown_deputy = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, post: Post, by: User) -> None:
        now = {"holder": post.holder_id, "deputy": post.deputy_id}
        super().__init__(data, initial=now)
        here = Q(is_active=True) & ~Q(pk=by.pk)
        found = people_of(post.organisation).filter(here | Q(pk__in=[key for key in now.values() if key]))
        self.people = {str(person.pk): person for person in found}
        for name in now:
            field = self.fields[name]
            assert isinstance(field, Somebody)
            field.choices = [("", "Nobody"), *((key, _called(person)) for key, person in self.people.items())]

    def parts(self) -> dict[str, Any]:
        """What the action asks for, of a form without faults."""
        given = self.cleaned_data
        holder, deputy = self.people.get(given["holder"]), self.people.get(given["deputy"])
        return {"holder": holder, "deputy": deputy, "shown": (given["shown_holder"], given["shown_deputy"])}


def _called(person: User) -> str:
    closed = "" if person.is_active else ", account closed"
    return f"{person.name} ({person.email}{closed})" if person.name else f"{person.email}{closed}"
