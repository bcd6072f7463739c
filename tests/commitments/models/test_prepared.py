"""Queries whose SQL is written once."""

import pytest
from django.db.models import Q

from commitments.models import Organisation, Post
from commitments.models.prepared import ANY_READER, Parameter, Prepared, key, slug
from tests.factories import MembershipFactory, OrganisationFactory, PostFactory


def test_prepared_finds_what_its_values_ask_for(db):
    posts = [PostFactory(), PostFactory()]
    found = Prepared(lambda: Post.objects.filter(organisation=key("organisation")))

    assert [found.rows(organisation=post.organisation_id) for post in posts] == [[posts[0]], [posts[1]]]


def test_prepared_reads_related_rows_and_columns_as_any_query_does(db, django_assert_num_queries):
    post = PostFactory()
    prepared = Prepared(
        lambda: Post.objects.filter(pk=key("post")).select_related("organisation").annotate(is_held=Q(holder__gt=0))
    )

    with django_assert_num_queries(1):
        (found,) = prepared.rows(post=post.pk)
        assert (found.organisation, found.is_held) == (post.organisation, None)


@pytest.mark.parametrize("flat", [False, True])
def test_prepared_reads_plain_values(db, flat):
    post = PostFactory()
    prepared = Prepared(lambda: Post.objects.filter(pk=key("post")).values_list("pk", flat=flat))

    assert prepared.rows(post=post.pk) == [post.pk if flat else (post.pk,)]


def test_prepared_reads_named_values(db):
    post = PostFactory(title="Director")
    prepared = Prepared(lambda: Post.objects.values_list("title", "organisation_id", named=True))

    (row,) = prepared.rows()

    assert (row.title, row.organisation_id) == ("Director", post.organisation_id)


def test_prepared_asks_again_each_time(db):
    post = PostFactory(title="Director")
    prepared = Prepared(lambda: Post.objects.filter(pk=key("post")).values_list("title", flat=True))
    prepared.rows(post=post.pk)

    Post.objects.filter(pk=post.pk).update(title="Head")

    assert prepared.rows(post=post.pk) == ["Head"]


def test_prepared_takes_the_same_reader_in_several_places(db):
    member = MembershipFactory()
    OrganisationFactory()
    prepared = Prepared(lambda: Organisation.objects.visible_to(ANY_READER))

    assert prepared.rows(user=member.user_id) == [member.organisation]
    assert prepared.rows(user=member.user_id + 1) == []


def test_prepared_compares_words_as_they_are(db):
    organisation = OrganisationFactory()
    prepared = Prepared(lambda: Organisation.objects.filter(slug=slug("org")))

    assert prepared.rows(org=organisation.slug) == [organisation]
    assert prepared.rows(org="%s' OR 1=1") == []


def test_prepared_refuses_a_value_that_is_missing(db):
    prepared = Prepared(lambda: Organisation.objects.filter(slug=slug("org")))

    with pytest.raises(KeyError, match="org"):
        prepared.rows()


def test_parameter_is_told_from_others_by_its_name():
    assert Parameter("a", key("a").output_field) != Parameter("b", key("b").output_field)
