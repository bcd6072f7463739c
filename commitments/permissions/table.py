"""The table: who may do what, in which state. Nothing is looked up here."""

from dataclasses import dataclass
from enum import StrEnum

from commitments.models import Role, State


class Part(StrEnum):
    """What somebody is to a thing, in the words of the table."""

    MEMBER = "every member"
    EXECUTIVE = "executives"
    BOARD_SECRETARY = "the board secretary"
    STRATEGY_TEAM = "the strategy team"
    ADMINISTRATOR = "administrators"
    HOLDER = "the holder of the commitment’s post"
    DEPUTY = "the deputy of the commitment’s post"
    SUPPORTING = "holders and deputies of supporting posts"
    EXECUTIVE_LEAD = "the priority’s executive lead or deputy"
    APPROVER = "who approves it (see below)"
    RECORDER = "the holder or deputy of the measure’s post"
    PERSON_OF_A_POST = "everyone who holds or deputises a post"


class Action(StrEnum):
    """What may be done, in the words of the table."""

    READ = "read the plan, approved updates, reports and history"
    READ_DRAFT = "read a draft or submitted update"
    WRITE_DRAFT = "write a draft"
    SUBMIT = "submit a draft"
    WITHDRAW = "withdraw a submitted update"
    APPROVE = "approve or return a submitted update, rate as executive"
    REOPEN = "reopen an approved update"
    FOLLOW_ROUND = "follow a round: who owes which update"
    CHANGE_PLAN = "change the plan: commitments, periods, imports, labels, acronyms, posts, targets"
    RECORD_READING = "record readings of a measure"
    PROPOSE_NARRATIVE = "propose a highlight or challenge"
    EDIT_NARRATIVE = "edit highlights, challenges and key activities"
    EDIT_REPORT = "edit a report"
    ISSUE_REPORT = "issue, present or withdraw a report"
    ASK_BOARD_QUESTION = "log a board question"
    CORRECT_BOARD_QUESTION = "correct or delete a board question that somebody else logged"
    ANSWER_BOARD_QUESTION = "answer a board question"
    SHARE_VIEW = "share a saved view of the register"
    REMOVE_SHARED_VIEW = "delete a saved view that somebody else shares"
    READ_PEOPLE = "see the people and posts with what they may do"
    MANAGE_PEOPLE = "change people, roles and holders of posts"


@dataclass(frozen=True)
class Rule:
    """Who may do something, and in which states of an update; with no states named, in any."""

    who: tuple[Part, ...]
    states: frozenset[State] = frozenset(State)
    only_in_an_open_period: bool = False
    never_for_oneself: bool = False


def _rule(*who: Part, states: tuple[State, ...] = tuple(State), opened: bool = False, another: bool = False) -> Rule:
    return Rule(who, frozenset(states), opened, another)


_POST = (Part.HOLDER, Part.DEPUTY)
RULES: dict[Action, Rule] = {
    Action.READ: _rule(Part.MEMBER),
    Action.READ_DRAFT: _rule(
        *_POST, Part.SUPPORTING, Part.EXECUTIVE_LEAD, Part.APPROVER, Part.STRATEGY_TEAM, Part.BOARD_SECRETARY
    ),
    Action.WRITE_DRAFT: _rule(*_POST, Part.SUPPORTING, Part.STRATEGY_TEAM, states=(State.DRAFT,), opened=True),
    Action.SUBMIT: _rule(*_POST, Part.STRATEGY_TEAM, states=(State.DRAFT,), opened=True),
    Action.WITHDRAW: _rule(*_POST, Part.STRATEGY_TEAM, states=(State.SUBMITTED,), opened=True),
    Action.APPROVE: _rule(Part.APPROVER, states=(State.SUBMITTED,), opened=True),
    Action.REOPEN: _rule(Part.STRATEGY_TEAM, states=(State.APPROVED,), opened=True),
    Action.FOLLOW_ROUND: _rule(Part.STRATEGY_TEAM, Part.BOARD_SECRETARY, Part.EXECUTIVE),
    Action.CHANGE_PLAN: _rule(Part.STRATEGY_TEAM),
    Action.RECORD_READING: _rule(Part.RECORDER, Part.STRATEGY_TEAM),
    Action.PROPOSE_NARRATIVE: _rule(Part.PERSON_OF_A_POST, Part.STRATEGY_TEAM, Part.BOARD_SECRETARY),
    Action.EDIT_NARRATIVE: _rule(Part.STRATEGY_TEAM, Part.BOARD_SECRETARY),
    Action.EDIT_REPORT: _rule(Part.STRATEGY_TEAM, Part.BOARD_SECRETARY),
    Action.ISSUE_REPORT: _rule(Part.BOARD_SECRETARY),
    Action.ASK_BOARD_QUESTION: _rule(Part.EXECUTIVE, Part.BOARD_SECRETARY),
    Action.CORRECT_BOARD_QUESTION: _rule(Part.BOARD_SECRETARY),
    Action.ANSWER_BOARD_QUESTION: _rule(*_POST),
    Action.SHARE_VIEW: _rule(Part.EXECUTIVE, Part.BOARD_SECRETARY, Part.STRATEGY_TEAM),
    Action.REMOVE_SHARED_VIEW: _rule(Part.STRATEGY_TEAM),
    Action.READ_PEOPLE: _rule(Part.ADMINISTRATOR),
    Action.MANAGE_PEOPLE: _rule(Part.ADMINISTRATOR, another=True),
}
# What each page does, by its name in the addresses: for a reader of the code, and for the test that tries every part on it.
PAGES: dict[str, Action] = {
    "dashboard": Action.READ,
    "register": Action.READ,
    "register-xlsx": Action.READ,
    "register-csv": Action.READ,
    "saved-view-add": Action.READ,  # and SHARE_VIEW to share it
    "commitment": Action.READ,
    "compare": Action.READ,
    "measures": Action.READ,
    "measure": Action.READ,
    "measure-chart": Action.READ,
    "measure-add": Action.CHANGE_PLAN,
    "measure-change": Action.CHANGE_PLAN,
    "measure-delete": Action.CHANGE_PLAN,
    "target-add": Action.CHANGE_PLAN,
    "target-change": Action.CHANGE_PLAN,
    "target-delete": Action.CHANGE_PLAN,
    "limits-reset": Action.CHANGE_PLAN,
    "reset-delete": Action.CHANGE_PLAN,
    "reading-add": Action.RECORD_READING,
    "readings-paste": Action.RECORD_READING,
    "reading-correct": Action.RECORD_READING,
    "reading-delete": Action.RECORD_READING,
    "update-edit": Action.READ_DRAFT,
    "update-reopen": Action.REOPEN,
    "approval": Action.APPROVE,
    "narrative": Action.PROPOSE_NARRATIVE,
    "narrative-point-add": Action.PROPOSE_NARRATIVE,
    "narrative-point-edit": Action.EDIT_NARRATIVE,
    "narrative-point-delete": Action.EDIT_NARRATIVE,
    "plan-outline": Action.READ,
    "ledger": Action.READ,
    "commitment-add": Action.CHANGE_PLAN,
    "commitment-change": Action.CHANGE_PLAN,
    "commitment-reword": Action.CHANGE_PLAN,
    "commitment-move": Action.CHANGE_PLAN,
    "commitment-merge": Action.CHANGE_PLAN,
    "commitment-stop": Action.CHANGE_PLAN,
    "commitment-undo": Action.CHANGE_PLAN,
    "commitment-lead": Action.CHANGE_PLAN,
    "commitment-due": Action.CHANGE_PLAN,
    "priority-add": Action.CHANGE_PLAN,
    "priority-change": Action.CHANGE_PLAN,
    "priority-remove": Action.CHANGE_PLAN,
    "theme-add": Action.CHANGE_PLAN,
    "theme-change": Action.CHANGE_PLAN,
    "theme-remove": Action.CHANGE_PLAN,
    "post-add": Action.CHANGE_PLAN,
    "post-title": Action.CHANGE_PLAN,
    "acronyms": Action.CHANGE_PLAN,
    "acronym-add": Action.CHANGE_PLAN,
    "acronym-edit": Action.CHANGE_PLAN,
    "acronym-remove": Action.CHANGE_PLAN,
    "committees": Action.CHANGE_PLAN,
    "committee-add": Action.CHANGE_PLAN,
    "committee-edit": Action.CHANGE_PLAN,
    "labels": Action.CHANGE_PLAN,
    "status-words": Action.CHANGE_PLAN,
    "meeting": Action.READ,  # and ASK_BOARD_QUESTION to log what is asked
    "questions": Action.READ,
    "question-add": Action.ASK_BOARD_QUESTION,
    "question-edit": Action.CORRECT_BOARD_QUESTION,  # and who logged it: see reports/permissions.py
    "question-delete": Action.CORRECT_BOARD_QUESTION,  # likewise
    "question-answer": Action.ANSWER_BOARD_QUESTION,  # and the people of the post that is to answer
    "report-desk": Action.EDIT_REPORT,
    "report": Action.READ,
    "report-pdf": Action.READ,
    "report-word": Action.READ,
    "report-workbook": Action.READ,
    "report-text": Action.READ,
    "report-chart": Action.READ,
    "report-edit": Action.EDIT_REPORT,
    "edition-compare": Action.READ,
    "edition-find": Action.READ,
    "edition-chart": Action.READ,
    "editions": Action.READ,
    "edition": Action.READ,
    "as-at-dashboard": Action.READ,
    "as-at-register": Action.READ,
    "as-at-register-xlsx": Action.READ,
    "as-at-register-csv": Action.READ,
    "as-at-commitment": Action.READ,
    "edition-pdf": Action.READ,
    "edition-word": Action.READ,
    "edition-workbook": Action.READ,
    "edition-plan": Action.READ,
    "edition-text": Action.READ,
    "edition-document": Action.READ,
    "edition-verify": Action.READ,
    "edition-issue": Action.ISSUE_REPORT,
    "edition-present": Action.ISSUE_REPORT,
    "edition-withdraw": Action.ISSUE_REPORT,
    "people": Action.READ_PEOPLE,
    "posts": Action.READ_PEOPLE,
    "person-edit": Action.READ_PEOPLE,  # and MANAGE_PEOPLE to change somebody
    "person-invite": Action.MANAGE_PEOPLE,
    "post-edit": Action.MANAGE_PEOPLE,
    "round": Action.FOLLOW_ROUND,
    "round-plan": Action.CHANGE_PLAN,
    "round-open": Action.CHANGE_PLAN,
    "round-extend": Action.CHANGE_PLAN,
    "round-close": Action.CHANGE_PLAN,
    "round-change": Action.CHANGE_PLAN,
    "round-delete": Action.CHANGE_PLAN,
    "round-meeting-add": Action.CHANGE_PLAN,
    "round-meeting-change": Action.CHANGE_PLAN,
    "round-meeting-remove": Action.CHANGE_PLAN,
    "reminders": Action.CHANGE_PLAN,
}

PART_OF_ROLE = {
    Role.EXECUTIVE: Part.EXECUTIVE,
    Role.BOARD_SECRETARY: Part.BOARD_SECRETARY,
    Role.STRATEGY_TEAM: Part.STRATEGY_TEAM,
    Role.ADMINISTRATOR: Part.ADMINISTRATOR,
}
