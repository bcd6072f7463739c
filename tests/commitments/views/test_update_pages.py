"""What the pages of an update show."""

import pytest

from commitments.actions.updates import approve
from commitments.models import StatusUpdate, UpdatePoint
from tests.commitments.views.writing_rooms import room
from tests.factories import (
    AcronymFactory,
    ExtensionFactory,
    StatusWordFactory,
    UserFactory,
)
from tests.pages import page
from tests.people import world

pytestmark = pytest.mark.django_db
WHOLE = {"stage": "in_progress", "rating": "green", "progress": "Patients moved\n  Ward 1", "answer": "done"}


@pytest.fixture
def here(client):
    return room(client)


def text(response):
    return response.content.decode()


def test_update_edit_shows_last_time_beside_the_form(here):
    shown = page(here.client.get(here.address))

    assert shown.title == "Update of C1 for September 2022 – Strategy Tracker"
    assert shown.words[:3] == ["Commitment C1, update for September 2022", "Open the new hospital", "Draft"]
    start = shown.words.index("Said, then did")
    assert shown.words[start + 1 : start + 7] == [
        *("March 2022 named this next step. Say what came of it.", "Move the patients"),
        *("Done", "Partly done", "Not done", "Dropped"),
    ]
    progress = shown.words.index("Progress")
    assert shown.words[progress + 1 : progress + 4] == [
        *("March 2022", "The building was handed over", "What has been done since March 2022")
    ]
    stands = shown.words.index("Where it stands")
    assert shown.words[stands + 1 : stands + 5] == ["March 2022", "In progress", "Amber", "Late"]
    assert not StatusUpdate.objects.filter(period=here.period).exists()


def test_update_edit_has_the_strategys_own_words_and_meanings(here):
    StatusWordFactory(strategy=here.period.strategy, code="amber", word="Wobbling", meaning="May slip")

    words = page(here.client.get(here.address)).words

    assert words[words.index("Wobbling", words.index("Rating")) + 1] == "May slip"
    assert "Merged" not in words


def test_update_edit_keeps_the_stage_that_only_the_plan_gives(here):
    here.saves(stage="in_progress")
    StatusUpdate.objects.filter(period=here.period).update(stage="merged", rating="")

    assert "Merged" in page(here.client.get(here.address)).words


def test_update_edit_of_a_first_report_has_no_last_time(here):
    here.step.update.points.all().delete()
    here.step.update.delete()

    shown = page(here.client.get(here.address))

    assert "Said, then did" not in shown.words
    assert "March 2022" not in shown.words
    assert "What has been done" in shown.words


def test_update_edit_shows_what_was_saved_as_it_was_typed(here):
    here.saves(**WHOLE | {"answer": "partly", "why": "Begun", "carry": "on", "next": "Hire\n  Nurse"})

    shown = text(here.client.get(here.address))

    assert ">Patients moved\n  Ward 1</textarea>" in shown
    assert ">Hire\n  Nurse</textarea>" in shown
    assert ">Begun</textarea>" in shown
    assert 'value="partly" checked' in shown
    assert f'name="carry-{here.step.pk}" type="checkbox" value="on" checked' in shown
    assert '<input type="hidden" name="revision" value="1">' in shown


def test_update_edit_previews_without_saving(here):
    response = here.sends("preview", progress="Patients moved\n  Ward 1\n" + "x " * 60)
    shown = page(response)

    assert "In the report: 5 lines" in shown.words
    assert ("• Patients moved" in shown.words, "– Ward 1" in shown.words) == (True, True)
    assert "data-unsaved" in text(response)
    assert not StatusUpdate.objects.filter(period=here.period).exists()


def test_update_edit_warns_of_a_long_column_and_cuts_nothing(here):
    response = here.sends("preview", progress="\n".join(f"Line {number}" for number in range(22)))

    assert "In the report: 22 lines" in page(response).words
    assert "This is more than half a page, which has 21 lines. Nothing is cut." in page(response).words
    assert "• Line 21" in page(response).words


def test_update_edit_draws_the_column_that_the_report_has(here):
    assert 'class="app-drawn app-drawn--0-3"' in text(here.client.get(here.address))


def test_update_edit_helps_and_never_blocks(here):
    AcronymFactory(organisation=here.period.strategy.organisation, short="CNIO", long="Nursing")
    typed = {"progress": "The building was handed over", "next": "By March 2020, with the CNOI"}

    shown = page(here.sends("preview", **typed))
    start = shown.words.index("Worth another look")

    assert shown.words[start + 1 : start + 4] == [
        "The only line is the same as in March 2022. Say what has happened since.",
        "Next names a date that has passed: March 2020.",
        "CNOI is not on the list of acronyms. Did you mean CNIO?",
    ]
    assert here.sends("submit", **WHOLE | typed).status_code == 302


def test_update_edit_carries_a_step_forward_and_says_when_it_is_missed_twice(here):
    here.saves(answer="not_done", why="No staff", carry="on")
    point = UpdatePoint.objects.get(update__period=here.period, kind="next")
    assert (point.text, point.carried_from) == ("Move the patients", here.step)
    assert "• Move the patients" in page(here.client.get(here.address)).words

    before = UpdatePoint.objects.create(update=here.step.update, kind="evidence", text="Older", position=0)
    here.step.carried_from = before
    here.step.save()
    assert (
        "Carried forward once before. If it is carried forward again, it is missed twice."
        in page(here.client.get(here.address)).words
    )
    before.carried_from = UpdatePoint.objects.create(
        update=here.step.update, kind="evidence", text="Oldest", position=1
    )
    before.save()
    assert "Missed twice" in page(here.client.get(here.address)).words
    oldest = before.carried_from
    oldest.carried_from = UpdatePoint.objects.create(update=here.step.update, kind="evidence", text="First", position=2)
    oldest.save()
    assert "Missed 3 times" in page(here.client.get(here.address)).words


def test_update_edit_says_what_came_back_and_why_it_was_reopened(here):
    here.saves(stage="in_progress")
    StatusUpdate.objects.filter(period=here.period).update(return_note="Say when", reopened_because="A wrong figure")

    words = page(here.client.get(here.address)).words

    assert words[words.index("This update came back") + 1] == "Say when"
    assert words[words.index("This update was reopened") + 1] == "A wrong figure"


def test_update_edit_says_by_when_and_why_later(here):
    here.period.updates_due_on = "2022-09-15"
    here.period.save()
    ExtensionFactory(period=here.period, commitment=here.commitment, due_on="2022-09-30", reason="On leave")

    words = " ".join(page(here.client.get(here.address)).words)

    assert "Late by" in words
    assert ", on 30 September 2022 . Extended: On leave" in words


def test_update_edit_shows_an_approved_update_to_read(here):
    here.sends("submit", **WHOLE | {"evidence": "Paper 7", "answer": "partly", "why": "Half of them", "carry": "on"})
    approve(update=here.update, by=UserFactory(name="Priya Nair"))

    shown = page(here.client.get(here.address))

    start = shown.words.index("Said, then did")
    assert shown.words[start + 1 : start + 4] == ["Move the patients", "Partly done, carried forward", "Half of them"]
    now = shown.words.index("Now: September 2022")
    assert shown.words[now + 1 : now + 9] == [
        *("In progress", "Green", "Progress", "Patients moved", "Ward 1", "Next", "Move the patients", "Evidence")
    ]
    assert any(word.startswith("Approved by Priya Nair on ") for word in shown.words)
    assert here.sends("withdraw").status_code == 302
    assert here.update.state == "approved"


def test_update_edit_shows_the_executives_rating_beside_the_leads(here):
    StatusUpdate.objects.filter(pk=here.step.update_id).update(executive_rating="red")
    words = page(here.client.get(here.address)).words
    stands = words.index("Where it stands")
    assert words[stands + 1 : stands + 6] == ["March 2022", "In progress", "Amber", "Executive’s own rating:", "Red"]

    here.sends("submit", **WHOLE)
    approve(update=here.update, by=UserFactory(), rating="amber")
    words = page(here.client.get(here.address)).words
    now = words.index("Now: September 2022")
    assert words[now + 1 : now + 5] == ["In progress", "Green", "Executive’s own rating:", "Amber"]


def test_update_edit_says_that_a_carried_step_keeps_its_words(here):
    words = page(here.client.get(here.address)).words

    carried = next(place for place, each in enumerate(words) if each.startswith("Carry it forward to Next"))
    assert "If its words should change, leave this empty" in " ".join(words[carried : carried + 3])


def test_update_edit_that_nobody_has_written_can_be_read(client):
    there = world()
    StatusUpdate.objects.all().delete()
    client.force_login(there.people["secretary"])
    at = "/".join(["", *there.update.period.address, "updates", there.update.commitment.ref, ""])

    assert "Nothing has been written yet." in page(client.get(at)).words
    assert client.post(at, {"do": "withdraw"}).status_code == 403


def test_update_edit_draws_for_its_script(here):
    response = here.sends("draw", progress="<b>Patients</b> moved", next="By March 2020")

    said = response.json()
    assert set(said) == {"progress", "next", "hints"}
    assert "&lt;b&gt;Patients" in said["progress"]
    assert "In the report: 1 line<" in said["progress"].replace("\n", "")
    assert "Next names a date that has passed: March 2020." in said["hints"]
    assert here.sends("draw", progress="x" * 2001).status_code == 422
    assert not StatusUpdate.objects.filter(period=here.period).exists()


def test_update_edit_needs_as_many_queries_for_three_points_as_for_one(here, django_assert_num_queries):
    here.saves(progress="A", next="D")
    here.client.get(here.address)  # where it says that it is saved
    for number in (1, 3):
        with django_assert_num_queries(20):
            here.client.get(here.address)
        for place in (1, 2)[: 3 - number]:
            UpdatePoint.objects.create(update=here.step.update, kind="next", text=f"Step {place}", position=place)
        here.saves(progress="A\nB\nC", next="D\nE\nF")
        here.client.get(here.address)


def test_update_edit_goes_by_the_newest_words_of_the_strategy(here):
    here.period.strategy.commitment_label = "Deliverable"
    here.period.strategy.save()

    assert page(here.client.get(here.address)).words[0] == "Deliverable C1, update for September 2022"


def test_update_edit_is_not_filled_in_by_the_browser(here):
    """One that loads the page again would put the old words beside the new revision, and over what somebody else saved."""
    html = text(here.client.get(here.address))

    assert 'autocomplete="off"' in html[: html.index("data-writes")]
