"""The lists of an organisation that its plans and reports use: posts, committees, acronyms, labels and status words."""

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from commitments.actions import RefusedError
from commitments.actions.changes import hold as hold_plan
from commitments.actions.oversight import oversee, overseen_now, priorities_of
from commitments.actions.people import hold
from commitments.models import (
    Acronym,
    AuditEvent,
    Committee,
    Organisation,
    Post,
    Rating,
    Stage,
    StatusWord,
    Strategy,
    User,
)

_Row = TypeVar("_Row", bound=models.Model)
LABELS = (
    *("priority_label", "priority_label_plural", "theme_label", "theme_label_plural"),
    *("commitment_label", "commitment_label_plural", "reworded_marker", "added_marker"),
)
DEFAULTS = dict([*Stage.choices, *Rating.choices])


@transaction.atomic
def add_post(*, organisation: Organisation, title: str, by: User) -> Post:
    """Adds a post that nobody holds yet: who holds it is an administrator's to say. Raises RefusedError for a title that is there."""
    hold(organisation)
    _refuse_double(organisation.posts.all(), "title", title, f"There is a post “{title}” already.")
    post = Post.objects.create(organisation=organisation, title=title)
    _record(organisation, "added", post, by, after={"title": post.title})
    return post


@transaction.atomic
def change_post(*, post: Post, title: str, shown: Mapping[str, str], by: User) -> Post:
    """Corrects the title of a post. Raises RefusedError where it is not as shown, and for a title that is there already."""
    hold(post.organisation)
    now = Post.objects.select_related("organisation").get(pk=post.pk)
    _refuse_stale({"title": now.title}, shown)
    others = now.organisation.posts.exclude(pk=now.pk)
    _refuse_double(others, "title", title, f"There is a post “{title}” already.")
    return _changed(now, now.organisation, by, {"title": title})


@transaction.atomic
def add_acronym(*, organisation: Organisation, short: str, long: str, by: User) -> Acronym:
    """Adds an acronym. Raises RefusedError for one that is there: each has one meaning."""
    hold(organisation)
    _refuse_other_meaning(organisation, short)
    acronym = Acronym.objects.create(organisation=organisation, short=short, long=long)
    _record(organisation, "added", acronym, by, after={"short": short, "long": long})
    return acronym


@transaction.atomic
def change_acronym(*, acronym: Acronym, short: str, long: str, shown: Mapping[str, str], by: User) -> Acronym:
    """Changes an acronym or its meaning. Raises RefusedError where it is not as shown, and for one that is there already."""
    hold(acronym.organisation)
    now = Acronym.objects.select_related("organisation").filter(pk=acronym.pk).first()
    if now is None:
        raise RefusedError("Somebody else has removed this acronym meanwhile. You can add it again.")
    _refuse_stale({"short": now.short, "long": now.long}, shown)
    if short != now.short:
        _refuse_other_meaning(now.organisation, short)
    return _changed(now, now.organisation, by, {"short": short, "long": long})


@transaction.atomic
def remove_acronym(*, acronym: Acronym, by: User) -> None:
    """Takes an acronym off the list. Reports that were issued keep it."""
    hold(acronym.organisation)
    before = {"short": acronym.short, "long": acronym.long}
    _record(acronym.organisation, "removed", acronym, by, before=before)
    Acronym.objects.filter(pk=acronym.pk).delete()


@transaction.atomic
def add_committee(*, organisation: Organisation, name: str, papers_working_days: int, by: User) -> Committee:
    """Adds a committee, with the working days before a meeting that its papers are due. Raises RefusedError for a name that is there."""
    hold(organisation)
    _refuse_double(organisation.committees.all(), "name", name, f"There is a committee “{name}” already.")
    committee = Committee.objects.create(organisation=organisation, name=name, papers_working_days=papers_working_days)
    _record(organisation, "added", committee, by, after={"name": name, "papers_working_days": papers_working_days})
    return committee


@transaction.atomic
def change_committee(
    *,
    committee: Committee,
    name: str,
    papers_working_days: int,
    oversees: Collection[int],
    shown: Mapping[str, str],
    by: User,
) -> Committee:
    """Changes a committee, and which priorities it oversees, by their keys: one of another committee's moves.

    Raises RefusedError where anything is not as shown, and for a name that is there already.
    """
    hold(committee.organisation)
    now = Committee.objects.select_related("organisation").get(pk=committee.pk)
    priorities = priorities_of(now.organisation)
    there = {"name": now.name, "papers_working_days": now.papers_working_days, **overseen_now(priorities)}
    _refuse_stale(there, shown)
    others = now.organisation.committees.exclude(pk=now.pk)
    _refuse_double(others, "name", name, f"There is a committee “{name}” already.")
    _changed(now, now.organisation, by, {"name": name, "papers_working_days": papers_working_days})
    oversee(now, oversees, priorities, by)
    return now


@transaction.atomic
def change_labels(*, strategy: Strategy, labels: Mapping[str, str], shown: Mapping[str, str], by: User) -> Strategy:
    """Changes what a strategy calls its levels (LABELS), and the two marks of reworded and added commitments.

    Raises RefusedError where they are not as shown, for an empty one, and for two marks that are the same.
    """
    hold_plan(strategy)
    now = Strategy.objects.select_related("organisation").get(pk=strategy.pk)
    _refuse_stale({name: getattr(now, name) for name in LABELS}, shown)
    if not all(labels[name] for name in LABELS):
        raise RefusedError("Every label and every mark needs a word or a sign.")
    if labels["reworded_marker"] == labels["added_marker"]:
        raise RefusedError("Give reworded and added two different marks.")
    return _changed(now, now.organisation, by, {name: labels[name] for name in LABELS})


@transaction.atomic
def change_status_words(
    *, strategy: Strategy, said: Mapping[str, tuple[str, str]], shown: Mapping[str, tuple[str, str]], by: User
) -> None:
    """Changes what a strategy calls its stages and ratings and what it means by them: by code, a word and a meaning.

    An empty word is the usual one. Raises RefusedError where they are not as shown, and where two are called the same.
    """
    hold_plan(strategy)
    before = words_of(strategy)
    _refuse_stale(before, shown)
    after = {code: (said[code][0] or DEFAULTS[code], said[code][1]) for code in DEFAULTS}
    called = [word.casefold() for word, _meaning in after.values()]
    if double := next((word for word, _meaning in after.values() if called.count(word.casefold()) > 1), ""):
        raise RefusedError(f"Two stages or ratings are called “{double}”. Give each a word of its own.")
    changed = [code for code in DEFAULTS if after[code] != before[code]]
    for code in changed:
        word, meaning = after[code]
        StatusWord.objects.update_or_create(strategy=strategy, code=code, defaults={"word": word, "meaning": meaning})
    if changed:
        _record(
            strategy.organisation,
            "status words changed",
            strategy,
            by,
            before={code: list(before[code]) for code in changed},
            after={code: list(after[code]) for code in changed},
        )


def words_of(strategy: Strategy) -> dict[str, tuple[str, str]]:
    """What a strategy calls each stage and rating, and what it means by it, by code: the usual word where it says nothing."""
    own = {each.code: (each.word, each.meaning) for each in strategy.status_words.all()}
    return {code: own.get(code, (word, "")) for code, word in DEFAULTS.items()}


def _refuse_stale(now: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
    others = [f"“{value}”" for name, value in _flat(now).items() if value != _flat(shown).get(name)]
    if others:
        raise RefusedError(
            f"Somebody else has changed this since you opened the page. It says now: {', '.join(others)}. "
            "Nothing of yours was saved: save again if yours still holds."
        )


def _flat(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as a page carries them: as words, a word and its meaning as one."""
    return {
        name: ": ".join(filter(None, value)) if isinstance(value, tuple) else str(value)
        for name, value in values.items()
    }


def _refuse_double(rows: models.QuerySet[Any], name: str, value: str, sentence: str) -> None:
    """Case is not looked at: 'trust board' is the Trust Board."""
    if rows.filter(**{f"{name}__iexact": value}).exists():
        raise RefusedError(sentence)


def _refuse_other_meaning(organisation: Organisation, short: str) -> None:
    if there := Acronym.objects.filter(organisation=organisation, short=short).first():
        raise RefusedError(f"“{short}” stands for “{there.long}” already. An acronym has one meaning: change that one.")


def _changed(row: _Row, organisation: Organisation, by: User, values: Mapping[str, Any]) -> _Row:
    """The row with these values, saved and written down where any of them differs."""
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    for name in before:
        setattr(row, name, values[name])
    if before:
        row.save(update_fields=list(before))
        _record(organisation, "changed", row, by, before=before, after={name: values[name] for name in before})
    return row


def _record(
    organisation: Organisation,
    what: str,
    thing: models.Model,
    by: User,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=thing, before=before, after=after)
