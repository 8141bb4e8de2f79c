"""The demo's own page: the letters that production would send."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.demo.mail import latest_letters


@require_safe
@never_cache
def letters(request: HttpRequest) -> HttpResponse:
    """Everybody's letters, for all to see: only the demo has this page, and nobody in it is real."""
    folder = Path(settings.HOME) / "mail"
    return render(request, "demo/mail.html", {"letters": latest_letters(folder)})
