"""One factory per model: the smallest row that the database takes, with fixed values.

Only what must differ between two rows is numbered; conftest.py starts the numbers at 1 for every test.
A row made without its parents gets new ones that fit each other.
"""

from datetime import UTC, date, datetime
from hashlib import sha256

from factory import LazyAttribute, Maybe, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from commitments import models
from reports import models as reports
from reports.document import Document, build, canonical

A_MOMENT = datetime(2022, 3, 1, 9, tzinfo=UTC)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = models.User

    email = Sequence(lambda number: f"person-{number}@example.nhs.uk")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    name = Sequence(lambda number: f"Organisation {number}")
    short_name = Sequence(lambda number: f"Org {number}")
    slug = Sequence(lambda number: f"organisation-{number}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = models.Role.READER


class PostFactory(DjangoModelFactory):
    class Meta:
        model = models.Post

    organisation = SubFactory(OrganisationFactory)
    title = Sequence(lambda number: f"Director {number}")


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = models.Committee

    organisation = SubFactory(OrganisationFactory)
    name = Sequence(lambda number: f"Committee {number}")


class AcronymFactory(DjangoModelFactory):
    class Meta:
        model = models.Acronym

    organisation = SubFactory(OrganisationFactory)
    short = Sequence(lambda number: f"A{number}")
    long = "Acute oncology"


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = models.Strategy

    organisation = SubFactory(OrganisationFactory)
    title = Sequence(lambda number: f"Strategy {number}")
    slug = Sequence(lambda number: f"strategy-{number}")


class StatusWordFactory(DjangoModelFactory):
    class Meta:
        model = models.StatusWord

    strategy = SubFactory(StrategyFactory)
    code = models.Rating.GREEN
    word = "On track"


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = models.Priority

    strategy = SubFactory(StrategyFactory)
    name = Sequence(lambda number: f"Priority {number}")
    position = Sequence(int)


class ThemeFactory(DjangoModelFactory):
    """With a parent: a sub-theme in the parent's priority."""

    class Meta:
        model = models.Theme

    parent = None
    priority = Maybe("parent", SelfAttribute("parent.priority"), SubFactory(PriorityFactory))
    name = Sequence(lambda number: f"Theme {number}")
    position = Sequence(int)


class CommitmentFactory(DjangoModelFactory):
    """With a theme: in the theme's priority."""

    class Meta:
        model = models.Commitment

    theme = None
    priority = Maybe("theme", SelfAttribute("theme.priority"), SubFactory(PriorityFactory))
    strategy = SelfAttribute("priority.strategy")
    ref = Sequence(lambda number: f"C{number}")
    wording = "Open the new hospital"
    position = Sequence(int)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = models.Milestone

    commitment = SubFactory(CommitmentFactory)
    title = Sequence(lambda number: f"Milestone {number}")


class PlanChangeFactory(DjangoModelFactory):
    class Meta:
        model = models.PlanChange

    commitment = SubFactory(CommitmentFactory)
    kind = models.ChangeKind.REWORDED
    by = SubFactory(UserFactory)


class ReportingPeriodFactory(DjangoModelFactory):
    """The first of a test is January 2022, the second February 2022 and so on."""

    class Meta:
        model = models.ReportingPeriod

    strategy = SubFactory(StrategyFactory)
    month = Sequence(lambda number: date(2022 + (number - 1) // 12, (number - 1) % 12 + 1, 1))
    label = LazyAttribute(lambda period: f"{period.month:%B %Y}")
    slug = LazyAttribute(lambda period: f"{period.month:%Y-%m}")


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    period = SubFactory(ReportingPeriodFactory)
    committee = SubFactory(CommitteeFactory, organisation=SelfAttribute("..period.strategy.organisation"))
    held_on = date(2022, 3, 30)


class StatusUpdateFactory(DjangoModelFactory):
    class Meta:
        model = models.StatusUpdate

    commitment = SubFactory(CommitmentFactory)
    period = SubFactory(ReportingPeriodFactory, strategy=SelfAttribute("..commitment.strategy"))


class SubmittedUpdateFactory(StatusUpdateFactory):
    state = models.State.SUBMITTED
    submitted_at = A_MOMENT
    submitted_by = SubFactory(UserFactory)


class ApprovedUpdateFactory(SubmittedUpdateFactory):
    state = models.State.APPROVED
    approved_at = A_MOMENT
    approved_by = SubFactory(UserFactory)


class UpdatePointFactory(DjangoModelFactory):
    class Meta:
        model = models.UpdatePoint

    update = SubFactory(StatusUpdateFactory)
    kind = models.PointKind.PROGRESS
    text = "The building was handed over"
    position = Sequence(int)


class OutcomeFactory(DjangoModelFactory):
    """Without a point: answers a next step of an approved update of the period before."""

    class Meta:
        model = models.Outcome

    update = SubFactory(StatusUpdateFactory, period__month=date(2023, 1, 1))
    point = SubFactory(
        UpdatePointFactory,
        kind=models.PointKind.NEXT,
        update=SubFactory(ApprovedUpdateFactory, commitment=SelfAttribute("...update.commitment")),
    )
    answer = models.Answer.DONE


class ApprovedTextFactory(DjangoModelFactory):
    class Meta:
        model = models.ApprovedText

    update = SubFactory(ApprovedUpdateFactory)
    number = 1
    content = {"stage": "in_progress"}
    approved_by = SubFactory(UserFactory)
    approved_at = A_MOMENT


class ExtensionFactory(DjangoModelFactory):
    class Meta:
        model = models.Extension

    commitment = SubFactory(CommitmentFactory)
    period = SubFactory(ReportingPeriodFactory, strategy=SelfAttribute("..commitment.strategy"))
    due_on = date(2022, 3, 31)
    reason = "The lead is on leave"


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = models.Reminder

    period = SubFactory(ReportingPeriodFactory)
    user = SubFactory(UserFactory)
    sent_on = date(2022, 3, 1)
    commitments = 1


class FeedFactory(DjangoModelFactory):
    class Meta:
        model = models.Feed

    user = SubFactory(UserFactory)
    secret = Sequence(lambda number: f"{number:043}")


class NarrativePointFactory(DjangoModelFactory):
    class Meta:
        model = models.NarrativePoint

    period = SubFactory(ReportingPeriodFactory)
    kind = models.NarrativeKind.HIGHLIGHT
    text = "The new hospital opened"
    position = Sequence(int)


class SuccessMeasureFactory(DjangoModelFactory):
    class Meta:
        model = models.SuccessMeasure

    priority = SubFactory(PriorityFactory)
    name = Sequence(lambda number: f"Measure {number}")
    position = Sequence(int)


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = models.Target

    measure = SubFactory(SuccessMeasureFactory)
    value = 90


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = models.Observation

    measure = SubFactory(SuccessMeasureFactory)
    date = date(2022, 3, 31)
    value = 85


class AuditEventFactory(DjangoModelFactory):
    class Meta:
        model = models.AuditEvent

    by = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    what = "reworded"
    thing = "commitment"
    thing_id = 1


class RebaseFactory(DjangoModelFactory):
    class Meta:
        model = models.Rebase

    measure = SubFactory(SuccessMeasureFactory)
    date = date(2022, 1, 1)
    reason = "The second site opened"
    by = SubFactory(UserFactory)


class SavedViewFactory(DjangoModelFactory):
    class Meta:
        model = models.SavedView

    strategy = SubFactory(StrategyFactory)
    owner = SubFactory(UserFactory)
    name = Sequence(lambda number: f"View {number}")
    query = "rating=red"


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = reports.Report

    period = SubFactory(ReportingPeriodFactory)


def _sealed(values) -> str:
    names = (
        "report",
        "number",
        "audience",
        "files",
        "left_open",
        "document_version",
        "document_sha256",
        "pdf_sha256",
        "renderer_versions",
    )
    names += ("issued_at", "issuer_email", "change_note", "previous_seal")
    return reports.Edition(**{name: getattr(values, name) for name in names}).sealed()


class EditionFactory(DjangoModelFactory):
    """The next edition of its report: what the period's report says now, with a few bytes for its PDF."""

    class Meta:
        model = reports.Edition

    report = SubFactory(ReportFactory)
    audience = reports.Audience.BOARD
    supersedes = LazyAttribute(
        lambda edition: edition.report.editions.filter(audience=edition.audience).order_by("number").last()
    )
    number = LazyAttribute(lambda edition: reports.Edition.objects.filter(report=edition.report.pk).count() + 1)
    change_note = LazyAttribute(lambda edition: "A figure was wrong" if edition.supersedes else "")
    document = LazyAttribute(lambda edition: canonical(_built(edition).issued(edition.number, edition.change_note)))
    document_version = 1
    document_sha256 = LazyAttribute(lambda edition: sha256(edition.document.encode()).hexdigest())
    pdf = b"%PDF-1.7 of a test"
    pdf_sha256 = LazyAttribute(lambda edition: sha256(edition.pdf).hexdigest())
    files = ""
    left_open = ""
    renderer_versions = "{}"
    issued_at = A_MOMENT
    issued_by = SubFactory(UserFactory)
    issuer_email = SelfAttribute("issued_by.email")
    previous_seal = LazyAttribute(lambda edition: getattr(_last_in(edition.report.period.strategy), "seal", ""))
    seal = LazyAttribute(_sealed)


def _built(edition) -> Document:
    return build(edition.report.period, edition.audience, at=edition.issued_at)


def _last_in(strategy: models.Strategy) -> reports.Edition | None:
    return reports.Edition.objects.filter(report__period__strategy=strategy).order_by("pk").last()


class EditionFileFactory(DjangoModelFactory):
    class Meta:
        model = reports.EditionFile

    edition = SubFactory(EditionFactory)
    kind = reports.FileKind.WORD
    content = b"PK of a test"
    sha256 = LazyAttribute(lambda file: sha256(file.content).hexdigest())


class PresentationFactory(DjangoModelFactory):
    class Meta:
        model = reports.Presentation

    edition = SubFactory(EditionFactory)
    meeting = SubFactory(MeetingFactory, period=SelfAttribute("..edition.report.period"))
    presented_at = A_MOMENT
    presented_by = SelfAttribute("edition.issued_by")


class WithdrawalFactory(DjangoModelFactory):
    class Meta:
        model = reports.Withdrawal

    edition = SubFactory(EditionFactory)
    reason = "A figure is wrong"
    withdrawn_at = A_MOMENT
    withdrawn_by = SelfAttribute("edition.issued_by")


class BoardQuestionFactory(DjangoModelFactory):
    class Meta:
        model = reports.BoardQuestion

    period = SubFactory(ReportingPeriodFactory)
    text = "When will the ward open?"
    asked_on = date(2022, 3, 30)
    logged_by = SubFactory(UserFactory)
    answer = ""
    answered_at = LazyAttribute(lambda question: A_MOMENT if question.answer else None)
    answered_by = LazyAttribute(lambda question: question.logged_by if question.answer else None)


# One for each model, without the factories of updates that have come further.
ALL = [factory for factory in DjangoModelFactory.__subclasses__() if factory.__module__ == __name__]
