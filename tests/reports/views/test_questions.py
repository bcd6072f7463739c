"""The pages of board questions."""

from datetime import date

import pytest
from django.core import mail

from commitments.actions import RefusedError
from reports.models import BoardQuestion
from tests.factories import (
    A_MOMENT,
    BoardQuestionFactory,
    CommitmentFactory,
    MeetingFactory,
    PostFactory,
    ReportingPeriodFactory,
    UserFactory,
)
from tests.pages import page
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
FOLDER = "/organisation-2/strategy-1/2022-01"
LIST = f"{FOLDER}/questions/"
NEW = {"kind": "challenge", "text": "Why is it late?", "refs": "", "answerer": "", "meeting": ""}
ABOUT = "What meetings asked, challenged and decided over this report. The next report opens with it, and with what was done about it."


@pytest.fixture
def there():
    return world()


@pytest.fixture
def period(there):
    return there.update.period


@pytest.fixture
def question(there, period):
    """A question about the commitment, logged by the executive at the Trust Board."""
    meeting = MeetingFactory(period=period, committee__name="Trust Board")
    made = BoardQuestionFactory(period=period, meeting=meeting, logged_by=there.people["executive"])
    made.commitments.add(there.update.commitment)
    return made


@pytest.fixture
def signed_in(client, there):
    """Signs somebody in, and gives their client."""

    def sign_in(name):
        client.force_login(there.people[name])
        return client

    return sign_in


def address(question, page=""):
    return f"{LIST}{question.pk}/{page}"


def statuses(client, there, ask, who=(*MEMBERS, *STRANGERS)):
    """What each person gets."""
    found = {}
    for name in who:
        client.force_login(there.people[name])
        found[name] = ask(client).status_code
    return found


def only(names, status=200):
    """That status for these, 403 for the other members, 404 for strangers; who has no open account is asked to sign in."""
    expected = {name: status if name in names else 403 for name in MEMBERS}
    return expected | dict.fromkeys(STRANGERS, 404) | {"closed account": 302}


# Who may


def test_every_member_reads_the_list_and_nobody_else(client, there, question):
    assert statuses(client, there, lambda who: who.get(LIST)) == only(MEMBERS)


@pytest.mark.parametrize(
    ("at", "who"),
    [
        ("add/", {"executive", "secretary"}),
        ("{}/", {"executive", "secretary"}),  # who logged it, and the secretary
        ("{}/delete/", {"executive", "secretary"}),
        ("{}/answer/", {"holder", "deputy"}),
    ],
)
def test_pages_are_for_whom_the_table_names(client, there, question, at, who):
    at = LIST + at.format(question.pk)

    assert statuses(client, there, lambda person: person.get(at)) == only(who)


@pytest.mark.parametrize(
    ("at", "who"),
    [
        ("add/", {"executive", "secretary"}),
        ("{}/", {"executive", "secretary"}),
        ("{}/delete/", {"executive", "secretary"}),
        ("{}/answer/", {"holder", "deputy"}),
    ],
)
def test_nobody_else_sends_anything(client, there, question, at, who):
    refused = {name: status for name, status in only(who).items() if name not in who}

    assert statuses(client, there, lambda person: person.post(LIST + at.format(question.pk)), refused) == refused
    assert BoardQuestion.objects.values_list("answer").get() == ("",)


def test_another_executive_may_not_correct_it(client, there, question):
    BoardQuestion.objects.update(logged_by=UserFactory())

    assert statuses(client, there, lambda who: who.get(address(question))) == only({"secretary"})


@pytest.mark.parametrize("at", ["", "delete/", "answer/"])
def test_question_of_another_period_is_not_there(signed_in, there, period, at):
    other = BoardQuestionFactory(period=ReportingPeriodFactory(strategy=period.strategy))

    assert signed_in("secretary").get(address(other, at)).status_code == 404
    assert signed_in("secretary").get(f"{LIST}{9**20}/{at}").status_code == 404


# The list


def test_questions_says_what_was_asked_by_whom_and_who_answers(signed_in, there, question):
    shown = page(signed_in("reader").get(LIST))

    assert shown.title == "Board questions, January 2022 – Strategy Tracker"
    assert shown.words == [
        *("January 2022", "Board questions", ABOUT, "All (1)", "Open (1)", "Answered (0)"),
        *("Over the report for January 2022", "1.", "Question", "Trust Board, 30 March 2022", "Open"),
        *("When will the ward open?", "C1", "Open the new hospital"),
        "To answer: Director 2 (holder, deputy). Logged by executive.",
    ]
    assert shown.links["C1"] == f"{FOLDER}/commitments/C1/"


def test_questions_offers_each_what_they_may_do(signed_in, there, question):
    quoted = "question 1: When will the ward open?"
    ways = {name: list(page(signed_in(name).get(LIST)).links) for name in ("holder", "executive", "secretary", "team")}

    shown = ["All (1)", "Open (1)", "Answered (0)", "C1"]
    log = ["in the meeting", "Log a question, challenge or decision"]
    assert ways == {
        "holder": [*shown, f"Answer {quoted}"],
        "executive": [*log, *shown, f"Correct {quoted}", f"Delete {quoted}"],
        "secretary": [*log, *shown, f"Correct {quoted}", f"Delete {quoted}"],
        "team": shown,
    }


def test_questions_shows_the_answer_and_lets_change_it_alone(signed_in, there, question):
    BoardQuestion.objects.update(answer="In May", answered_by=there.people["deputy"], answered_at=A_MOMENT, public=True)

    words = page(signed_in("holder").get(LIST)).words

    assert words[words.index("Answered") :] == [
        *("Answered", "Public", "When will the ward open?", "C1", "Open the new hospital"),
        "To answer: Director 2 (holder, deputy). Logged by executive.",
        *("In May", "Answered on 1 March 2022 by deputy"),
        *("Change the answer", "question 1: When will the ward open?"),
    ]
    assert "Correct" not in page(signed_in("secretary").get(LIST)).words


def test_questions_names_who_answers_in_each_case(signed_in, there, period, question):
    orphan = PostFactory(organisation=there.organisation, title="Matron")
    BoardQuestionFactory(period=period, text="Nobody’s?")
    BoardQuestionFactory(period=period, text="An empty post’s?", answerer=orphan)
    there.people["holder"].is_active = False
    there.people["holder"].save()

    said = [each for each in page(signed_in("reader").get(LIST)).words if "Logged by" in each]

    assert [each.split(" Logged")[0] for each in said] == [
        "To answer: Director 2 (deputy).",
        "Nobody is named to answer it.",
        "To answer: Matron (nobody holds this post).",
    ]


@pytest.fixture
def many(there, period):
    """Of the period an open and an answered question, of an earlier one likewise, of a later and of another strategy open ones."""
    earlier = ReportingPeriodFactory(strategy=period.strategy, month=date(2021, 6, 1), slug="2021-06")
    BoardQuestionFactory(period=period, text="Own, open?")
    BoardQuestionFactory(period=period, text="Own, answered?", answer="Yes")
    BoardQuestionFactory(period=earlier, text="Earlier, open?")
    BoardQuestionFactory(period=earlier, text="Earlier, answered?", answer="Yes")
    BoardQuestionFactory(period=ReportingPeriodFactory(strategy=period.strategy), text="Later?")
    BoardQuestionFactory(text="Another’s?")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Own, open?", "Own, answered?", "Earlier, open?"]),
        ("?show=all", ["Own, open?", "Own, answered?", "Earlier, open?"]),
        ("?show=nonsense", ["Own, open?", "Own, answered?", "Earlier, open?"]),
        ("?show=open", ["Own, open?", "Earlier, open?"]),
        ("?show=answered", ["Own, answered?"]),
    ],
)
def test_questions_shows_all_the_open_or_the_answered_ones(signed_in, many, query, shown):
    words = page(signed_in("reader").get(LIST + query)).words

    assert [each for each in words if each.endswith("?")] == shown
    assert words[3:6] == ["All (3)", "Open (2)", "Answered (1)"]


def test_questions_of_an_earlier_report_lead_to_their_own_pages(signed_in, there, many):
    BoardQuestion.objects.filter(text="Earlier, open?").update(answerer=there.update.commitment.lead)

    links = page(signed_in("holder").get(LIST)).links

    key = BoardQuestion.objects.get(text="Earlier, open?").pk
    at = f"/organisation-2/strategy-1/2021-06/questions/{key}/answer/"
    assert links["Answer question 3: Earlier, open?"] == at


@pytest.mark.parametrize(
    ("answer", "query", "said"),
    [
        (None, "", "Nothing is logged over this report, and nothing from earlier waits for an answer."),
        ("", "?show=answered", "Nothing is answered yet."),
        ("Yes", "?show=open", "Everything is answered."),
    ],
)
def test_questions_without_any_says_so(signed_in, period, answer, query, said):
    if answer is not None:
        BoardQuestionFactory(period=period, answer=answer)

    assert page(signed_in("reader").get(LIST + query)).words[-1] == said


@pytest.mark.parametrize("number", [1, 3])
def test_questions_takes_as_many_queries_for_one_as_for_three(
    signed_in, there, period, number, django_assert_num_queries
):
    for _question in range(number):
        post = PostFactory(organisation=there.organisation, holder=UserFactory(), deputy=UserFactory())
        made = BoardQuestionFactory(period=period, meeting=MeetingFactory(period=period), answerer=post)
        made.commitments.add(
            there.update.commitment, CommitmentFactory(priority=there.update.commitment.priority, lead=post)
        )

    client = signed_in("secretary")
    with django_assert_num_queries(8):
        assert client.get(LIST).status_code == 200


# Logging


def test_question_add_asks_what_by_whom_and_at_which_meeting(signed_in, there, period, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: A_MOMENT)
    for day, name in ((date(2022, 1, 1), "Audit Committee"), (date(2022, 3, 9), "Trust Board")):
        MeetingFactory(period=period, held_on=day, committee__name=name)
    MeetingFactory()  # of another report

    response = signed_in("secretary").get(f"{LIST}add/?commitment=C1")
    shown, text = page(response), " ".join(response.content.decode().split())

    assert shown.title == "Log a question, challenge or decision – Strategy Tracker"
    assert shown.words == [
        *("Board questions, January 2022", "Log a question, challenge or decision"),
        "Those who should answer get a letter. Every member of the organisation can read it here.",
        *("What is it?", "Question", "Challenge", "Decision", "What was said", "Which commitments is it about?"),
        *("Refs, with commas between them: C1. Empty for the whole report.", "All refs with their words"),
        *("Priority 1", "C1", "Open the new hospital", "Who should answer", "Whoever leads the commitment"),
        *("Director 1 (executive lead)", "Director 2 (holder)", "Director 3 (holder of another post)"),
        *("Director 4 (supporter)", "Meeting", "No meeting", "Audit Committee, 1 January 2022"),
        *("Trust Board, 9 March 2022", "Print it in public editions too", "Log it"),
    ]
    board = period.meetings.get(committee__name="Trust Board")
    assert '<option value="" selected>Whoever leads the commitment' in text
    assert f'<option value="{board.pk}" selected>' in text
    assert 'value="C1"' in text


def test_question_add_logs_it_and_says_who_answers(signed_in, there, period, django_capture_on_commit_callbacks):
    CommitmentFactory(priority=there.update.commitment.priority, ref="BD-04", lead=there.update.commitment.lead)
    meeting = MeetingFactory(period=period)

    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in("secretary").post(
            f"{LIST}add/", NEW | {"refs": "bd-04, C1,", "meeting": meeting.pk, "public": "on"}, follow=True
        )

    made = BoardQuestion.objects.get()
    assert response.redirect_chain == [(LIST, 302)]
    assert page(response).words[1] == "Challenge logged about C1, BD-04. To answer: Director 2 (holder, deputy)."
    assert (made.meeting, made.public, made.commitments.count()) == (meeting, True, 2)
    assert [letter.subject for letter in mail.outbox] == ["Board challenge to answer: C1, BD-04, January 2022"] * 2
    assert f"http://testserver{address(made, 'answer/')}" in mail.outbox[0].body


def test_question_add_about_nothing_in_particular_says_that_nobody_answers(signed_in, there):
    response = signed_in("executive").post(f"{LIST}add/", NEW | {"kind": "decision"}, follow=True)

    assert page(response).words[1] == "Decision logged. Nobody is named to answer it yet."


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"kind": ""}, "Choose what it is"),
        ({"kind": "rumour"}, "Choose what it is"),
        ({"text": " \u202e "}, "Enter what was asked, challenged or decided"),
        ({"text": "x" * 2001}, "What was said must be 2,000 characters or fewer. This has 2,001"),
        ({"refs": "C1, C8; C9"}, "There is no C8 and no C9 in this strategy. Check the refs below"),
        ({"answerer": "0"}, "Choose one of those that are listed"),
        ({"meeting": "x"}, "Choose one of those that are listed"),
    ],
)
def test_faulty_question_is_given_back_with_a_sentence(signed_in, there, posted, sentence):
    response = signed_in("secretary").post(f"{LIST}add/", NEW | posted)

    assert page(response).title.startswith("Error: Log a question")
    assert page(response).words[:2] == ["There is a problem", sentence]
    assert BoardQuestion.objects.count() == 0


def test_question_that_is_sent_twice_is_there_once(signed_in, there):
    client = signed_in("secretary")
    client.post(f"{LIST}add/", NEW)

    assert "This challenge is logged already." in page(client.post(f"{LIST}add/", NEW)).words
    assert BoardQuestion.objects.count() == 1


@pytest.mark.parametrize("query", [f"commitment={'x' * 5000}", "commitment=%00"])
def test_link_with_nonsense_opens_the_form(signed_in, there, query):
    assert signed_in("secretary").get(f"{LIST}add/?{query}").status_code == 200


# Correcting and deleting


def test_question_edit_shows_and_saves(signed_in, there, question):
    client = signed_in("secretary")

    response = client.get(address(question))
    text = " ".join(response.content.decode().split())
    saved = client.post(address(question), NEW | {"revision": 0, "refs": ""}, follow=True)

    assert page(response).title == "Correct this question – Strategy Tracker"
    assert 'value="question" checked' in text
    assert 'value="C1"' in text
    assert f'<option value="{question.meeting_id}" selected>' in text
    assert saved.redirect_chain == [(f"{LIST}#question-{question.pk}", 302)]
    assert page(saved).words[1] == "Question saved."
    question.refresh_from_db()
    assert (question.kind, question.text, question.meeting, question.commitments.count()) == (
        *("challenge", "Why is it late?", None, 0),
    )


def test_two_people_who_correct_a_question_both_keep_their_words(signed_in, there, question):
    client = signed_in("secretary")
    client.post(address(question), NEW | {"revision": 0, "text": "Why is it in May?"})

    response = client.post(address(question), NEW | {"revision": 0, "text": "Why is it in June?"})
    words = " ".join(page(response).words)

    assert "Somebody else changed this meanwhile. Compare the two, then save again." in words
    assert "Why is it in removed: May end of removed added: June end of added ?" in words
    assert ">Why is it in June?</textarea>" in response.content.decode()
    assert 'name="revision" value="1"' in response.content.decode()
    assert BoardQuestion.objects.get().text == "Why is it in May?"


@pytest.mark.parametrize("revision", ["", "x", "-1"])
def test_correction_without_the_revision_that_was_read_is_refused(signed_in, there, question, revision):
    response = signed_in("secretary").post(address(question), NEW | {"revision": revision})

    assert (response.status_code, BoardQuestion.objects.get().text) == (200, "When will the ward open?")


def test_question_that_is_answered_can_be_read_but_not_corrected(signed_in, there, question):
    BoardQuestion.objects.update(answer="In May", answered_by=there.people["holder"], answered_at=A_MOMENT)
    client, said = signed_in("secretary"), "This question is answered, so what was asked stays as it is."

    for response in (
        client.get(address(question), follow=True),
        client.get(address(question, "delete/"), follow=True),
        client.post(address(question, "delete/"), follow=True),
    ):
        assert response.redirect_chain == [(f"{LIST}#question-{question.pk}", 302)]
        assert said in page(response).words
    posted = client.post(address(question), NEW | {"revision": 0})
    assert "holder has answered this already, so what was asked stays as it is." in page(posted).words
    assert BoardQuestion.objects.get().text == "When will the ward open?"


def test_question_delete_asks_first(signed_in, there, question):
    client, at = signed_in("executive"), address(question, "delete/")

    asked = page(client.get(at))
    done = client.post(at, follow=True)

    assert asked.title == "Delete this question – Strategy Tracker"
    assert asked.words[1:4] == ["Delete this question?", "Open", "When will the ward open?"]
    assert asked.links["Keep it"] == f"{LIST}#question-{question.pk}"
    assert page(done).words[:2] == ["Success", "Question deleted."]
    assert client.get(at).status_code == 404


def test_question_that_is_answered_while_it_is_deleted_stays(signed_in, there, question, monkeypatch):
    def refuse(**_given):
        raise RefusedError("holder has answered this already.")

    monkeypatch.setattr("reports.views.questions.delete", refuse)

    response = signed_in("executive").post(address(question, "delete/"), follow=True)

    assert "holder has answered this already." in page(response).words


# Answering


def test_question_answer_shows_what_was_asked_and_saves_the_answer(signed_in, there, question):
    client, at = signed_in("holder"), address(question, "answer/")

    shown = page(client.get(at))
    saved = client.post(at, {"answer": "In May", "revision": 0}, follow=True)

    assert shown.title == "Answer this question – Strategy Tracker"
    assert shown.words == [
        *("Trust Board, 30 March 2022, January 2022", "Answer this question", "Open", "When will the ward open?"),
        *("C1", "Open the new hospital", "To answer: Director 2 (holder, deputy). Logged by executive."),
        *("What was done about it", "The next report prints it beside what was asked.", "Save"),
    ]
    assert saved.redirect_chain == [(f"{LIST}#question-{question.pk}", 302)]
    assert page(saved).words[1] == "Answer saved. The next report prints it."
    assert BoardQuestion.objects.values_list("answer", "answered_by__name").get() == ("In May", "holder")


def test_question_answer_changes_an_answer(signed_in, there, question):
    client, at = signed_in("deputy"), address(question, "answer/")
    client.post(at, {"answer": "In May", "revision": 0})

    response = client.get(at)
    client.post(at, {"answer": "In June", "revision": 1})

    assert page(response).title == "Change the answer to this question – Strategy Tracker"
    assert ">In May</textarea>" in response.content.decode()
    assert BoardQuestion.objects.get().answer == "In June"


def test_two_people_who_answer_both_keep_their_words(signed_in, there, question):
    client, at = signed_in("deputy"), address(question, "answer/")
    client.post(at, {"answer": "It opens in May", "revision": 0})

    response = client.post(at, {"answer": "It opens in June", "revision": 0})
    words = " ".join(page(response).words)

    assert "Somebody else changed this meanwhile." in words
    assert "It opens in removed: May end of removed added: June end of added" in words
    assert ">It opens in June</textarea>" in response.content.decode()
    assert 'name="revision" value="1"' in response.content.decode()
    assert BoardQuestion.objects.get().answer == "It opens in May"


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"answer": " "}, "Enter what was done about it"),
        ({"answer": "x" * 4001}, "What was done about it must be 4,000 characters or fewer. This has 4,001"),
        (
            {"answer": "In May", "revision": ""},
            "Somebody else changed this meanwhile. Compare the two, then save again.",
        ),
    ],
)
def test_faulty_answer_is_given_back_with_a_sentence(signed_in, there, question, posted, sentence):
    response = signed_in("holder").post(address(question, "answer/"), {"revision": 0} | posted)

    assert page(response).title == "Error: Answer this question – Strategy Tracker"
    assert page(response).words[:2] == ["There is a problem", sentence]
    assert BoardQuestion.objects.get().answer == ""


def test_pages_show_hostile_text_as_text(signed_in, there, question):
    BoardQuestion.objects.update(text=HOSTILE)

    for name, at in (("secretary", ""), ("secretary", "delete/"), ("holder", "answer/")):
        assert "<script>alert" not in signed_in(name).get(address(question, at)).content.decode()
    assert "<script>alert" not in signed_in("holder").get(LIST).content.decode()
