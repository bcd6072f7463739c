"""The pages on which the plan is changed: who may, what they ask, what they say, and that nothing typed is lost."""

import pytest

from commitments.models import Commitment, PlanChange
from tests.factories import (
    CommitmentFactory,
    MembershipFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    ThemeFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

PLAN = "/organisation-1/strategy-1/plan/"
AT = f"{PLAN}change/BD-04/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }}"
FORMS = ["reword/", "move/", "merge/", "stop/", "undo/", "lead/", "due/", ""]


@pytest.fixture
def commitment():
    return CommitmentFactory(priority__name="Be digital", ref="BD-04", wording="Open the ward")


@pytest.fixture
def period(commitment):
    return ReportingPeriodFactory(strategy=commitment.strategy, state="open", label="March 2022")


@pytest.fixture
def team(client, commitment):
    """A client signed in as one of the strategy team."""
    user = UserFactory(name="Sam")
    MembershipFactory(user=user, organisation=commitment.strategy.organisation, role="strategy_team")
    client.force_login(user)
    return client


def based_on(commitment, **given):
    """What a form sends of what it was based on, with the rest."""
    last = commitment.changes.order_by("-id").first()
    base = {"shown_wording": commitment.wording, "shown_change": last.pk if last else 0}
    period = commitment.strategy.periods.last()
    why = {"reason": "The need grew", "agreed_at": "Board", "period": period.pk if period else ""}
    return base | why | given


def said(response):
    return page(response).words


@pytest.mark.parametrize("form", FORMS)
def test_change_pages_are_there_for_who_may_change_the_plan(team, period, form):
    response = team.get(AT + form)

    assert response.status_code == 200
    assert "BD-04" in page(response).title


@pytest.mark.parametrize("at", [AT, f"{AT}reword/", f"{PLAN}add/", "/organisation-1/strategy-1/labels/"])
def test_change_pages_have_the_menu_of_every_other_page(team, period, at):
    assert list(page(team.get(at)).menu) == list(page(team.get(PLAN)).menu)


@pytest.mark.parametrize("form", FORMS)
def test_change_pages_of_what_is_not_there_are_not_found(team, form):
    StrategyFactory()

    assert team.get(f"{PLAN}change/BD-99/{form}").status_code == 404
    assert team.get(f"/organisation-2/strategy-2/plan/change/BD-04/{form}").status_code == 404
    assert team.get(AT.lower().replace("bd", "bD") + form).status_code == 200


@pytest.mark.parametrize("form", [*FORMS, "add"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_change_pages_are_refused_to_other_members(reader, form, method):
    CommitmentFactory(ref="BD-04")

    at = f"{PLAN}add/" if form == "add" else AT + form
    assert getattr(reader, method)(at).status_code == 403
    assert PlanChange.objects.count() == 0


def test_commitment_reword_saves_new_words_and_leads_back(team, commitment, period):
    response = team.post(f"{AT}reword/", based_on(commitment, wording="Open two wards"), follow=True)

    assert response.redirect_chain == [(AT, 302)]
    assert "BD-04 has new words. The old ones stay in the ledger." in said(response)
    commitment.refresh_from_db()
    change = PlanChange.objects.get()
    assert (commitment.wording, change.reason, change.agreed_at, change.period) == (
        *("Open two wards", "The need grew", "Board"),
        period,
    )


def test_commitment_reword_shows_present_words_and_offers_the_open_period(team, commitment, period):
    ReportingPeriodFactory(strategy=commitment.strategy, state="closed", label="June 2021")
    ReportingPeriodFactory(strategy=commitment.strategy, state="planned", label="June 2023")

    response = team.get(f"{AT}reword/")

    assert said(response).count("Open the ward") == 2  # beside the form and in it
    assert "June 2021" not in said(response)
    assert f'<option value="{period.pk}" selected>' in response.content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"wording": " "}, "Enter the new words"),
        ({"wording": "x" * 2001}, "New words must be 2,000 characters or fewer. This has 2,001"),
        ({"wording": "x", "reason": ""}, "Say why the plan is changed"),
        ({"wording": "x", "period": ""}, "Choose the period whose report tells this change"),
        ({"wording": "x", "period": "999"}, "Choose from the list"),
        ({"wording": "x", "agreed_at": "y" * 201}, "Agreed at must be 200 characters or fewer. This has 201"),
        ({"wording": "Open the ward"}, "These are the words that it has already. Change them, or leave this page."),
    ],
)
def test_commitment_reword_says_what_is_wrong_and_keeps_what_was_typed(team, commitment, period, given, sentence):
    response = team.post(f"{AT}reword/", based_on(commitment, **given))

    assert page(response).title.startswith("Error: Change the words of BD-04")
    assert sentence in said(response)
    assert given["wording"].strip() in response.content.decode()
    assert PlanChange.objects.count() == 0


def test_commitment_reword_of_a_stale_page_shows_both_texts_and_can_be_sent_again(team, commitment, period):
    typed = based_on(commitment, wording="Open four wards")
    Commitment.objects.update(wording="Open three wards")
    other = UserFactory(name="Kim")
    PlanChangeFactory(
        commitment=commitment, old="Open the ward", new="Open three wards", period=period, by=other, reason="Funded"
    )

    response = team.post(f"{AT}reword/", typed)

    words = said(response)
    assert any(each.startswith("Somebody else has changed BD-04 since you opened this page.") for each in words)
    assert words.count("Open four wards") == 1
    assert words[words.index("Words when you opened it") + 1] == "Open the ward"
    assert words[words.index("Words now") + 1] == "Open three wards"
    assert "The need grew" in words
    html = response.content.decode()
    assert 'name="shown_wording" value="Open three wards"' in html
    commitment.refresh_from_db()
    team.post(f"{AT}reword/", based_on(commitment, wording="Open four wards"))
    assert Commitment.objects.get().wording == "Open four wards"


def test_commitment_reword_with_a_fault_stays_based_on_what_was_seen(team, commitment, period):
    typed = based_on(commitment, wording="Open four wards", reason="")
    Commitment.objects.update(wording="Open three wards")

    response = team.post(f"{AT}reword/", typed)

    assert 'name="shown_wording" value="Open the ward"' in response.content.decode()


@pytest.mark.parametrize("shown", ["", "x", "9" * 500, "-1", "²"])
def test_commitment_reword_with_a_garbled_base_is_stale(team, commitment, period, shown):
    response = team.post(f"{AT}reword/", based_on(commitment, wording="Two wards") | {"shown_change": shown})

    assert (response.status_code, PlanChange.objects.count()) == (200, 0)
    assert "Changed since you opened this page" in said(response)


def test_commitment_reword_asks_for_no_period_where_the_plan_has_none(team, commitment):
    assert "Reported in" not in said(team.get(f"{AT}reword/"))

    team.post(f"{AT}reword/", based_on(commitment, wording="Open two wards"))

    assert PlanChange.objects.get().period is None


def test_commitment_reword_where_every_period_is_closed_says_what_to_do(team, commitment):
    ReportingPeriodFactory(strategy=commitment.strategy, state="closed")

    assert (
        "Every period of this plan is closed. Plan the next one first, so that its report can tell this change."
        in said(team.get(f"{AT}reword/"))
    )


def test_commitment_move_puts_it_in_another_place(team, commitment, period):
    theme = ThemeFactory(priority=PriorityFactory(strategy=commitment.strategy, name="Be kind"), name="Wards")

    response = team.post(f"{AT}move/", based_on(commitment, place=f"theme-{theme.pk}"), follow=True)

    assert "BD-04 now stands in Be kind · Wards." in said(response)
    assert Commitment.objects.get().theme == theme


def test_commitment_move_offers_every_other_place_of_the_plan(team, commitment, period):
    PriorityFactory(strategy=commitment.strategy, name="Be kind")
    PriorityFactory(name="Of another plan")

    words = said(team.get(f"{AT}move/"))

    assert words[words.index("New place") + 1 :][:2] == ["Choose", "Be kind"]
    assert "Of another plan" not in words


def test_commitment_merge_makes_it_part_of_another(team, commitment, period):
    other = CommitmentFactory(priority=commitment.priority, ref="BD-05")

    response = team.post(f"{AT}merge/", based_on(commitment, into=other.pk, sure="on"), follow=True)

    assert "BD-04 is part of BD-05 now. It owes no new update." in said(response)
    assert (
        "This was merged into BD-05. It owes no new update. Its words, place, posts and date can’t be changed."
        in said(response)
    )
    commitment.refresh_from_db()
    assert commitment.merged_into == other


def test_commitment_merge_lists_what_is_in_force_and_shortens_long_words(team, commitment, period):
    long = CommitmentFactory(priority=commitment.priority, ref="BD-05", wording="x " * 100)
    PlanChangeFactory(commitment=CommitmentFactory(priority=commitment.priority, ref="BD-06"), kind="stopped")

    words = said(team.get(f"{AT}merge/"))

    assert words[words.index("Merge into") + 2] == f"{long}"[:99] + "…"
    assert not any(each.startswith("BD-06") for each in words)


def test_commitment_merge_of_the_only_one_says_so(team, period):
    assert "There is no other commitment in this plan that it could become part of." in said(team.get(f"{AT}merge/"))


@pytest.mark.parametrize(
    ("form", "sentence"), [("merge/", "Tick the box to merge BD-04"), ("stop/", "Tick the box to stop BD-04")]
)
def test_what_takes_a_commitment_out_of_the_plan_asks_first(team, commitment, period, form, sentence):
    other = CommitmentFactory(priority=commitment.priority)

    response = team.post(AT + form, based_on(commitment, into=other.pk))

    assert sentence in said(response)
    assert PlanChange.objects.count() == 0


def test_commitment_stop_stops_it_and_offers_to_undo_that(team, commitment, period):
    response = team.post(f"{AT}stop/", based_on(commitment, sure="on"), follow=True)

    assert "BD-04 is stopped. It owes no new update." in said(response)
    shown = page(response)
    assert shown.links["Undo this change"] == f"{AT}undo/"
    assert "Change words" not in shown.links


def test_commitment_undo_takes_the_last_change_back(team, commitment, period):
    team.post(f"{AT}stop/", based_on(commitment, sure="on"))

    response = team.post(f"{AT}undo/", based_on(commitment, reason="Wrong one"), follow=True)

    assert "BD-04: stop undone. The ledger keeps both." in said(response)
    assert Commitment.objects.in_force().count() == 1


def test_commitment_undo_of_an_addition_leads_back_to_the_plan(team, commitment, period):
    Commitment.objects.update(in_published_plan=False)
    PlanChangeFactory(commitment=commitment, kind="added", new="Open the ward", period=period)

    response = team.post(f"{AT}undo/", based_on(commitment, reason="Twice"), follow=True)

    assert response.redirect_chain == [(PLAN, 302)]
    assert "BD-04: addition undone. The ledger keeps both." in said(response)
    assert team.get(AT).status_code == 404


def test_commitment_undo_says_why_it_can_not(team, commitment, period):
    assert "There is no change to undo." in said(team.get(f"{AT}undo/"))
    PlanChangeFactory(commitment=commitment, old="A", new="B")

    sentence = "This can’t be undone. It is not known in which period it was made, so a report may tell it."
    assert sentence in said(team.get(f"{AT}undo/"))
    assert sentence in said(team.post(f"{AT}undo/", based_on(commitment, reason="Wrong")))


def test_change_page_shows_hostile_words_as_words(team, commitment, period):
    Commitment.objects.update(wording=HOSTILE)
    commitment.refresh_from_db()

    for form in FORMS:
        assert "<script>alert" not in team.get(AT + form).content.decode()
    assert "<script>alert" not in team.post(f"{AT}reword/", {"wording": HOSTILE}).content.decode()


# Adding


def new(period, **given):
    return {"wording": "Train nurses", "reason": "Needed", "agreed_at": "", "period": period.pk} | given


def test_commitment_add_adds_it_to_the_plan(team, commitment, period):
    lead = PostFactory(organisation=commitment.strategy.organisation)
    place = f"priority-{commitment.priority.pk}"

    response = team.post(
        f"{PLAN}add/", new(period, place=place, ref="BD-09", lead=lead.pk, due="Q1 2026/27"), follow=True
    )

    assert response.redirect_chain == [(PLAN, 302)]
    assert "BD-09 was added to the plan." in said(response)
    made = Commitment.objects.get(ref="BD-09")
    assert (made.wording, made.lead, made.due_words, made.due_precision) == (
        "Train nurses",
        lead,
        "Q1 2026/27",
        "quarter",
    )


def test_commitment_add_offers_the_next_ref_of_the_place_that_was_chosen(team, commitment):
    html = team.get(f"{PLAN}add/?place=priority-{commitment.priority.pk}").content.decode()

    assert 'value="BD-05"' in html
    assert f'<option value="priority-{commitment.priority.pk}" selected>' in html
    assert 'value="BD-05"' not in team.get(f"{PLAN}add/?place=priority-999").content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"wording": "\u2028"}, "Enter its words"),
        ({"place": ""}, "Choose where it stands"),
        ({"place": "theme-9"}, "Choose from the list"),
        (
            {"ref": "/x"},
            "A ref must begin with a letter or a number, and have only these, blanks, hyphens and full stops",
        ),
        ({"ref": "bd-04"}, "BD-04 is there already: “Open the ward” Choose another ref."),
        ({"lead": "999"}, "Choose from the list"),
        ({"due": "soon"}, "Enter a date like 31 March 2027, March 2027, Q1 2026/27, 2027, 2026/27 or ongoing"),
        ({"reason": ""}, "Say why the plan is changed"),
    ],
)
def test_commitment_add_says_what_is_wrong(team, commitment, period, given, sentence):
    place = {"place": f"priority-{commitment.priority.pk}"}

    response = team.post(f"{PLAN}add/", new(period, **place | given))

    assert sentence in said(response)
    assert page(response).title == "Error: Add a commitment – Strategy Tracker"
    assert Commitment.objects.count() == 1


def test_commitment_add_uses_the_strategys_own_words(team, commitment):
    commitment.strategy.commitment_label = "Deliverable"
    commitment.strategy.save()

    assert page(team.get(f"{PLAN}add/")).title == "Add a deliverable – Strategy Tracker"


def test_commitment_add_to_a_strategy_without_priorities_says_what_is_missing(team, commitment):
    StrategyFactory(organisation=commitment.strategy.organisation)

    shown = page(team.get("/organisation-1/strategy-2/plan/add/"))

    assert "This strategy has no priorities yet." in shown.words
    assert shown.links["Add the first priority"] == "/organisation-1/strategy-2/plan/priorities/add/"
