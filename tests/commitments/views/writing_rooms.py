"""A lead at the page of an update, with what the report before said would come next."""

from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from django.test import Client

from commitments.models import Commitment, ReportingPeriod, StatusUpdate, UpdatePoint, User
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    PostFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    UpdatePointFactory,
    UserFactory,
)


@dataclass
class Room:
    """The page of one update: who is there, and what is sent from it."""

    client: Client
    ann: User
    commitment: Commitment
    period: ReportingPeriod
    step: UpdatePoint

    @property
    def address(self) -> str:
        return f"/organisation-1/strategy-1/{self.period.slug}/updates/{self.commitment.ref}/"

    @property
    def update(self) -> StatusUpdate:
        return StatusUpdate.objects.get(commitment=self.commitment, period=self.period)

    def sends(self, do="save", *, revision=0, **fields):
        """Sends the form with a button; `answer`, `why` and `carry` are those of the one step."""
        named = {f"{name}-{self.step.pk}": fields.pop(name) for name in ("answer", "why", "carry") if name in fields}
        return self.client.post(self.address, {"do": do, "revision": str(revision), **fields, **named})

    def saves(self, **fields):
        """Saves over whatever there is."""
        there = StatusUpdate.objects.filter(commitment=self.commitment, period=self.period).first()
        return self.sends(revision=there.revision if there else 0, **fields)


def room(client: Client) -> Room:
    """Ann, who holds the post that leads a commitment; a step of March that is open in September."""
    strategy, ann = StrategyFactory(), UserFactory(name="Ann Hill")
    post = PostFactory(title="Matron", holder=ann, organisation=strategy.organisation)
    commitment = CommitmentFactory(lead=post, priority__strategy=strategy)
    march = ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1), state="closed")
    september = ReportingPeriodFactory(strategy=strategy, month=date(2022, 9, 1), state="open")
    earlier = ApprovedUpdateFactory(
        commitment=commitment, period=march, stage="in_progress", rating="amber", reason="Late"
    )
    UpdatePointFactory(update=earlier, text="The building was handed over", position=0)
    step = UpdatePointFactory(update=earlier, kind="next", text="Move the patients", position=0)
    client.force_login(ann)
    return Room(client, ann, commitment, september, step)


class _FormReader(HTMLParser):
    """Notes down what a browser would send of each form: hidden fields, boxes, and what is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self._box = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self.found.append({})
        elif tag == "textarea":
            self._box = name
            self.found[-1][name] = ""
        elif tag == "input" and (given.get("type") == "hidden" or "checked" in given):
            self.found[-1][name] = given.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._box:
            self.found[-1][self._box] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._box = ""


def forms(html: str) -> list[dict[str, str]]:
    """What the forms of a page would send, by the names of their fields."""
    reader = _FormReader()
    reader.feed(html)
    return reader.found
