"""Posts, acronyms, committees, labels and status words: added, changed, refused where somebody was faster."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.organisation import (
    LABELS,
    add_acronym,
    add_committee,
    add_post,
    change_acronym,
    change_committee,
    change_labels,
    change_post,
    change_status_words,
    remove_acronym,
    words_of,
)
from commitments.models import Acronym, AuditEvent, Committee, Post, StatusWord, Strategy
from tests.factories import (
    AcronymFactory,
    CommitteeFactory,
    OrganisationFactory,
    PostFactory,
    StatusWordFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


def refusal(attempt):
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def event():
    """The one audit event: what, of what kind of thing, before and after."""
    found = AuditEvent.objects.get()
    return found.what, found.thing, found.before, found.after


def test_add_post_makes_one_that_nobody_holds(by):
    post = add_post(organisation=OrganisationFactory(), title="Chief Nurse", by=by)

    assert (Post.objects.get(), post.holder, post.deputy) == (post, None, None)
    assert event() == ("added", "post", {}, {"title": "Chief Nurse"})


def test_add_post_refuses_a_title_that_is_there_whatever_its_case(by):
    post = PostFactory(title="Chief Nurse")

    said = refusal(lambda: add_post(organisation=post.organisation, title="chief nurse", by=by))

    assert (said, Post.objects.count()) == ("There is a post “chief nurse” already.", 1)
    add_post(organisation=OrganisationFactory(), title="Chief Nurse", by=by)


def test_change_post_corrects_its_title(by):
    post = PostFactory(title="Cheif Nurse")
    PostFactory(organisation=post.organisation, title="Matron")

    change_post(post=post, title="Chief nurse", shown={"title": "Cheif Nurse"}, by=by)

    assert event() == ("changed", "post", {"title": "Cheif Nurse"}, {"title": "Chief nurse"})
    change_post(post=post, title="Chief Nurse", shown={"title": "Chief nurse"}, by=by)  # its own title in another case
    assert refusal(lambda: change_post(post=post, title="matron", shown={"title": "Chief Nurse"}, by=by)) == (
        "There is a post “matron” already."
    )
    assert "It says now: “Chief Nurse”." in refusal(
        lambda: change_post(post=post, title="Nurse", shown={"title": "Cheif Nurse"}, by=by)
    )


def test_add_acronym_gives_it_one_meaning(by):
    organisation = OrganisationFactory()

    add_acronym(organisation=organisation, short="MDT", long="multidisciplinary team", by=by)
    said = refusal(lambda: add_acronym(organisation=organisation, short="MDT", long="meeting", by=by))

    assert said == "“MDT” stands for “multidisciplinary team” already. An acronym has one meaning: change that one."
    assert [(each.short, each.long) for each in Acronym.objects.all()] == [("MDT", "multidisciplinary team")]
    assert event() == ("added", "acronym", {}, {"short": "MDT", "long": "multidisciplinary team"})


def test_change_acronym_changes_what_differs(by):
    acronym = AcronymFactory(short="MDT", long="team")

    change_acronym(acronym=acronym, short="MDT", long="meeting", shown={"short": "MDT", "long": "team"}, by=by)

    assert Acronym.objects.get().long == "meeting"
    assert event() == ("changed", "acronym", {"long": "team"}, {"long": "meeting"})


def test_change_acronym_that_changes_nothing_writes_nothing_down(by):
    acronym = AcronymFactory(short="MDT", long="team")
    same = {"short": "MDT", "long": "team"}

    change_acronym(acronym=acronym, **same, shown=same, by=by)

    assert AuditEvent.objects.count() == 0


def test_change_acronym_is_refused_to_who_saw_another_meaning(by):
    acronym = AcronymFactory(short="MDT", long="meeting")

    said = refusal(
        lambda: change_acronym(acronym=acronym, short="MDT", long="mine", shown={"short": "MDT", "long": "team"}, by=by)
    )

    assert said == (
        "Somebody else has changed this since you opened the page. It says now: “meeting”. "
        "Nothing of yours was saved: save again if yours still holds."
    )
    assert Acronym.objects.get().long == "meeting"


def test_change_acronym_into_one_that_is_there_or_of_one_that_is_gone_is_refused(by):
    acronym = AcronymFactory(short="MDT", long="team")
    AcronymFactory(organisation=acronym.organisation, short="ODN", long="network")
    shown = {"short": "MDT", "long": "team"}

    assert refusal(lambda: change_acronym(acronym=acronym, short="ODN", long="team", shown=shown, by=by)) == (
        "“ODN” stands for “network” already. An acronym has one meaning: change that one."
    )
    Acronym.objects.filter(pk=acronym.pk).delete()
    assert refusal(lambda: change_acronym(acronym=acronym, short="MDT", long="x", shown=shown, by=by)) == (
        "Somebody else has removed this acronym meanwhile. You can add it again."
    )


def test_remove_acronym_takes_it_off_the_list(by):
    acronym = AcronymFactory(short="MDT", long="team")

    remove_acronym(acronym=acronym, by=by)

    assert Acronym.objects.count() == 0
    assert event() == ("removed", "acronym", {"short": "MDT", "long": "team"}, {})


def test_add_committee_keeps_the_days_of_its_papers(by):
    organisation = OrganisationFactory()

    add_committee(organisation=organisation, name="Trust Board", papers_working_days=7, by=by)
    said = refusal(lambda: add_committee(organisation=organisation, name="trust board", papers_working_days=5, by=by))

    assert said == "There is a committee “trust board” already."
    assert Committee.objects.values_list("name", "papers_working_days").get() == ("Trust Board", 7)
    assert event() == ("added", "committee", {}, {"name": "Trust Board", "papers_working_days": 7})


def test_change_committee_changes_what_differs(by):
    committee = CommitteeFactory(name="Board", papers_working_days=5)
    CommitteeFactory(organisation=committee.organisation, name="Quality")
    shown = {"name": "Board", "papers_working_days": "5"}

    change_committee(committee=committee, name="Board", papers_working_days=6, oversees=(), shown=shown, by=by)

    assert event() == ("changed", "committee", {"papers_working_days": 5}, {"papers_working_days": 6})
    assert "It says now: “6”." in refusal(
        lambda: change_committee(
            committee=committee, name="Board", papers_working_days=9, oversees=(), shown=shown, by=by
        )
    )
    shown["papers_working_days"] = "6"
    assert refusal(
        lambda: change_committee(
            committee=committee, name="QUALITY", papers_working_days=6, oversees=(), shown=shown, by=by
        )
    ) == ("There is a committee “QUALITY” already.")


def labels_of(strategy):
    return {name: getattr(strategy, name) for name in LABELS}


def test_change_labels_changes_what_the_plan_calls_its_levels(by):
    strategy = StrategyFactory()
    shown = labels_of(strategy)

    change_labels(strategy=strategy, labels=shown | {"priority_label": "Aim"}, shown=shown, by=by)

    assert labels_of(Strategy.objects.get()) == shown | {"priority_label": "Aim"}
    assert event() == ("changed", "strategy", {"priority_label": "Priority"}, {"priority_label": "Aim"})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"theme_label": ""}, "Every label and every mark needs a word or a sign."),
        ({"added_marker": "**"}, "Give reworded and added two different marks."),
    ],
)
def test_change_labels_refuses_what_the_report_could_not_print(by, given, sentence):
    strategy = StrategyFactory()
    shown = labels_of(strategy)

    assert refusal(lambda: change_labels(strategy=strategy, labels=shown | given, shown=shown, by=by)) == sentence


def test_change_labels_is_refused_to_who_saw_others(by):
    strategy = StrategyFactory()
    shown = labels_of(strategy) | {"theme_label": "Strand"}

    said = refusal(lambda: change_labels(strategy=strategy, labels=shown, shown=shown, by=by))

    assert "It says now: “Theme”." in said


def test_status_words_are_the_usual_ones_until_a_strategy_has_its_own():
    word = StatusWordFactory(code="green", word="On track", meaning="All is well")

    found = words_of(word.strategy)

    assert found["green"] == ("On track", "All is well")
    assert found["red"] == ("Red", "")
    assert len(found) == 10


def test_change_status_words_keeps_those_that_differ(by):
    strategy = StatusWordFactory(code="green", word="On track").strategy
    shown = words_of(strategy)

    change_status_words(
        strategy=strategy, said=shown | {"green": ("", "Well"), "red": ("Stuck", "Behind")}, shown=shown, by=by
    )

    assert sorted(StatusWord.objects.values_list("code", "word", "meaning")) == [
        ("green", "Green", "Well"),
        ("red", "Stuck", "Behind"),
    ]
    assert event() == (
        "status words changed",
        "strategy",
        {"green": ["On track", ""], "red": ["Red", ""]},
        {"green": ["Green", "Well"], "red": ["Stuck", "Behind"]},
    )


def test_change_status_words_that_changes_nothing_writes_nothing_down(by):
    strategy = StrategyFactory()

    change_status_words(strategy=strategy, said=words_of(strategy), shown=words_of(strategy), by=by)

    assert (StatusWord.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_change_status_words_refuses_two_that_are_called_the_same(by):
    strategy = StrategyFactory()
    shown = words_of(strategy)

    said = refusal(
        lambda: change_status_words(strategy=strategy, said=shown | {"red": ("green", "")}, shown=shown, by=by)
    )

    assert said == "Two stages or ratings are called “Green”. Give each a word of its own."


def test_change_status_words_is_refused_to_who_saw_others(by):
    strategy = StrategyFactory()
    shown = words_of(strategy)
    StatusWordFactory(strategy=strategy, code="green", word="On track", meaning="Well")

    said = refusal(lambda: change_status_words(strategy=strategy, said=shown, shown=shown, by=by))

    assert "It says now: “On track: Well”." in said
