"""Registers under a name: one's own, and those that are shared."""

import pytest

from commitments.models import AuditEvent, SavedView
from tests.factories import SavedViewFactory, UserFactory
from tests.pages import page
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
REGISTER = "/organisation-2/strategy-1/2022-01/register/"
ADD = f"{REGISTER}views/add/"
SHARERS = {"team", "secretary", "executive"}


@pytest.fixture
def there():
    return world("approved")


@pytest.fixture
def signed_in(client, there):
    """Signs a person of the world in."""

    def sign_in(name):
        client.force_login(there.people[name])
        return client

    return sign_in


def view_of(there, owner, **values):
    return SavedViewFactory(strategy=there.update.period.strategy, owner=there.people[owner], **values)


def at(view, rest=""):
    return f"{REGISTER}views/{view.pk}/{rest}"


def test_saved_view_add_saves_what_is_asked_and_shows_it(signed_in, there):
    client = signed_in("reader")
    form = page(client.get(f"{ADD}?rating=red&words=a+ward&page=2&x=1"))

    response = client.post(f"{ADD}?rating=red&words=a+ward&page=2&x=1", {"name": " Red  wards "}, follow=True)
    shown = page(response)

    view = SavedView.objects.get()
    assert [word for word in form.words if ": " in word][:2] == ["Words: a ward", "Rating: Red"]
    assert form.links["Go back without saving"] == f"{REGISTER}?words=a+ward&rating=red"
    assert (view.name, view.query, view.shared, view.owner) == (
        "Red wards",
        "words=a+ward&rating=red",
        False,
        there.people["reader"],
    )
    assert response.redirect_chain == [(f"{REGISTER}?words=a+ward&rating=red", 302)]
    assert "“Red wards” is saved. Only you see it." in shown.words
    assert shown.links["Red wards (a saved view of reader)"] == f"{REGISTER}?words=a+ward&rating=red"
    assert 'aria-current="page">Red wards' in response.content.decode()
    assert "Save this view" not in shown.links


def test_register_offers_to_save_what_is_asked(signed_in, there):
    client = signed_in("reader")

    assert page(client.get(f"{REGISTER}?rating=none&x=1")).links["Save this view"] == f"{ADD}?rating=none"
    assert "Save this view" not in page(client.get(REGISTER)).links


def test_saved_view_add_of_everything_can_be_saved_too(signed_in):
    client = signed_in("reader")

    assert "It shows all commitments. Sort by: Order of the plan." in page(client.get(ADD)).words
    assert client.post(ADD, {"name": "All"}).url == REGISTER
    assert SavedView.objects.get().query == ""


def test_saved_view_add_asks_for_a_name(signed_in):
    client = signed_in("reader")

    shown = page(client.post(f"{ADD}?rating=red", {"name": " \x00 "}))

    assert shown.title == "Error: Save this view – Strategy Tracker"
    assert shown.words[:2] == ["There is a problem", "Enter a name for this view"]
    assert "Rating: Red" in shown.words


@pytest.mark.parametrize("name", ["x" * 101, "Mine"])
def test_saved_view_add_refuses_in_a_sentence_and_keeps_what_was_typed(signed_in, there, name):
    view_of(there, "reader", name="Mine")

    response = signed_in("reader").post(f"{ADD}?rating=red", {"name": name})

    assert page(response).words[1] in {
        "Name must be 100 characters or fewer. This has 101",
        "You have a view called “Mine” already. Choose another name.",
    }
    assert f'value="{name}"' in response.content.decode()
    assert SavedView.objects.count() == 1


def test_saved_view_add_of_nonsense_is_the_register_that_says_so(signed_in):
    response = signed_in("reader").post(f"{ADD}?rating=pink", {"name": "Pink"})

    assert (response.status_code, SavedView.objects.count()) == (400, 0)
    assert page(response).words[:2] == ["There is a problem", "Choose a rating from the list."]


@pytest.mark.parametrize("name", MEMBERS)
def test_saved_view_is_shared_by_those_whom_the_table_names_alone(signed_in, there, name):
    client = signed_in(name)

    asked = "Share it" in page(client.get(ADD)).words
    client.post(f"{ADD}?rating=red", {"name": "Red", "shared": "on"})

    assert (asked, SavedView.objects.get().shared) == (name in SHARERS, name in SHARERS)


@pytest.mark.parametrize("name", STRANGERS)
def test_saved_views_are_not_there_for_strangers(signed_in, there, name):
    view = view_of(there, "team", shared=True)
    client = signed_in(name)

    statuses = {client.get(address).status_code for address in (ADD, at(view), at(view, "delete/"))}

    assert statuses == {302 if name == "closed account" else 404}


def test_shared_view_is_seen_by_every_member_and_by_no_stranger(signed_in, there):
    view_of(there, "team", name="Shared", shared=True, query="rating=red")
    view_of(there, "team", name="Private")

    seen = {}
    for name in MEMBERS:
        links = page(signed_in(name).get(REGISTER)).links
        seen[name] = [words for words in links if "a saved view of" in words]

    assert seen == {key: ["Shared (a saved view of team)"] for key in MEMBERS} | {
        "team": ["Private (a saved view of team)", "Shared (a saved view of team)"]
    }


def test_register_lists_views_of_its_own_strategy_alone(signed_in, there):
    SavedViewFactory(owner=there.people["reader"], name="Elsewhere")

    assert "Saved views" not in page(signed_in("reader").get(REGISTER)).words


@pytest.mark.parametrize("name", [*MEMBERS, *STRANGERS])
def test_saved_view_is_changed_by_its_owner_alone(signed_in, there, name):
    private, shared = view_of(there, "executive", name="A"), view_of(there, "executive", name="B", shared=True)
    client = signed_in(name)

    statuses = [client.post(at(view), {"name": f"New {view.pk}"}).status_code for view in (private, shared)]

    expected = {"executive": [302, 302], "closed account": [302, 302]}
    assert statuses == expected.get(name, [404, 403] if name in MEMBERS else [404, 404])
    assert SavedView.objects.filter(name__startswith="New").count() == (2 if name == "executive" else 0)


@pytest.mark.parametrize("name", [*MEMBERS, *STRANGERS])
def test_saved_view_is_deleted_by_its_owner_and_a_shared_one_by_the_team(signed_in, there, name):
    private, shared = view_of(there, "executive", name="A"), view_of(there, "executive", name="B", shared=True)
    client = signed_in(name)

    statuses = [client.post(at(view, "delete/")).status_code for view in (private, shared)]

    expected = {"executive": [302, 302], "closed account": [302, 302], "team": [404, 302]}
    assert statuses == expected.get(name, [404, 403] if name in MEMBERS else [404, 404])
    assert SavedView.objects.count() == {"executive": 0, "team": 1}.get(name, 2)


def test_saved_view_edit_renames_and_shares_it(signed_in, there):
    view = view_of(there, "executive", name="Red", query="rating=red")
    client = signed_in("executive")
    form = client.get(at(view)).content.decode()

    response = client.post(at(view), {"name": "Reds", "shared": "on"}, follow=True)

    assert ('value="Red"' in form, "checked" in form) == (True, False)
    assert response.redirect_chain == [(REGISTER, 302)]
    assert "“Reds” is saved. Everyone who can read this strategy sees it." in page(response).words
    assert "checked" in client.get(at(view)).content.decode()
    client.post(at(view), {"name": "Reds"})
    view.refresh_from_db()
    assert (view.name, view.shared, AuditEvent.objects.count()) == ("Reds", False, 2)


def test_saved_view_edit_refuses_a_name_of_ones_own(signed_in, there):
    view_of(there, "reader", name="Amber")
    view = view_of(there, "reader", name="Red")

    shown = page(signed_in("reader").post(at(view), {"name": "amber"}))

    assert shown.words[:2] == ["There is a problem", "You have a view called “amber” already. Choose another name."]


def test_saved_view_that_is_shared_can_be_kept_so_or_not_by_who_may_share_no_more(signed_in, there):
    view = view_of(there, "reader", name="Red", shared=True)
    client = signed_in("reader")

    client.post(at(view), {"name": "Reds", "shared": "on"})
    kept = SavedView.objects.get().shared
    client.post(at(view), {"name": "Reds"})
    client.post(at(view), {"name": "Reds", "shared": "on"})

    assert (kept, SavedView.objects.get().shared) == (True, False)


def test_saved_view_delete_asks_first(signed_in, there):
    own = view_of(there, "team", name="Own", query="rating=red", shared=True)
    other = view_of(there, "executive", name="Other", shared=True)
    client = signed_in("team")

    asked, asked_of_other = (page(client.get(at(view, "delete/"))) for view in (own, other))
    response = client.post(at(own, "delete/"), follow=True)

    assert asked.title == "Delete the view Own – Strategy Tracker"
    assert "Rating: Red" in asked.words
    assert asked.links["stop sharing it"] == at(own)
    assert "executive saved this view and shares it." in " ".join(asked_of_other.words)
    assert "The view “Own” is deleted." in page(response).words
    assert page(response).links["Delete the view Other of executive"] == at(other, "delete/")


def test_saved_view_delete_of_one_that_is_gone_meanwhile_says_so(signed_in, there, monkeypatch):
    view = view_of(there, "reader", name="Red")
    client = signed_in("reader")
    hold = SavedView.objects.select_for_update

    def gone(*args, **options):
        SavedView.objects.all().delete()
        return hold(*args, **options)

    monkeypatch.setattr(SavedView.objects, "select_for_update", gone)
    response = client.post(at(view, "delete/"), follow=True)

    assert "This view is not there any more." in page(response).words


def test_saved_view_of_what_the_plan_has_no_more_says_so(signed_in, there):
    view = view_of(there, "reader", name="Old", query="priority=999999")
    client = signed_in("reader")

    shown = page(client.get(at(view)))
    opened = client.get(page(client.get(REGISTER)).links["Old (a saved view of reader)"])

    assert "This view asks for something that the plan does not have any more." in shown.words
    assert (opened.status_code, page(opened).words[1]) == (400, "Choose a priority from the list.")


def test_saved_view_shows_hostile_text_as_text(signed_in, there):
    view = view_of(there, "reader", name=HOSTILE, query='words=%22%3E%3Cscript%3E"', shared=True)
    there.people["reader"].name = HOSTILE
    there.people["reader"].save()

    for name, addresses in (("reader", (REGISTER, at(view), at(view, "delete/"))), ("team", (REGISTER,))):
        for address in addresses:
            content = signed_in(name).get(address).content
            assert b"<script>" not in content
            assert b'script%3E"' not in content


@pytest.mark.parametrize("owner", ["reader", "team"])
def test_saved_view_of_an_unknown_key_is_not_there(signed_in, there, owner):
    elsewhere = SavedViewFactory(owner=there.people[owner])
    client = signed_in(owner)

    assert [client.get(f"{REGISTER}views/{key}/").status_code for key in (elsewhere.pk, 10**30)] == [404, 404]


def test_saved_view_pages_answer_head_and_refuse_other_methods(signed_in, there):
    view = view_of(there, "reader")
    client = signed_in("reader")

    for address in (ADD, at(view), at(view, "delete/")):
        assert (client.head(address).status_code, client.put(address).status_code) == (200, 405)


@pytest.mark.parametrize("number", [1, 3])
def test_register_with_saved_views_needs_as_many_queries_as_without(
    signed_in, there, number, django_assert_num_queries
):
    for _ in range(number):
        SavedViewFactory(strategy=there.update.period.strategy, owner=there.people["reader"])
        SavedViewFactory(strategy=there.update.period.strategy, owner=UserFactory(), shared=True)
    client = signed_in("reader")
    client.get(REGISTER)

    with django_assert_num_queries(10):
        client.get(REGISTER)
