"""A document as an edition says it, and without what the edition adds."""

from tests.reports.document.samples import document


def test_document_is_a_draft_until_it_is_issued():
    issued = document().issued(2, "A figure was wrong")

    assert (document().is_draft, issued.is_draft) == (True, False)
    assert (issued.edition, issued.change_note) == ("Edition 2", "A figure was wrong")
    assert issued.footer == "Sand Hills Trust · Plan 2021-2025: Implementation report, March 2022 · Edition 2"


def test_two_editions_of_the_same_words_have_the_draft_in_common():
    assert document().issued(1).unissued() == document().issued(2, "Nothing").unissued() == document(months=())
    assert document(period="September 2022").issued(1).unissued() != document()
