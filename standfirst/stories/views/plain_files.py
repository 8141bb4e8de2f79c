"""robots.txt, security.txt, trust.txt, ads.txt: as the desk has them in the settings of the paper."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from standfirst import clock
from standfirst.edge.caching import keep_at_most, public_page
from standfirst.stories import plain_files
from standfirst.stories.addresses import absolute
from standfirst.stories.models import PaperSettings

SECONDS_OF_A_DAY = 24 * 60 * 60


@require_safe
@public_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    sitemaps = [absolute(reverse(name)) for name in ("sitemap", "news_sitemap")]
    return _plain(plain_files.robots_txt(PaperSettings.current().robots_rules, sitemaps=sitemaps))


@require_safe
@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """There is none until somebody is named to write to."""
    contacts = PaperSettings.current().security_contacts
    if not plain_files.said_lines(contacts):
        raise Http404
    # It names a day on which it stops being true, so it is made anew each day.
    keep_at_most(request, SECONDS_OF_A_DAY)
    address = absolute(reverse("security_txt"))
    languages = settings.LANGUAGE_CODE.partition("-")[0]
    return _plain(plain_files.security_txt(contacts, address=address, languages=languages, now=clock.now()))


@require_safe
@public_page
def trust_txt(request: HttpRequest) -> HttpResponse:
    paper = PaperSettings.current()
    if not plain_files.said_lines(paper.trust_lines + "\n" + paper.social_accounts):
        raise Http404
    return _plain(plain_files.trust_txt(paper.trust_lines, accounts=paper.social_accounts))


@require_safe
@public_page
def ads_txt(request: HttpRequest) -> HttpResponse:
    paper = PaperSettings.current()
    if not plain_files.said_lines(paper.ads_lines):
        raise Http404
    return _plain(plain_files.ads_txt(paper.ads_lines))


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
