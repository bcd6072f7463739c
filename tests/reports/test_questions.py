"""What reports and first pages show of board questions."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines

from reports.questions import questions_for, questions_owed
from tests.factories import (
    BoardQuestionFactory,
    CommitmentFactory,
    EditionFactory,
    MeetingFactory,
    MembershipFactory,
    PostFactory,
    StrategyFactory,
    UserFactory,
    WithdrawalFactory,
)
from tests.pages import page_of
from tests.people import world
from tests.reports.document.samples import period_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return StrategyFactory()


@pytest.fixture
def periods(strategy):
    """June 2021, March 2022 and September 2022."""
    return [period_of(strategy, month) for month in ("2021-06", "2022-03", "2022-09")]


def asked(period, text, **fields):
    return BoardQuestionFactory(period=period, text=text, **fields)


def answered(period, text, month, **fields):
    at = datetime(2022, month, 10, 12, tzinfo=UTC)
    return asked(period, text, answer="Done", answered_at=at, **fields)


def told(period):
    return [each.text for each in questions_for(period)]


# What the report of a period opens with


def test_report_opens_with_what_was_asked_over_the_one_before_in_the_order_asked(periods):
    _june, march, september = periods
    asked(march, "Second?", asked_on=date(2022, 4, 2))
    answered(march, "First?", 5, asked_on=date(2022, 4, 1))
    asked(september, "Of this report?")
    asked(period_of(StrategyFactory(), "2022-03"), "Of another strategy?")

    assert told(september) == ["First?", "Second?"]
    assert told(march) == []


def test_first_report_opens_with_nothing(periods):
    asked(periods[0], "When?")

    assert told(periods[0]) == []


def test_report_opens_with_older_ones_that_are_open_or_answered_since(periods):
    june, march, september = periods
    EditionFactory(report__period=march, issued_at=datetime(2022, 4, 1, 9, tzinfo=UTC))
    asked(june, "Open?", asked_on=date(2021, 6, 1))
    answered(june, "Told in the report before?", 3, asked_on=date(2021, 6, 2))
    answered(june, "Answered since?", 4, asked_on=date(2021, 6, 3))

    assert told(september) == ["Open?", "Answered since?"]


def test_report_counts_from_the_last_edition_for_the_board_that_stands(periods):
    june, march, september = periods
    first = EditionFactory(report__period=march, issued_at=datetime(2022, 4, 1, 9, tzinfo=UTC))
    second = EditionFactory(report=first.report, issued_at=datetime(2022, 6, 1, 9, tzinfo=UTC))
    EditionFactory(report=first.report, issued_at=datetime(2022, 8, 1, 9, tzinfo=UTC), audience="public")
    answered(june, "Answered in May?", 5)
    answered(june, "Answered in July?", 7)

    assert told(september) == ["Answered in July?"]
    WithdrawalFactory(edition=second)
    assert told(september) == ["Answered in May?", "Answered in July?"]


def test_report_counts_from_the_month_before_where_there_is_no_edition(periods):
    june, _march, september = periods
    answered(june, "Answered in February?", 2)
    answered(june, "Answered in March?", 3)

    assert told(september) == ["Answered in March?"]


@pytest.mark.parametrize("number", [1, 3])
def test_report_reads_all_of_them_in_as_many_queries_as_one(periods, number, django_assert_num_queries):
    _june, march, september = periods
    for _question in range(number):
        post = PostFactory(organisation=march.strategy.organisation, holder=UserFactory(), deputy=UserFactory())
        made = asked(march, "When?", meeting=MeetingFactory(period=march), answerer=post)
        made.commitments.add(*CommitmentFactory.create_batch(2, priority__strategy=march.strategy, lead=post))

    with django_assert_num_queries(4):
        for each in questions_for(september):
            assert each.meeting.committee.name
            assert (each.answerer.holder.email, each.answerer.deputy.email) != ("", "")
            assert [commitment.lead.holder.email for commitment in each.commitments.all()] != []


# What waits for somebody's answer


@pytest.fixture
def there():
    return world()


def owed(there, name):
    return [(each.question.text, each.at, each.refs) for each in questions_owed(there.people[name])]


def test_owed_are_the_questions_of_ones_posts(there):
    post = there.update.commitment.lead
    asked(there.update.period, "Ours?", answerer=post).commitments.add(there.update.commitment)
    asked(there.update.period, "Answered?", answerer=post, answer="Yes")
    asked(there.update.period, "Nobody’s?")

    found = [("Ours?", "30 March 2022", ("C1",))]
    assert (owed(there, "holder"), owed(there, "deputy"), owed(there, "secretary")) == (found, found, [])


def test_owed_without_a_named_post_are_those_of_ones_commitments(there):
    meeting = MeetingFactory(period=there.update.period, committee__name="Trust Board")
    about = [there.update.commitment, CommitmentFactory(priority=there.update.commitment.priority, ref="C2")]
    asked(there.update.period, "Unnamed?", meeting=meeting).commitments.add(*about)
    other = asked(there.update.period, "Another’s?", answerer=there.update.commitment.supporting.get())
    other.commitments.add(there.update.commitment)

    assert owed(there, "holder") == [("Unnamed?", "Trust Board, 30 March 2022", ("C1", "C2"))]
    assert owed(there, "supporter") == [("Another’s?", "30 March 2022", ("C1",))]


def test_closed_account_owes_nothing(there):
    asked(there.update.period, "Ours?", answerer=there.update.commitment.lead)
    there.people["holder"].is_active = False

    assert owed(there, "holder") == []


@pytest.mark.parametrize("number", [1, 3])
def test_owed_are_read_in_as_many_queries_as_one(there, number, django_assert_num_queries):
    for _question in range(number):
        made = asked(there.update.period, "Ours?", answerer=there.update.commitment.lead)
        made.commitments.add(there.update.commitment)

    with django_assert_num_queries(2):
        assert len([each.question.period.address for each in questions_owed(there.people["holder"])]) == number


# As the page My updates shows them

MINE = '{% from "reports/question_owed.jinja" import owed %}<main>{{ owed(questions) }}</main>'


def mine(there, name):
    return page_of(engines["jinja2"].from_string(MINE).render({"questions": questions_owed(there.people[name])}))


def test_owed_are_shown_with_the_way_to_answer_them(there):
    made = asked(there.update.period, "Ours <b>?", kind="challenge", answerer=there.update.commitment.lead)
    made.commitments.add(there.update.commitment)

    shown = mine(there, "holder")

    assert shown.words == [
        *("Board questions to answer", "Challenge", "C1", "Org 2: 30 March 2022, over the report for January 2022"),
        *("Ours <b>?", "Answer", "board question 1: Ours <b>?"),
    ]
    assert shown.links == {
        "Answer board question 1: Ours <b>?": f"/organisation-2/strategy-1/2022-01/questions/{made.pk}/answer/"
    }


def test_who_owes_nothing_is_shown_nothing(there):
    assert mine(there, "reader").words == []


# Where they are seen


def test_question_that_waits_for_somebody_is_on_their_first_page(client):
    question = BoardQuestionFactory(answerer=PostFactory(holder=UserFactory()), text="When will the ward open?")
    organisation = question.period.strategy.organisation
    client.force_login(MembershipFactory(organisation=organisation, user=question.answerer.holder).user)

    response = client.get("/", follow=True)

    assert response.redirect_chain == [("/my-updates/", 302)]
    assert "Board questions to answer" in response.content.decode()
    assert "When will the ward open?" in response.content.decode()


def test_page_of_somebody_without_a_question_says_nothing_of_them(client):
    BoardQuestionFactory()
    client.force_login(UserFactory())

    assert "Board questions to answer" not in client.get("/my-updates/").content.decode()
