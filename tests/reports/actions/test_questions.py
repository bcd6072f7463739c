"""Board questions: logged, corrected, deleted, answered; who gets a letter."""

from datetime import date

import pytest
from django.core import mail

from commitments.actions import RefusedError
from commitments.models import AuditEvent
from reports.actions.questions import ChangedQuestionError, QuestionWords, answer, ask, correct, delete
from reports.models import BoardQuestion
from tests.factories import A_MOMENT, BoardQuestionFactory, CommitmentFactory, MeetingFactory, PostFactory, UserFactory
from tests.people import world

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.nhs.uk"
TODAY = date(2022, 4, 4)


@pytest.fixture
def there():
    made = world()
    commitment = made.update.commitment
    commitment.ref, commitment.wording = "BD-04", "Open the ward"
    commitment.save()
    return made


@pytest.fixture
def period(there):
    return there.update.period


@pytest.fixture
def secretary(there):
    return there.people["secretary"]


@pytest.fixture
def question(there, period):
    """A question that nobody has answered, about the commitment."""
    made = BoardQuestionFactory(period=period, text="When will it open?", logged_by=there.people["secretary"])
    made.commitments.add(there.update.commitment)
    return made


def words(**changes):
    return QuestionWords(**({"kind": "challenge", "text": "Why is it late?"} | changes))


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("what", "thing", "before", "after"))


# Logging


def test_ask_logs_what_was_asked(there, period, secretary):
    commitment, meeting = there.update.commitment, MeetingFactory(period=period, committee__name="Trust Board")

    made = ask(
        period=period,
        words=words(commitments=[commitment], answerer=commitment.lead, meeting=meeting, public=True),
        by=secretary,
        today=TODAY,
    )

    made.refresh_from_db()
    assert (made.period, made.meeting, made.kind, made.text) == (period, meeting, "challenge", "Why is it late?")
    assert (made.answerer, made.asked_on, made.logged_by) == (commitment.lead, date(2022, 3, 30), secretary)
    assert (made.public, made.answer, made.revision, list(made.commitments.all())) == (True, "", 0, [commitment])
    assert events() == [
        (
            "logged",
            "boardquestion",
            {},
            {
                "kind": "challenge",
                "text": "Why is it late?",
                "commitments": ["BD-04"],
                "answerer": commitment.lead.title,
                "meeting": "Trust Board, 30 March 2022",
                "asked_on": "2022-03-30",
                "public": True,
            },
        )
    ]


@pytest.mark.parametrize(
    ("meeting", "asked_on"),
    [
        (None, TODAY),
        ({"held_on": date(2022, 5, 1)}, TODAY),  # still to come
        ({"held_on": date(2022, 3, 1), "held_precision": "month"}, TODAY),
        ({"held_on": date(2022, 3, 1)}, date(2022, 3, 1)),
    ],
)
def test_ask_notes_the_day_of_the_meeting_where_it_is_known(period, secretary, meeting, asked_on):
    held = MeetingFactory(period=period, **meeting) if meeting else None

    assert ask(period=period, words=words(meeting=held), by=secretary, today=TODAY).asked_on == asked_on


def test_ask_without_a_day_takes_todays(period, secretary, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: A_MOMENT)

    assert ask(period=period, words=words(), by=secretary).asked_on == date(2022, 3, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (lambda: {"text": " \u202e "}, "Enter what was asked, challenged or decided."),
        (lambda: {"text": "x" * 2001}, "Use at most 2,000 characters."),
        (lambda: {"commitments": [CommitmentFactory()]}, "It can only be about this strategy."),
        (
            lambda: {"meeting": MeetingFactory()},
            "This meeting does not receive the report for January 2022. Choose one that does.",
        ),
        (lambda: {"answerer": PostFactory()}, "Only a post of this organisation can answer it."),
    ],
)
def test_ask_refuses_what_can_not_stand(period, secretary, changes, sentence):
    with pytest.raises(RefusedError) as refused:
        ask(period=period, words=words(**changes()), by=secretary)

    assert (str(refused.value), BoardQuestion.objects.count(), events()) == (sentence, 0, [])


def test_ask_refuses_the_same_twice(there, period, secretary):
    about = [there.update.commitment]
    ask(period=period, words=words(commitments=about), by=secretary)

    with pytest.raises(RefusedError) as refused:
        ask(period=period, words=words(text=" Why is it late?\n", commitments=about), by=there.people["executive"])

    assert str(refused.value) == "This challenge is logged already."
    ask(period=period, words=words(), by=secretary)  # about the whole report
    assert BoardQuestion.objects.count() == 2


# Letters


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Logs a question and gives the letters about it, by the names of those who got them."""

    def letters(there, by="secretary", site=SITE, **changes):
        people = {person.email: name for name, person in there.people.items()}
        with django_capture_on_commit_callbacks(execute=True):
            ask(period=there.update.period, words=words(**changes), by=there.people[by], site=site)
        return {people[address]: letter for letter in mail.outbox for address in letter.to}

    return letters


def test_asking_writes_to_the_people_of_the_post_that_answers(there, sent):
    commitment = there.update.commitment
    meeting = MeetingFactory(period=there.update.period, committee__name="Trust Board")

    letters = sent(there, commitments=[commitment], answerer=commitment.lead, meeting=meeting)

    assert set(letters) == {"holder", "deputy"}
    letter, key = letters["deputy"], BoardQuestion.objects.get().pk
    assert letter.subject == "Board challenge to answer: BD-04, January 2022"
    assert letter.body.strip().split("\n\n") == [
        "Dear deputy,",
        "secretary has logged a challenge of the Trust Board, 30 March 2022, over the report for January 2022:",
        "Why is it late?",
        "BD-04 Open the ward",
        "Say here what was done about it. The next report opens with what was asked and what you answer:",
        f"{SITE}/organisation-2/strategy-1/2022-01/questions/{key}/answer/",
    ]


def test_asking_of_no_post_writes_to_those_who_lead_the_commitments(there, sent):
    assert set(sent(there, commitments=[there.update.commitment])) == {"holder", "deputy"}


def test_asking_about_the_whole_report_names_the_strategy(there, sent):
    letters = sent(there, kind="decision", answerer=there.update.commitment.supporting.get())

    assert set(letters) == {"supporter"}
    assert letters["supporter"].subject == "Board decision to act on: Strategy 1, January 2022"
    assert "secretary has logged a decision, over the report" in letters["supporter"].body


@pytest.mark.parametrize("changes", [{"site": ""}, {}])
def test_asking_writes_to_nobody_without_a_site_or_without_a_post(there, sent, changes):
    about = [there.update.commitment] if changes else []

    assert sent(there, commitments=about, **changes) == {}


def test_asking_writes_neither_to_closed_accounts_nor_to_who_logged_it(there, sent):
    there.people["holder"].is_active = False
    there.people["holder"].save()

    assert sent(there, by="deputy", commitments=[there.update.commitment]) == {}


def test_letter_that_can_not_be_sent_stops_nothing(there, sent, monkeypatch, caplog):
    def refuse(*_arguments):
        raise ConnectionRefusedError

    monkeypatch.setattr("reports.actions.question_letters.send_mail", refuse)

    assert sent(there, commitments=[there.update.commitment]) == {}
    assert BoardQuestion.objects.count() == 1
    assert [each.message for each in caplog.records] == ["A letter about a board question could not be sent."] * 2


# Correcting and deleting


def test_correct_changes_what_was_asked_without_a_letter(
    there, question, secretary, period, django_capture_on_commit_callbacks
):
    other = CommitmentFactory(priority=there.update.commitment.priority, ref="BD-05")
    meeting = MeetingFactory(period=period, committee__name="Trust Board", held_on=date(2022, 3, 2))

    with django_capture_on_commit_callbacks(execute=True):
        made = correct(
            question=question,
            words=words(commitments=[other], answerer=other.lead, meeting=meeting, public=True),
            revision=0,
            by=secretary,
            today=TODAY,
        )

    made.refresh_from_db()
    assert (made.kind, made.text, made.public, made.revision) == ("challenge", "Why is it late?", True, 1)
    assert (made.meeting, made.asked_on, list(made.commitments.all())) == (meeting, date(2022, 3, 2), [other])
    assert mail.outbox == []
    ((what, _thing, before, after),) = events()
    assert what == "changed"
    assert (before["text"], before["commitments"]) == ("When will it open?", ["BD-04"])
    assert (after["text"], after["meeting"]) == ("Why is it late?", "Trust Board, 2 March 2022")


def test_correct_keeps_the_day_where_the_meeting_stays(question, secretary):
    assert correct(question=question, words=words(), revision=0, by=secretary, today=TODAY).asked_on == date(
        2022, 3, 30
    )


def test_correct_refuses_what_somebody_else_changed(question, secretary):
    correct(question=question, words=words(), revision=0, by=secretary)

    with pytest.raises(ChangedQuestionError) as refused:
        correct(question=question, words=words(text="Why?"), revision=0, by=secretary)

    assert str(refused.value) == "Somebody else changed this meanwhile. Compare the two, then save again."
    assert BoardQuestion.objects.get().text == "Why is it late?"


def test_correct_refuses_what_can_not_stand(question, secretary):
    with pytest.raises(RefusedError):
        correct(question=question, words=words(text=""), revision=0, by=secretary)


def test_what_is_answered_is_neither_corrected_nor_deleted(there, question, secretary):
    answer(question=question, text="In May", revision=0, by=there.people["holder"])

    for act in (
        lambda: correct(question=question, words=words(), revision=1, by=secretary),
        lambda: delete(question=question, by=secretary),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert str(refused.value) == "holder has answered this already, so what was asked stays as it is."


def test_delete_takes_it_away_and_keeps_it_in_the_audit(question, secretary):
    delete(question=question, by=secretary)

    assert BoardQuestion.objects.count() == 0
    ((what, thing, before, after),) = events()
    assert (what, thing, before["text"], before["commitments"], after) == (
        *("deleted", "boardquestion", "When will it open?", ["BD-04"], {}),
    )


def test_what_was_deleted_meanwhile_can_not_be_changed(question, secretary):
    BoardQuestion.objects.all().delete()

    for act in (
        lambda: correct(question=question, words=words(), revision=0, by=secretary),
        lambda: delete(question=question, by=secretary),
        lambda: answer(question=question, text="In May", revision=0, by=secretary),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert str(refused.value) == "Somebody else has deleted this meanwhile."


# Answering


def test_answer_says_by_whom_and_when(there, question):
    made = answer(question=question, text=" In May \n", revision=0, by=there.people["holder"], now=A_MOMENT)

    made.refresh_from_db()
    assert (made.answer, made.answered_by, made.answered_at) == ("In May", there.people["holder"], A_MOMENT)
    assert (made.revision, events()) == (1, [("answered", "boardquestion", {}, {"answer": "In May"})])


def test_answer_that_changes_keeps_the_old_one_in_the_audit(there, question):
    answer(question=question, text="In May", revision=0, by=there.people["holder"])

    made = answer(question=question, text="In June", revision=1, by=UserFactory(name="Ann"))

    assert (made.answer, str(made.answered_by), made.revision) == ("In June", "Ann", 2)
    assert events()[1:] == [("answered again", "boardquestion", {"answer": "In May"}, {"answer": "In June"})]


def test_the_same_answer_again_changes_nothing(there, question):
    answer(question=question, text="In May", revision=0, by=there.people["holder"], now=A_MOMENT)

    made = answer(question=question, text="In May ", revision=1, by=there.people["deputy"])

    assert (made.answered_by, made.revision, len(events())) == (there.people["holder"], 1, 1)


@pytest.mark.parametrize(
    ("text", "revision", "sentence"),
    [
        (" \u202e", 0, "Enter the answer."),
        ("x" * 4001, 0, "Use at most 4,000 characters."),
        ("In May", 1, "Somebody else changed this meanwhile. Compare the two, then save again."),
    ],
)
def test_answer_refuses_what_can_not_stand(there, question, text, revision, sentence):
    with pytest.raises(RefusedError) as refused:
        answer(question=question, text=text, revision=revision, by=there.people["holder"])

    question.refresh_from_db()
    assert (str(refused.value), question.answer, events()) == (sentence, "", [])
