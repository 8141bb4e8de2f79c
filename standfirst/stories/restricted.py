"""What the desk is told when a story was to be published with a picture that it may not take."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def say_restricted(request: HttpRequest, reasons: str) -> HttpResponse:
    """403 in words, as a page or, to the editor's script, as JSON."""
    words = "{} {}".format(reasons, _("Nothing was published. Put another picture into the story."))
    response: HttpResponse
    if request.accepts("text/html"):
        page = '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><h1>{}</h1><p>{}</p></html>'
        title = _("Not published")
        response = HttpResponse(format_html(page, get_language() or "en", title, title, words), status=403)
    else:
        answer = {"success": False, "error_code": "restricted_picture", "error_message": words}
        response = JsonResponse(answer, status=403)
    add_never_cache_headers(response)
    return response
