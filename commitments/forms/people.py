"""What administrators type about people."""

from typing import Any

from django import forms

from commitments.models import Organisation, Role, User
from commitments.people import roles_in
from commitments.text import one_line

NO_NAME = "Enter the person’s name"
WORDS = 200  # as many characters are searched for


class PersonName(forms.CharField):
    """A name on one line."""

    def __init__(self) -> None:
        sentences = {"required": NO_NAME, "max_length": "The name must be 200 characters or fewer"}
        super().__init__(label="Name", max_length=200, error_messages=sentences)

    def clean(self, value: str | None) -> str:
        name = one_line(super().clean(value))
        if not name:  # nothing but characters that nobody can see
            raise forms.ValidationError(NO_NAME)
        return name


class Roles(forms.MultipleChoiceField):
    """Any of the roles."""

    def __init__(self, widget: type[forms.Widget] = forms.CheckboxSelectMultiple, *, required: bool = False) -> None:
        sentences = {"required": "Choose at least one role", "invalid_choice": "Choose from the roles that are listed"}
        super().__init__(
            label="Roles", choices=Role.choices, required=required, widget=widget, error_messages=sentences
        )


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    name = PersonName()
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        error_messages={
            "required": "Enter the person’s email address",
            "invalid": "Enter an email address in the correct format, like name@example.nhs.uk",
            "max_length": "The email address must be 254 characters or fewer",
        },
    )
    roles = Roles(required=True)


class PersonForm(forms.Form):
    """Somebody's name and roles, with those that the page showed: what differs is what was changed."""

    name = PersonName()
    roles = Roles()
    shown_name = forms.CharField(required=False, widget=forms.HiddenInput)
    shown_roles = Roles(forms.MultipleHiddenInput)

    def __init__(self, *args: Any, rename: bool, **kwargs: Any) -> None:
        """With `rename` false, the form asks for no name: it is not this organisation's to change."""
        super().__init__(*args, **kwargs)
        if not rename:
            del self.fields["name"], self.fields["shown_name"]

    @classmethod
    def of(cls, person: User, organisation: Organisation, *, rename: bool) -> "PersonForm":
        """The form as a page first shows it."""
        roles = roles_in(person, organisation)
        shown = {"shown_name": person.name, "shown_roles": roles}
        return cls(initial={"name": person.name, "roles": roles} | shown, rename=rename)

    def parts(self) -> dict[str, Any]:
        """What the action asks for, of a form without faults."""
        return {"name": "", "shown_name": ""} | self.cleaned_data


class CloseForm(forms.Form):
    """The tick that closing an account asks for."""

    sure = forms.BooleanField(
        label="Yes, close this account", error_messages={"required": "Tick the box to close the account"}
    )


class WordsForm(forms.Form):
    """Words to look for in names and addresses."""

    words = forms.CharField(
        label="Name or email address",
        required=False,
        max_length=WORDS,
        error_messages={"max_length": f"Search for {WORDS} characters or fewer"},
    )

    def clean_words(self) -> str:
        """The words on one line, without characters that a database refuses."""
        return one_line(self.cleaned_data["words"])
