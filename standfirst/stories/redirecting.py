"""Redirects lead to what readers may see, or to the notice that it was withdrawn, and tell of nothing else."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from standfirst.edge.caching import tag_response
from standfirst.stories.models import Embargo, StoryPage


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, but an old address does not give away the new one of a story that is down or under embargo.

    The redirect stays in its row, and leads on from the moment at which the story is public.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answer: HttpResponseBase = super().process_response(request, response)
        if answer is response:
            return response
        page_id = _page_behind(request)
        if page_id is None or _may_be_told(page_id):
            return answer
        tag_response(request, f"story:{page_id}")
        return response


def _page_behind(request: HttpRequest) -> int | None:
    """The page to which the redirect of this address leads; none where it leads to an address."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    redirect = get_redirect(request, path) or get_redirect(request, path.partition("?")[0])
    page_id: int | None = redirect.redirect_page_id if redirect else None
    return page_id


def _may_be_told(page_id: int) -> bool:
    if Embargo.objects.filter(pk=page_id).exists():
        return False
    withdrawn = StoryPage.objects.filter(pk=page_id, withdrawn_at__isnull=False)
    return bool(Page.objects.filter(pk=page_id, live=True).exists() or withdrawn.exists())
