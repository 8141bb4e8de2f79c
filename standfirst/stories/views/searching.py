"""The search page: a plain form by GET, so that every result has an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.stories.forms.searching import SearchForm
from standfirst.stories.queries.search import MOST_FOUND, find_stories, show_hits
from standfirst.stories.views.paging import page_of

HITS_ON_A_PAGE = 10


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """Stories in which all words stand, newest first. Not kept at the edge: the addresses have no end."""
    form = SearchForm(request.GET or None)
    context = {"form": form, "most": MOST_FOUND}
    if not form.is_valid() or not form.terms:
        return render(request, "stories/search.html", context, status=422 if form.errors else 200)
    page = page_of(request, find_stories(terms=form.terms, **form.narrowed_by()), length=HITS_ON_A_PAGE)
    hits = show_hits(story_ids=list(page.object_list), terms=form.terms)
    return render(request, "stories/search.html", {**context, "found": page, "hits": hits, "others": form.other_page()})
