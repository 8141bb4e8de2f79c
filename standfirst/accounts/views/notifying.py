"""What a reader is told, which letters come, and the way to stop them that every such letter carries."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.accounts.actions.notifying import choose_letters, mark_seen, stop_letters
from standfirst.accounts.forms import LettersForm
from standfirst.accounts.kinds import kind_named
from standfirst.accounts.letters import EVERY_DAILY, read_stop_token
from standfirst.accounts.queries import notifications_page


@login_required
@require_safe
@never_cache
def your_notifications(request: HttpRequest) -> HttpResponse:
    """Newest first, a page at a time. What is shown counts as seen from then on, and looks new this once."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 15):
        raise Http404
    assert request.user.pk is not None  # noqa: S101  # signed in
    page = notifications_page(reader_id=request.user.pk, before=int(before or 0))
    mark_seen(reader_id=request.user.pk, notification_ids=page.new_ids, now=clock.now())
    return render(request, "accounts/notifications.html", {"page": page, "is_later": bool(before)})


@login_required
@require_http_methods(["GET", "POST"])
@never_cache
def your_letters(request: HttpRequest) -> HttpResponse:
    """Which letters come, and when."""
    assert request.user.pk is not None  # noqa: S101  # signed in
    form = LettersForm(request.POST or None, reader_id=request.user.pk)
    if request.method == "POST" and form.is_valid():
        for kind, when in form.wishes():
            choose_letters(reader_id=request.user.pk, kind=kind, when=when)
        return redirect(f"{request.path}?saved")
    return render(
        request,
        "accounts/your_letters.html",
        {"form": form, "is_saved": "saved" in request.GET},
        status=422 if request.method == "POST" else 200,
    )


# Mail programs post here by themselves, without session or origin (RFC 8058); the token says who and what.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, since mail servers look at every link; the button, or a mail program, stops letters."""
    named = read_stop_token(token)
    if named is None:
        raise Http404
    if request.method == "POST":
        stop_letters(token=token)
    kind = kind_named(named[1])
    context = {
        "is_stopped": request.method == "POST",
        "is_daily": named[1] == EVERY_DAILY,
        "label": kind.label if kind else "",
    }
    return render(request, "accounts/stop_letters.html", context)
