"""What a strategy calls its levels, its stages and its ratings."""

import pytest

from commitments.actions.organisation import DEFAULTS, LABELS
from commitments.models import StatusWord, Strategy
from tests.factories import MembershipFactory, StatusWordFactory, StrategyFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

AT = "/organisation-1/strategy-1/"


@pytest.fixture
def strategy():
    return StrategyFactory()


@pytest.fixture
def team(client, strategy):
    user = UserFactory()
    MembershipFactory(user=user, organisation=strategy.organisation, role="strategy_team")
    client.force_login(user)
    return client


def labels(strategy, **given):
    now = {name: getattr(strategy, name) for name in LABELS}
    return {f"shown_{name}": value for name, value in now.items()} | now | given


def words(**given):
    now = {f"word_{code}": word for code, word in DEFAULTS.items()} | {f"meaning_{code}": "" for code in DEFAULTS}
    return {f"shown_{name}": value for name, value in now.items()} | now | given


@pytest.mark.parametrize("path", ["labels/", "status-words/"])
def test_pages_are_for_who_may_change_the_plan(reader, path):
    StrategyFactory()

    assert reader.get(AT + path).status_code == 403
    assert reader.get(f"/organisation-1/strategy-9/{path}").status_code == 404


def test_labels_are_saved_and_used(team, strategy):
    response = team.post(f"{AT}labels/", labels(strategy, priority_label_plural="Aims"), follow=True)

    assert response.redirect_chain == [(f"{AT}labels/", 302)]
    assert "Saved. Pages and new reports use these words from now on." in page(response).words
    assert Strategy.objects.get().priority_label_plural == "Aims"
    assert "This strategy has no aims yet." in page(team.get(f"{AT}plan/")).words


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"theme_label": " "}, "Middle level: one: enter a word or a sign"),
        ({"added_marker": "x" * 11}, "Mark of what was added must be 10 characters or fewer. This has 11"),
        ({"added_marker": "**"}, "Give reworded and added two different marks."),
    ],
)
def test_labels_say_what_is_wrong(team, strategy, given, sentence):
    response = team.post(f"{AT}labels/", labels(strategy, **given))

    assert sentence in page(response).words
    assert page(response).title == "Error: Labels – Strategy Tracker"


def test_labels_of_a_stale_page_are_refused_and_can_be_sent_again(team, strategy):
    Strategy.objects.update(theme_label="Strand")
    typed = labels(strategy, priority_label="Aim")

    response = team.post(f"{AT}labels/", typed)

    html = response.content.decode()
    assert "It says now: “Strand”." in html
    assert 'value="Aim"' in html
    assert 'name="shown_theme_label" value="Strand"' in html


def test_status_words_show_the_usual_and_the_own_ones(team, strategy):
    StatusWordFactory(strategy=strategy, code="green", word="On track", meaning="All is well")

    html = team.get(f"{AT}status-words/").content.decode()

    assert 'name="word_green" type="text" value="On track"' in html
    assert "All is well</textarea>" in html
    assert 'name="word_red" type="text" value="Red"' in html


def test_status_words_are_saved(team, strategy):
    response = team.post(f"{AT}status-words/", words(word_red="Stuck", meaning_red="It needs a decision"), follow=True)

    assert "Saved. Pages and new reports use these words from now on." in page(response).words
    assert StatusWord.objects.values_list("code", "word", "meaning").get() == ("red", "Stuck", "It needs a decision")


def test_status_words_say_what_is_wrong(team, strategy):
    response = team.post(f"{AT}status-words/", words(word_red="green", meaning_amber="x" * 301))

    assert "Meaning of “Amber” must be 300 characters or fewer. This has 301" in page(response).words
    response = team.post(f"{AT}status-words/", words(word_red="green"))
    assert "Two stages or ratings are called “Green”. Give each a word of its own." in page(response).words
    assert StatusWord.objects.count() == 0
