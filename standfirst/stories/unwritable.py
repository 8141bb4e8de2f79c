"""What the desk is told when the database takes nothing: it is full, read-only, or away."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

UNWRITABLE = (OperationalError, InterfaceError)


def say_unwritable(request: HttpRequest, error: Exception) -> HttpResponse:
    """503 in words, as a page or, to the editor's script, as JSON. Asks the database for nothing."""
    words = "{} {}".format(
        _reason(str(error).lower()), _("Nothing was saved. What you wrote is still in your browser.")
    )
    response: HttpResponse
    if request.accepts("text/html"):
        page = (
            '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><h1>{}</h1><p>{}</p><p>{}</p></html>'
        )
        title = _("Not saved")
        back = _("Go back one page: your text stands in the form. Try again, or ask whoever runs this machine.")
        response = HttpResponse(format_html(page, get_language() or "en", title, title, words, back), status=503)
    else:
        answer = {"success": False, "error_code": "server_error", "error_message": words}
        response = JsonResponse(answer, status=503)
    response["Retry-After"] = "30"
    add_never_cache_headers(response)
    return response


def _reason(error: str) -> str:
    if "full" in error or "no space" in error:
        return _("The disk of the paper's database is full.")
    if "readonly" in error or "read-only" in error:
        return _("The paper's database can only be read at the moment.")
    return _("The paper's database does not answer.")
