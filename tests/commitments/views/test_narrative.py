"""The pages of the narrative."""

from urllib.parse import quote

import pytest

from commitments.models import AuditEvent, NarrativePoint
from tests.factories import CommitmentFactory, NarrativePointFactory, UpdatePointFactory, UserFactory
from tests.pages import page
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
ADDRESS = "/organisation-2/strategy-1/2022-01/narrative/"
EDITORS = {"team", "secretary"}
PROPOSERS = {*EDITORS, "holder", "deputy", "supporter", "executive lead", "lead’s deputy", "holder of another post"}
NEW = {"kind": "highlight", "text": "The ward opened", "priority": "", "refs": "c1"}


@pytest.fixture
def there():
    return world()


@pytest.fixture
def team(client, there):
    client.force_login(there.people["team"])
    return client


@pytest.fixture
def point(there):
    """A highlight that somebody proposed."""
    by = there.people["holder"]
    return NarrativePointFactory(period=there.update.period, text="It opened", accepted=False, proposed_by=by)


def statuses(client, there, ask):
    """What each person gets."""
    found = {}
    for name in (*MEMBERS, *STRANGERS):
        client.force_login(there.people[name])
        found[name] = ask(client).status_code
    return found


def expected(able, status):
    refused = dict.fromkeys(MEMBERS, 403) | dict.fromkeys(STRANGERS, 404) | {"closed account": 302}
    return refused | dict.fromkeys(able, status)


@pytest.mark.parametrize("state", ["planned", "open", "closed"])
def test_narrative_is_proposed_and_edited_by_those_whom_the_table_names(client, state):
    there = world("approved", state)
    point = NarrativePointFactory(period=there.update.period)
    others = NarrativePointFactory.create_batch(len((*MEMBERS, *STRANGERS)), period=there.update.period)
    keys = iter(others)

    assert statuses(client, there, lambda client: client.get(ADDRESS)) == expected(PROPOSERS, 200)
    assert statuses(client, there, lambda client: client.get(f"{ADDRESS}add/")) == expected(PROPOSERS, 200)
    assert statuses(client, there, lambda client: client.post(ADDRESS, {"do": f"up-{point.pk}"})) == expected(
        EDITORS, 302
    )
    assert statuses(client, there, lambda client: client.get(f"{ADDRESS}{point.pk}/")) == expected(EDITORS, 200)
    assert statuses(client, there, lambda client: client.post(f"{ADDRESS}{next(keys).pk}/delete/")) == expected(
        EDITORS, 302
    )
    assert NarrativePoint.objects.count() == 1 + len(others) - len(EDITORS)


def test_who_may_propose_proposes_and_who_may_edit_adds(client, there):
    for number, name in enumerate(sorted(PROPOSERS)):
        client.force_login(there.people[name])
        client.post(f"{ADDRESS}add/", NEW | {"text": f"Opened {number}", "public": ""})

    found = {point.proposed_by.name: (point.accepted, point.public) for point in NarrativePoint.objects.all()}
    assert found == {name: (True, False) if name in EDITORS else (False, True) for name in PROPOSERS}


def test_narrative_shows_its_points_with_what_they_rest_on(team, there, point):
    point.commitments.add(there.update.commitment)
    NarrativePointFactory(
        period=there.update.period,
        text="Money is short",
        kind="challenge",
        public=False,
        priority=there.update.commitment.priority,
    )

    shown = page(team.get(ADDRESS))

    assert shown.title == "Highlights, challenges and key activities, January 2022 – Strategy Tracker"
    assert shown.words == [
        *("January 2022", "Highlights, challenges and key activities"),
        "They open the report, before its tables. Each rests on the commitments whose refs stand behind it.",
        "1 is proposed only: the report prints it once the strategy team or the board secretary has accepted it.",
        *("Highlights", "It opened", "Proposed", "by holder", "Rests on", "C1"),
        *("Accept", "“It opened”", "Edit", "“It opened”", "Delete", "“It opened”", "Add a highlight"),
        *("Challenges", "Money is short", "Private", "Rests on no commitment", "(Priority 1)"),
        *("Edit", "“Money is short”", "Delete", "“Money is short”", "Add a challenge"),
        *("Key activities in the next period", "None yet.", "Add a key activity"),
        "Back to the report desk",
    ]
    assert shown.links["C1"] == "/organisation-2/strategy-1/2022-01/commitments/C1/"
    assert shown.links["Add a challenge"] == f"{ADDRESS}add/?kind=challenge"


def test_who_proposes_sees_no_buttons(client, there, point):
    client.force_login(there.people["holder"])

    words = page(client.get(ADDRESS)).words

    assert not {"Accept", "Up", "Down", "Edit", "Delete"} & set(words)
    assert "Propose a highlight" in words


@pytest.mark.parametrize("number", [1, 3])
def test_narrative_takes_as_many_queries_for_one_as_for_three(team, there, number, django_assert_num_queries):
    for _point in range(number):
        NarrativePointFactory(period=there.update.period, proposed_by=UserFactory()).commitments.add(
            there.update.commitment
        )

    with django_assert_num_queries(6):
        assert team.get(ADDRESS).status_code == 200


def test_narrative_is_ordered_and_accepted_by_buttons(team, there, point):
    second = NarrativePointFactory(period=there.update.period, text="It closed")

    up = team.post(ADDRESS, {"do": f"up-{second.pk}"})
    accepted = team.post(ADDRESS, {"do": f"accept-{point.pk}"}, follow=True)
    down = team.post(ADDRESS, {"do": f"down-{second.pk}"})

    assert (up.url, down.url) == (f"{ADDRESS}#point-{second.pk}", f"{ADDRESS}#point-{second.pk}")
    assert page(accepted).words[:2] == ["Success", "Highlight moved up."]
    assert "Highlight accepted." in page(accepted).words
    assert [each.text for each in NarrativePoint.objects.all()] == ["It opened", "It closed"]


@pytest.mark.parametrize("do", ["", "up", "up-", "up-x", "up-0", "up-99999999999", "dance-1", "up-²"])
def test_button_for_nothing_changes_nothing(team, there, point, do):
    response = team.post(ADDRESS, {"do": do}, follow=True)

    assert "Somebody else has deleted this meanwhile." in page(response).words
    assert AuditEvent.objects.count() == 0


def test_point_of_another_period_is_not_there(team, there):
    other = NarrativePointFactory()

    assert team.get(f"{ADDRESS}{other.pk}/").status_code == 404
    assert team.get(f"{ADDRESS}{other.pk}/delete/").status_code == 404
    team.post(ADDRESS, {"do": f"accept-{other.pk}"})
    assert AuditEvent.objects.count() == 0


def test_sentence_of_an_update_is_proposed_by_a_link(client, there):
    client.force_login(there.people["holder"])
    sentence = "The ward & its beds are open"

    response = client.get(f"{ADDRESS}add/?kind=challenge&text={quote(sentence)}&commitment=c1")
    text = response.content.decode()

    assert page(response).title == "Propose a highlight, challenge or key activity – Strategy Tracker"
    assert "The ward &amp; its beds are open</textarea>" in text
    assert 'value="challenge" checked' in text
    assert 'value="C1"' in text
    assert f'<option value="{there.update.commitment.priority_id}" selected>' in text


def with_sentences(there):
    for kind, text, depth in (("next", "Open the café", 0), ("progress", "The ward & its beds are open", 0)):
        UpdatePointFactory(update=there.update, kind=kind, text=text, depth=depth, position=0)
    UpdatePointFactory(update=there.update, kind="progress", text="Twelve beds", depth=1, position=1)
    UpdatePointFactory(update=there.update, kind="evidence", text="Board paper 7", position=0)


def test_sentences_of_an_update_are_offered_to_begin_with(client, there):
    with_sentences(there)
    client.force_login(there.people["holder"])

    offered = page(client.get(f"{ADDRESS}add/?kind=highlight&commitment=c1")).links

    sentences = {words: href for words, href in offered.items() if href.startswith("?")}
    assert list(sentences) == ["The ward & its beds are open", "Open the café"]
    begun = client.get(f"{ADDRESS}add/{sentences['The ward & its beds are open']}").content.decode()
    assert "The ward &amp; its beds are open</textarea>" in begun
    assert 'value="highlight" checked' in begun
    assert 'value="C1"' in begun
    assert 'value="key_activity" checked' in client.get(f"{ADDRESS}add/{sentences['Open the café']}").content.decode()


@pytest.mark.parametrize(
    ("state", "person", "offered"),
    [
        ("draft", "holder", True),
        ("draft", "team", True),
        ("draft", "holder of another post", False),
        ("submitted", "holder of another post", False),
        ("approved", "holder of another post", True),
    ],
)
def test_sentences_are_offered_to_who_may_read_the_update(client, state, person, offered):
    there = world(state)
    with_sentences(there)
    client.force_login(there.people[person])

    assert ("Begin with a sentence" in client.get(f"{ADDRESS}add/?commitment=C1").content.decode()) is offered


def test_sentence_in_progress_and_next_is_offered_once(client, there):
    with_sentences(there)
    again = there.update.points.get(kind="next", text="Open the café")
    UpdatePointFactory(update=there.update, kind="progress", text=again.text, position=9)
    client.force_login(there.people["holder"])

    shown = client.get(f"{ADDRESS}add/?commitment=C1").content.decode()

    assert shown.count(">Open the café</a>") == 1


def test_no_sentences_are_offered_once_the_form_was_sent(team, there):
    with_sentences(there)

    response = team.post(f"{ADDRESS}add/?commitment=C1", NEW | {"text": ""})

    assert "Begin with a sentence" not in response.content.decode()


@pytest.mark.parametrize("query", ["kind=rumour&commitment=C9&text=%00", f"text={'x' * 5000}", "commitment=%00"])
def test_link_with_nonsense_opens_an_empty_form(team, there, query):
    assert team.get(f"{ADDRESS}add/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"kind": ""}, "Choose what it is"),
        ({"kind": "rumour"}, "Choose what it is"),
        ({"text": " \u202e "}, "Enter the words"),
        ({"text": "x" * 2001}, "Words must be 2,000 characters or fewer. This has 2,001"),
        ({"priority": "99"}, "Choose one of those that are listed"),
        ({"refs": "C1, C8; C9"}, "There is no C8 and no C9 in this strategy. Check the refs below"),
    ],
)
def test_faulty_point_is_given_back_with_a_sentence(team, there, posted, sentence):
    response = team.post(f"{ADDRESS}add/", NEW | posted)

    assert page(response).title.startswith("Error: Add a highlight")
    assert page(response).words[:2] == ["There is a problem", sentence]
    assert NarrativePoint.objects.count() == 0


def test_point_that_is_sent_twice_is_there_once(team, there):
    team.post(f"{ADDRESS}add/", NEW)
    again = team.post(f"{ADDRESS}add/", NEW)

    assert page(again).words[3] == "This highlight is there already."
    assert NarrativePoint.objects.count() == 1


def test_refs_may_be_in_small_letters_and_twice(team, there):
    other = CommitmentFactory(priority=there.update.commitment.priority, ref="BD-04")

    team.post(f"{ADDRESS}add/", NEW | {"refs": "bd-04, c1,, BD-04"})

    assert set(NarrativePoint.objects.get().commitments.all()) == {other, there.update.commitment}


def test_edit_page_shows_the_point_and_saves_it(team, there, point):
    point.commitments.add(there.update.commitment)
    at = f"{ADDRESS}{point.pk}/"

    shown = team.get(at)
    saved = team.post(at, NEW | {"revision": 0, "text": "It opened in May"}, follow=True)

    assert page(shown).title == "Edit this highlight – Strategy Tracker"
    assert "holder proposed this. Saving accepts it." in page(shown).words
    assert 'value="C1"' in shown.content.decode()
    assert saved.redirect_chain == [(f"{ADDRESS}#point-{point.pk}", 302)]
    assert "Highlight saved." in page(saved).words
    assert NarrativePoint.objects.values_list("text", "accepted", "public").get() == ("It opened in May", True, False)


def test_two_people_who_edit_a_point_both_keep_their_words(team, there, point):
    at = f"{ADDRESS}{point.pk}/"
    team.post(at, NEW | {"revision": 0, "text": "It opened in May"})

    response = team.post(at, NEW | {"revision": 0, "text": "It opened in June"})
    words = " ".join(page(response).words)

    assert "Somebody else changed this meanwhile. Compare the two, then save again." in words
    assert "It opened in removed: May end of removed added: June end of added" in words
    assert ">It opened in June</textarea>" in response.content.decode()
    assert 'name="revision" value="1"' in response.content.decode()
    assert NarrativePoint.objects.get().text == "It opened in May"


@pytest.mark.parametrize("revision", ["", "x", "-1"])
def test_edit_without_the_revision_that_was_read_is_refused(team, there, point, revision):
    response = team.post(f"{ADDRESS}{point.pk}/", NEW | {"revision": revision})

    assert (response.status_code, NarrativePoint.objects.get().text) == (200, "It opened")


def test_delete_asks_first(team, there, point):
    at = f"{ADDRESS}{point.pk}/delete/"

    asked = page(team.get(at))
    done = team.post(at, follow=True)

    assert asked.words[1:3] == ["Delete this highlight?", "It opened"]
    assert page(done).words[:2] == ["Success", "Highlight deleted."]
    assert team.get(at).status_code == 404


def test_narrative_shows_hostile_text_as_text(team, there):
    point = NarrativePointFactory(period=there.update.period, text=HOSTILE)

    for at in (ADDRESS, f"{ADDRESS}{point.pk}/", f"{ADDRESS}{point.pk}/delete/"):
        assert "<script>alert" not in team.get(at).content.decode()
