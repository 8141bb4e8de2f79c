"""Where a click on an advert goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.adverts.models import Creative


@require_safe
@never_cache
def go(request: HttpRequest, creative_id: int) -> HttpResponse:
    """To the creative's destination, which is looked up: nobody can make our address lead elsewhere.

    Also after its flight has ended, for pages still open. Nothing about the reader is kept or handed on.
    """
    creative = get_object_or_404(Creative.objects.only("destination"), pk=creative_id)
    response = HttpResponseRedirect(creative.destination)
    response["Referrer-Policy"] = "origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
