"""Posts, acronyms and committees: the strategy team's lists of an organisation."""

import pytest

from commitments.forms.organisation import CommitteeForm
from commitments.models import Acronym, Committee, Post, Priority
from tests.factories import (
    AcronymFactory,
    CommitmentFactory,
    CommitteeFactory,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    PriorityFactory,
    StrategyFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

PAGES = [
    *("posts/add/", "posts/1/title/", "acronyms/", "acronyms/add/", "acronyms/1/", "acronyms/1/remove/"),
    *("committees/", "committees/add/", "committees/1/"),
]
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def team(client, organisation):
    user = UserFactory()
    MembershipFactory(user=user, organisation=organisation, role="strategy_team")
    client.force_login(user)
    return client


def at(organisation, path):
    """The address of a page, with the keys of what stands there instead of 1."""
    for rows, word in ((Acronym.objects, "acronyms"), (Committee.objects, "committees"), (Post.objects, "posts")):
        path = path.replace(f"{word}/1/", f"{word}/{rows.values_list('pk', flat=True).first()}/")
    return f"/{organisation.slug}/{path}"


def furnished(organisation, **words):
    AcronymFactory(organisation=organisation, short=words.get("any", "MDT"), long=words.get("any", "team"))
    CommitteeFactory(organisation=organisation, name=words.get("any", "Board"))
    PostFactory(organisation=organisation, title=words.get("any", "Chief Nurse"))


@pytest.mark.parametrize("path", PAGES)
def test_lists_are_there_for_who_may_change_the_plan(team, organisation, path):
    furnished(organisation)

    assert team.get(at(organisation, path)).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_lists_are_refused_to_other_members_and_not_there_for_strangers(reader, path):
    mine = OrganisationFactory()
    furnished(mine)

    assert reader.get(at(mine, path)).status_code == 403
    assert reader.get(at(mine, path).replace("organisation-1", "organisation-9")).status_code == 404


@pytest.mark.parametrize("path", ["acronyms/1/", "acronyms/1/remove/", "committees/1/"])
def test_rows_of_another_organisation_are_not_found(team, organisation, path):
    furnished(OrganisationFactory())

    assert team.get(at(organisation, path)).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_lists_show_hostile_words_as_words(team, organisation, path):
    furnished(organisation, any=HOSTILE)

    assert "<script>alert" not in team.get(at(organisation, path)).content.decode()


def test_post_add_adds_a_post_and_lists_those_that_nobody_holds_first(team, organisation):
    closed = UserFactory(is_active=False)
    PostFactory(organisation=organisation, title="Zoo keeper", holder=closed)
    held = PostFactory(organisation=organisation, title="Baker", holder=UserFactory(name="Ann"))
    CommitmentFactory(priority__strategy__organisation=organisation, lead=held)

    response = team.post(at(organisation, "posts/add/"), {"title": " Chief  Nurse "}, follow=True)

    words = page(response).words
    assert "“Chief Nurse” was added. An administrator can say who holds it." in words
    assert Post.objects.filter(title="Chief Nurse", holder=None).count() == 1
    first = words.index("Chief Nurse")
    rows = [word for word in words[first:] if word not in {"Post", "Holder", "Leads", "Correct"}]
    chief, keeper, baker = (["Chief Nurse"] * 2, ["Zoo keeper"] * 2, ["Baker"] * 2)  # each again in its link
    assert rows == [*chief, "Nobody", "0", *keeper, "Nobody", "0", *baker, "Ann", "1"]


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("\u202e", "Enter the title of the post"),
        ("x" * 201, "Title of the post must be 200 characters or fewer. This has 201"),
        ("chief nurse", "There is a post “chief nurse” already."),
    ],
)
def test_post_add_says_what_is_wrong(team, organisation, title, sentence):
    PostFactory(organisation=organisation, title="Chief Nurse")

    response = team.post(at(organisation, "posts/add/"), {"title": title})

    assert sentence in page(response).words
    assert Post.objects.count() == 1


def test_post_title_corrects_it_and_keeps_what_it_leads(team, organisation):
    post = PostFactory(organisation=organisation, title="Cheif Nurse")
    commitment = CommitmentFactory(priority__strategy__organisation=organisation, lead=post)
    address = page(team.get(at(organisation, "posts/add/"))).links["Correct Cheif Nurse"]

    response = team.post(address, {"title": "Chief Nurse", "shown_title": "Cheif Nurse"}, follow=True)

    assert "Saved. The post is called “Chief Nurse” now." in page(response).words
    commitment.refresh_from_db()
    assert (commitment.lead, commitment.lead.title) == (post, "Chief Nurse")


def test_post_title_keeps_what_was_typed_where_somebody_else_was_quicker(team, organisation):
    PostFactory(organisation=organisation, title="Chief Nurse")
    address = at(organisation, "posts/1/title/")

    response = team.post(address, {"title": "Head Nurse", "shown_title": "Cheif Nurse"})

    assert any("Somebody else has changed this" in words for words in page(response).words)
    assert 'value="Head Nurse"' in response.content.decode()
    assert Post.objects.get().title == "Chief Nurse"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("path", ["posts/add/", "acronyms/", "committees/"])
def test_lists_need_five_queries_and_one_for_what_is_overseen(
    team, organisation, number, path, django_assert_num_queries
):
    for _ in range(number):
        PostFactory(organisation=organisation, holder=UserFactory())
        AcronymFactory(organisation=organisation)
        committee = CommitteeFactory(organisation=organisation)
        for overseen in (committee, None):
            PriorityFactory(strategy=StrategyFactory(organisation=organisation), committee=overseen)

    address = at(organisation, path)
    with django_assert_num_queries(6 if path == "committees/" else 5):
        team.get(address)


def test_committees_says_what_each_oversees_and_what_none_does(team, organisation):
    board, idle = (CommitteeFactory(organisation=organisation, name=name) for name in ("Board", "Idle"))
    strategy = StrategyFactory(organisation=organisation, title="Plan")
    for position, (name, committee) in enumerate([("Be kind", board), ("Be safe", None), ("Be digital", board)]):
        PriorityFactory(strategy=strategy, name=name, committee=committee, position=position)

    words = page(team.get(at(organisation, "committees/"))).words

    assert words[words.index("Board") :][:5] == [
        *("Board", "Papers are due", "5 working days before a meeting", "Oversees", "Be kind; Be digital")
    ]
    assert words[words.index(idle.name) :][3:5] == ["Oversees", "Nothing yet"]
    assert words[-1] == "No committee oversees: Be safe."


def test_committees_names_the_strategies_where_there_are_several(team, organisation):
    board = CommitteeFactory(organisation=organisation, name="Board")
    for title in ("Plan A", "Plan B"):
        PriorityFactory(strategy=StrategyFactory(organisation=organisation, title=title), name="Care", committee=board)

    assert "Care (Plan A); Care (Plan B)" in page(team.get(at(organisation, "committees/"))).words


def test_acronyms_are_in_order_each_with_its_ways(team, organisation):
    second = AcronymFactory(organisation=organisation, short="ODN", long="network")
    first = AcronymFactory(organisation=organisation, short="MDT", long="team")
    AcronymFactory(short="XX")

    shown = page(team.get(at(organisation, "acronyms/")))

    assert list(shown.links.items()) == [
        ("Add an acronym", "/organisation-1/acronyms/add/"),
        ("MDT", f"/organisation-1/acronyms/{first.pk}/"),
        ("Remove MDT", f"/organisation-1/acronyms/{first.pk}/remove/"),
        ("ODN", f"/organisation-1/acronyms/{second.pk}/"),
        ("Remove ODN", f"/organisation-1/acronyms/{second.pk}/remove/"),
    ]


def test_empty_lists_say_so(team, organisation):
    assert "There is no acronym here yet." in page(team.get(at(organisation, "acronyms/"))).words
    assert "There is no committee here yet." in page(team.get(at(organisation, "committees/"))).words


def test_acronym_add_adds_it(team, organisation):
    given = {"short": "MDT", "long": "multidisciplinary team"}

    response = team.post(at(organisation, "acronyms/add/"), given, follow=True)

    assert response.redirect_chain == [("/organisation-1/acronyms/", 302)]
    assert "MDT was added. Reports that use it explain it from now on." in page(response).words


def test_acronym_add_begins_with_what_the_address_says(team, organisation):
    response = team.get(at(organisation, "acronyms/add/?short=MDT"))

    assert 'value="MDT"' in response.content.decode()


def test_acronym_add_refuses_a_second_meaning(team, organisation):
    AcronymFactory(organisation=organisation, short="MDT", long="team")

    response = team.post(at(organisation, "acronyms/add/"), {"short": "MDT", "long": "meeting"})

    assert "“MDT” stands for “team” already. An acronym has one meaning: change that one." in page(response).words
    assert page(response).title == "Error: Add an acronym – Strategy Tracker"


def test_acronym_edit_changes_it_and_a_stale_page_can_be_sent_again(team, organisation):
    acronym = AcronymFactory(organisation=organisation, short="MDT", long="meeting")
    typed = {"short": "MDT", "long": "mine", "shown_short": "MDT", "shown_long": "team"}
    where = at(organisation, "acronyms/1/")

    response = team.post(where, typed)

    html = response.content.decode()
    assert "It says now: “meeting”." in html
    assert 'name="shown_long" value="meeting"' in html
    assert 'value="mine"' in html
    response = team.post(where, typed | {"shown_long": "meeting"}, follow=True)
    assert "Saved. MDT: mine." in page(response).words
    acronym.refresh_from_db()
    assert acronym.long == "mine"


def test_acronym_remove_asks_first(team, organisation):
    AcronymFactory(organisation=organisation, short="MDT", long="team")
    where = at(organisation, "acronyms/1/remove/")

    asked = team.post(where, {})
    response = team.post(where, {"sure": "on"}, follow=True)

    assert "Tick the box to remove the acronym" in page(asked).words
    assert "MDT was removed." in page(response).words
    assert Acronym.objects.count() == 0


def test_committee_add_and_edit_keep_the_days_of_papers(team, organisation):
    team.post(at(organisation, "committees/add/"), {"name": "Board", "papers_working_days": "7"})
    base = {"shown_name": "Board", "shown_papers_working_days": "7"}

    response = team.post(
        at(organisation, "committees/1/"), base | {"name": "Trust Board", "papers_working_days": "1"}, follow=True
    )

    assert "Saved. Trust Board: papers 1 working days before a meeting." not in page(response).words
    assert "Saved. Trust Board: papers are due 1 working day before a meeting." in page(response).words
    assert Committee.objects.values_list("name", "papers_working_days").get() == ("Trust Board", 1)


@pytest.mark.parametrize("days", ["", "x", "-1", "61", "9" * 500])
def test_committee_add_takes_a_sensible_number_of_days(team, organisation, days):
    response = team.post(at(organisation, "committees/add/"), {"name": "Board", "papers_working_days": days})

    assert "Enter a number of working days between 0 and 60" in page(response).words
    assert Committee.objects.count() == 0


@pytest.fixture
def overseen(organisation):
    """Two priorities of a strategy, the second of them the Trust Board's; and the Quality Committee."""
    strategy = StrategyFactory(organisation=organisation, title="Plan", priority_label_plural="Strategic aims")
    board = CommitteeFactory(organisation=organisation, name="Trust Board")
    PriorityFactory(strategy=strategy, name="Be outstanding")
    PriorityFactory(strategy=strategy, name="Be digital", committee=board)
    return CommitteeFactory(organisation=organisation, name="Quality Committee")


def typed_for(committee, **changes):
    """What the page of a committee sends when it is saved as it stands, with changes."""
    form = CommitteeForm(committee=committee)
    carried = {name: value for name, value in form.initial.items() if name.startswith("shown_")}
    return carried | {"name": committee.name, "papers_working_days": "5"} | changes


def told(response):
    return " ".join(page(response).words)


def keys_of(*names):
    return [Priority.objects.get(name=name).pk for name in names]


def test_committee_edit_asks_which_priorities_it_oversees_in_the_strategys_word(team, organisation, overseen):
    response = team.get(at(organisation, f"committees/{overseen.pk}/"))

    words = told(response)
    assert "Which strategic aims does it oversee?" in words
    assert "it moves to this committee." in words
    assert "Be outstanding Be digital Now: Trust Board" in words


def test_committee_edit_names_the_strategies_where_there_are_several(team, organisation, overseen):
    PriorityFactory(strategy=StrategyFactory(organisation=organisation, title="Green plan"), name="Net zero")

    words = told(team.get(at(organisation, f"committees/{overseen.pk}/")))

    assert "Which priorities does it oversee?" in words
    assert "Net zero (Green plan) Be outstanding (Plan) Be digital (Plan) Now: Trust Board" in words


def test_committee_edit_asks_nothing_where_there_is_no_priority(team, organisation):
    committee = CommitteeFactory(organisation=organisation)
    PriorityFactory()

    for path in ("committees/add/", f"committees/{committee.pk}/"):
        assert "oversee" not in page(team.get(at(organisation, path))).words


def test_committee_edit_keeps_what_it_oversees_and_says_so(team, organisation, overseen):
    ticked = typed_for(overseen, oversees=keys_of("Be outstanding", "Be digital"))

    response = team.post(at(organisation, f"committees/{overseen.pk}/"), ticked, follow=True)

    assert "before a meeting. It oversees: Be outstanding, Be digital." in told(response)
    assert [each.name for each in overseen.priorities.all()] == ["Be outstanding", "Be digital"]
    again = team.get(at(organisation, f"committees/{overseen.pk}/")).content.decode()
    assert again.count(" checked") == 2


def test_committee_edit_of_a_stale_page_keeps_every_tick(team, organisation, overseen):
    ticked = typed_for(overseen, oversees=keys_of("Be outstanding", "Be digital"))
    Priority.objects.update(committee=Committee.objects.get(name="Trust Board"))
    where = at(organisation, f"committees/{overseen.pk}/")

    response = team.post(where, ticked)

    assert "It says now: “Be outstanding: Trust Board”." in told(response)
    assert response.content.decode().count(" checked") == 2
    assert overseen.priorities.count() == 0
    team.post(where, typed_for(overseen, oversees=keys_of("Be outstanding")))
    assert [each.name for each in overseen.priorities.all()] == ["Be outstanding"]


@pytest.mark.parametrize("key", ["x", "0", "-1", "9" * 40, "stranger"])
def test_committee_edit_takes_no_priority_that_is_not_listed(team, organisation, overseen, key):
    stranger = PriorityFactory()
    typed = typed_for(overseen, oversees=[stranger.pk if key == "stranger" else key])

    response = team.post(at(organisation, f"committees/{overseen.pk}/"), typed)

    assert "Choose from those that are listed" in told(response)
    assert (overseen.priorities.count(), Priority.objects.get(pk=stranger.pk).committee) == (0, None)


def test_committee_edit_is_for_the_strategy_team_alone(client, organisation, overseen):
    reader = UserFactory()
    MembershipFactory(user=reader, organisation=organisation, role="reader")
    client.force_login(reader)

    response = client.post(
        at(organisation, f"committees/{overseen.pk}/"), typed_for(overseen, oversees=keys_of("Be digital"))
    )

    assert (response.status_code, overseen.priorities.count()) == (403, 0)
