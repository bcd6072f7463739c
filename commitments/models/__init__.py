"""Every model, for `from commitments.models import Commitment`."""

from commitments.models.approved import ApprovedText
from commitments.models.audit import AuditEvent
from commitments.models.commitment import ChangeKind, Commitment, Milestone, PlanChange, wording_at
from commitments.models.glossary import Acronym
from commitments.models.measure import Better, MeasureKind, Observation, Rebase, SuccessMeasure, Target
from commitments.models.membership import Membership, Role
from commitments.models.narrative import NarrativeKind, NarrativePoint
from commitments.models.organisation import Committee, Organisation, Post
from commitments.models.people import User
from commitments.models.period import Meeting, PeriodState, ReportingPeriod
from commitments.models.promise import Answer, Outcome
from commitments.models.round import Extension, Feed, Reminder
from commitments.models.saved_view import SavedView
from commitments.models.strategy import Priority, StatusWord, Strategy, Theme
from commitments.models.update import PointKind, Rating, Stage, State, StatusUpdate, UpdatePoint

__all__ = [
    "Acronym",
    "Answer",
    "ApprovedText",
    "AuditEvent",
    "Better",
    "ChangeKind",
    "Commitment",
    "Committee",
    "Extension",
    "Feed",
    "MeasureKind",
    "Meeting",
    "Membership",
    "Milestone",
    "NarrativeKind",
    "NarrativePoint",
    "Observation",
    "Organisation",
    "Outcome",
    "PeriodState",
    "PlanChange",
    "PointKind",
    "Post",
    "Priority",
    "Rating",
    "Rebase",
    "Reminder",
    "ReportingPeriod",
    "Role",
    "SavedView",
    "Stage",
    "State",
    "StatusUpdate",
    "StatusWord",
    "Strategy",
    "SuccessMeasure",
    "Target",
    "Theme",
    "UpdatePoint",
    "User",
    "wording_at",
]
