"""Who leads a commitment, and who supports it."""

from typing import Any

from django import forms

from commitments.actions.leading import posts_of
from commitments.forms.organisation import Shown
from commitments.forms.plan import Choice
from commitments.forms.texts import Prose
from commitments.models import Commitment, Post


class LeadForm(Shown):
    """The post that leads a commitment, and those that support it."""

    lead = Choice("Lead", hint="Writes the updates and submits them.")
    supporting = forms.MultipleChoiceField(
        label="Supported by",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Can write the updates, and can’t submit them. Tick as many as you like.",
        error_messages={"invalid_choice": "Choose from the posts that are listed"},
    )
    reason = Prose("Reason", most=2000, rows=3, hint="Why it changes. You can leave this empty. The history keeps it.")

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, now=posts_of(commitment))
        posts = Post.objects.filter(organisation=commitment.strategy.organisation_id).select_related("holder")
        self.posts = {str(post.pk): post for post in posts}
        lead, supporting = self.fields["lead"], self.fields["supporting"]
        assert isinstance(lead, Choice)
        assert isinstance(supporting, forms.MultipleChoiceField)
        choices = [(key, held(post)) for key, post in self.posts.items()]
        lead.offer(choices, "No post")
        supporting.choices = choices
        self.initial["lead"] = commitment.lead_id
        self.initial["supporting"] = [str(each.pk) for each in commitment.supporting.all()]

    def given(self) -> dict[str, Any]:
        """What the action asks for, of a form without faults."""
        given = self.cleaned_data
        supporting = [self.posts[key] for key in given["supporting"]]
        return {"lead": self.posts.get(given["lead"]), "supporting": supporting, "reason": given["reason"]}


def held(post: Post) -> str:
    """A post's title, with a word where nobody holds it: 'Chief Nurse (nobody holds this post)'."""
    return post.title if post.holder and post.holder.is_active else f"{post.title} (nobody holds this post)"
