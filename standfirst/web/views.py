"""The paper's own pages: errors, the pattern page, and the fragment with what is personal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.web.personal import collect_bits


@require_safe
@never_cache
def your_fragment(request: HttpRequest) -> HttpResponse:
    """Small pieces of HTML for the page that asks, each with the place it belongs to. Empty for strangers."""
    if not request.user.is_authenticated:
        return HttpResponse(status=204)
    return render(request, "web/fragment.html", {"bits": collect_bits(request)})


@login_required
@require_safe
@never_cache
def your_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/your_page.html")


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Every component of the public pages, in every state."""
    from standfirst.web.patterns import pattern_context

    return render(request, "web/patterns.html", pattern_context())


@require_safe
def app_health(request: HttpRequest) -> HttpResponse:
    """For the edge and the supervisor: the app answers."""
    return HttpResponse("ok", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without a request context: what broke may be what the context needs."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("web/500.html"), status=500)
