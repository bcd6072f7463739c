"""Priorities, themes and sub-themes: added, renamed, put in order, removed while nothing stands in them."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.levels import (
    Words,
    add_priority,
    add_theme,
    beside,
    change_level,
    plain,
    remove_level,
    reorder_level,
)
from commitments.models import AuditEvent, PlanChange, Priority, Theme
from tests.factories import (
    CommitmentFactory,
    EditionFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SuccessMeasureFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def priority():
    return PriorityFactory(name="Be kind", position=3)


def refusal(attempt):
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def event():
    (found,) = AuditEvent.objects.values("what", "thing", "thing_id", "by", "before", "after")
    return found


def test_add_priority_puts_it_last_with_all_that_is_said_of_it(priority, by):
    strategy = priority.strategy
    lead = PostFactory(organisation=strategy.organisation, title="Nurse")

    made = add_priority(strategy=strategy, words=Words(" Be  safe ", "One.\r\n\r\nTwo. ", "No harm", lead), by=by)

    made.refresh_from_db()
    assert (made.name, made.context, made.strapline) == ("Be safe", "One.\n\nTwo.", "No harm")
    assert (made.executive_lead, made.position, list(strategy.priorities.all())) == (lead, 4, [priority, made])
    assert event() == {
        "what": "added",
        "thing": "priority",
        "thing_id": made.pk,
        "by": by.pk,
        "before": {},
        "after": {"name": "Be safe", "strapline": "No harm", "context": "One.\n\nTwo.", "executive_lead": "Nurse"},
    }


def test_add_priority_to_an_empty_strategy_is_the_first(by):
    assert add_priority(strategy=StrategyFactory(), words=Words("Be safe"), by=by).position == 1


def test_add_theme_puts_it_last_in_its_priority_or_theme(priority, by):
    care = ThemeFactory(priority=priority, name="Care", position=5)
    wards = ThemeFactory(parent=care, name="Wards", position=9)

    staff = add_theme(priority=priority, words=Words("Staff", "Why"), by=by)
    clinics = add_theme(priority=priority, under=care, words=Words("Clinics"), by=by)

    assert (beside(staff), beside(clinics)) == ([care, staff], [wards, clinics])
    assert (staff.context, clinics.parent, clinics.priority) == ("Why", care, priority)
    assert list(AuditEvent.objects.values_list("what", "thing", "thing_words")) == [
        ("added", "theme", "Clinics"),
        ("added", "theme", "Staff"),
    ]


def test_add_theme_below_a_sub_theme_or_in_another_priority_is_refused(priority, by):
    sub = ThemeFactory(parent=ThemeFactory(priority=priority), name="Wards")
    elsewhere = ThemeFactory(name="Clinics")

    for under in (sub, elsewhere):
        sentence = f"“{under}” can’t have another level below it. Choose where it stands from the list."
        assert (
            refusal(lambda under=under: add_theme(priority=priority, under=under, words=Words("X"), by=by)) == sentence
        )
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (Words(" \u2028"), "Enter the name."),
        (Words("be KIND"), "There is “Be kind” already. Choose another name."),
    ],
)
def test_names_are_there_and_each_is_one_of_its_kind(priority, by, words, sentence):
    theme = ThemeFactory(priority=priority, name="Be kind")
    other = ThemeFactory(priority=priority, name="Staff")
    safe = PriorityFactory(strategy=priority.strategy, name="Be safe")

    attempts = [
        lambda: add_priority(strategy=priority.strategy, words=words, by=by),
        lambda: change_level(level=safe, words=words, shown=plain(safe), by=by),
        lambda: add_theme(priority=priority, words=words, by=by),
        lambda: change_level(level=other, words=words, shown=plain(other), by=by),
    ]

    assert [refusal(each) for each in attempts] == [sentence] * 4
    assert (Priority.objects.count(), Theme.objects.count(), AuditEvent.objects.count()) == (2, 2, 0)
    assert add_theme(priority=priority, under=theme, words=Words("Be kind"), by=by).parent == theme
    assert add_theme(priority=safe, words=Words("Be kind"), by=by).priority == safe
    assert add_priority(strategy=StrategyFactory(), words=Words("Be kind"), by=by).position == 1


def test_change_level_changes_words_and_writes_down_what_differs(priority, by):
    old, new = (PostFactory(organisation=priority.strategy.organisation, title=title) for title in ("Old", "New"))
    Priority.objects.update(executive_lead=old, context="Same", strapline="Soft")
    priority.refresh_from_db()

    change_level(level=priority, words=Words("be kind", "Same", "", new), shown=plain(priority), by=by)

    now = Priority.objects.get()
    assert (now.name, now.context, now.strapline, now.executive_lead) == ("be kind", "Same", "", new)
    assert event() == {
        "what": "changed",
        "thing": "priority",
        "thing_id": now.pk,
        "by": by.pk,
        "before": {"name": "Be kind", "strapline": "Soft", "executive_lead": "Old"},
        "after": {"name": "be kind", "strapline": "", "executive_lead": "New"},
    }
    assert PlanChange.objects.count() == 0


def test_change_level_to_the_same_writes_nothing_down(priority, by):
    theme = ThemeFactory(priority=priority, name="Care", context="One.\n\nTwo.")

    change_level(
        level=theme,
        words=Words("Care", "One.\r\n\r\nTwo."),
        shown={"name": "Care", "context": "One.\r\n\r\nTwo."},
        by=by,
    )

    assert AuditEvent.objects.count() == 0


def test_change_level_leaves_the_editions_and_the_ledger_as_they_are(priority, by):
    period = ReportingPeriodFactory(strategy=priority.strategy)
    theme = ThemeFactory(priority=priority, name="Care")
    commitment = CommitmentFactory(theme=theme)
    PlanChangeFactory(commitment=commitment, kind="moved", old="Be kind", new="Be kind · Care", period=period)
    edition = EditionFactory(report=ReportFactory(period=period))
    assert "Be kind" in edition.document

    change_level(level=priority, words=Words("Be gentle"), shown=plain(priority), by=by)
    change_level(level=theme, words=Words("Caring"), shown=plain(theme), by=by)

    before = edition.document
    edition.refresh_from_db()
    assert edition.document == before
    assert list(PlanChange.objects.values_list("old", "new")) == [("Be kind", "Be kind · Care")]
    commitment.refresh_from_db()
    assert (commitment.theme.name, commitment.priority.name) == ("Caring", "Be gentle")


def test_change_level_is_refused_to_who_saw_other_words(priority, by):
    shown = plain(priority)
    Priority.objects.update(name="Be gentle")

    assert refusal(lambda: change_level(level=priority, words=Words("Mine"), shown=shown, by=by)) == (
        "Somebody else has changed this since you opened the page. It says now: Name: “Be gentle”. "
        "Nothing of yours was saved: save again if yours still holds."
    )
    assert Priority.objects.get().name == "Be gentle"


def test_executive_lead_is_a_post_of_the_organisation(priority, by):
    words = Words("Be kind", executive_lead=PostFactory(title="Dean"))

    sentence = f"Dean is not a post of {priority.strategy.organisation}."
    assert refusal(lambda: change_level(level=priority, words=words, shown=plain(priority), by=by)) == sentence


@pytest.mark.parametrize("positions", [(1, 2, 3), (0, 0, 0), (4, 9, 9)])
@pytest.mark.parametrize(("which", "after"), [(0, "BAC"), (2, "ACB")])
@pytest.mark.parametrize("kind", ["priority", "theme", "sub-theme"])
def test_reorder_level_changes_places_with_a_neighbour(by, kind, which, after, positions):
    strategy = StrategyFactory()
    above = PriorityFactory(strategy=strategy) if kind != "priority" else None
    parent = ThemeFactory(priority=above) if kind == "sub-theme" else None
    made = {
        "priority": lambda **given: PriorityFactory(strategy=strategy, **given),
        "theme": lambda **given: ThemeFactory(priority=above, **given),
        "sub-theme": lambda **given: ThemeFactory(parent=parent, **given),
    }[kind]
    rows = [made(name=name, position=position) for name, position in zip("ABC", positions, strict=True)]

    reorder_level(level=rows[which], up=which == 2, by=by)

    assert "".join(each.name for each in beside(rows[0])) == after
    found = event()
    assert (found["what"], found["before"], found["after"]) == ("reordered", {"place": which + 1}, {"place": 2})


def test_reorder_level_ends_at_the_ends(priority, by):
    assert refusal(lambda: reorder_level(level=priority, up=True, by=by)) == "“Be kind” is first already."
    assert refusal(lambda: reorder_level(level=priority, up=False, by=by)) == "“Be kind” is last already."


@pytest.mark.parametrize("kind", ["priority", "theme", "sub-theme"])
def test_remove_level_takes_what_is_empty_out_and_writes_it_down(priority, by, kind):
    theme = ThemeFactory(priority=PriorityFactory(), name="Be kind")
    level = {"priority": priority, "theme": theme, "sub-theme": ThemeFactory(parent=theme, name="Be kind")}[kind]
    if kind == "theme":
        theme.sub_themes.all().delete()

    remove_level(level=level, by=by)

    assert not type(level).objects.filter(pk=level.pk).exists()
    assert (event()["what"], event()["before"]["name"]) == ("removed", "Be kind")


CONTENTS = {
    "1 theme": lambda priority: ThemeFactory(parent=ThemeFactory(priority=priority)),
    "2 pledges": lambda priority: CommitmentFactory.create_batch(2, priority=priority),
    "1 success measure": lambda priority: SuccessMeasureFactory(priority=priority),
    "1 highlight or challenge": lambda priority: NarrativePointFactory(
        priority=priority, period=ReportingPeriodFactory(strategy=priority.strategy)
    ),
}


@pytest.mark.parametrize("what", CONTENTS)
def test_remove_level_is_refused_while_anything_stands_in_a_priority(priority, by, what):
    priority.strategy.commitment_label_plural = "Pledges"
    priority.strategy.save()
    CONTENTS[what](priority)

    said = refusal(lambda: remove_level(level=priority, by=by))

    assert said == f"“Be kind” has {what}. Move or remove what stands in it first."
    assert Priority.objects.filter(pk=priority.pk).exists()
    assert AuditEvent.objects.count() == 0


def test_remove_level_is_refused_while_anything_stands_in_a_theme(priority, by):
    theme = ThemeFactory(priority=priority, name="Care")
    ThemeFactory(parent=theme)
    for _ in range(2):
        CommitmentFactory(theme=theme)

    assert refusal(lambda: remove_level(level=theme, by=by)) == (
        "“Care” has 1 sub-theme and 2 commitments. Move or remove what stands in it first."
    )


def test_remove_level_is_refused_where_the_ledger_keeps_a_mistake(priority, by):
    mistake = PlanChangeFactory(kind="added", commitment=CommitmentFactory(priority=priority, ref="BK-01"))
    PlanChangeFactory(kind="added", commitment=mistake.commitment, undoes=mistake)

    assert refusal(lambda: remove_level(level=priority, by=by)) == (
        "The ledger keeps BK-01, which was added to “Be kind” by mistake, so “Be kind” has to stay."
    )


def test_what_somebody_else_removed_is_changed_no_more(priority, by):
    theme = ThemeFactory(priority=priority, name="Care")
    gone = Theme.objects.get()
    theme.delete()
    attempts = [
        lambda: change_level(level=gone, words=Words("X"), shown={}, by=by),
        lambda: reorder_level(level=gone, up=True, by=by),
        lambda: remove_level(level=gone, by=by),
        lambda: add_theme(priority=priority, under=gone, words=Words("X"), by=by),
    ]

    assert [refusal(each) for each in attempts] == ["Somebody else has removed “Care” meanwhile."] * 4
    assert AuditEvent.objects.count() == 0
