"""Doors for those who want their data, or want to go."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.accounts.actions.closing import StaffAccount, TooLate, ask_to_close, call_off
from standfirst.accounts.actions.downloads import ask_for_download, folder
from standfirst.accounts.closing_form import ClosingForm
from standfirst.accounts.models import Closing, Download, User
from standfirst.accounts.views.proving import prove_again, proven_lately


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def your_data(request: HttpRequest) -> HttpResponse:
    """What there is to fetch, and a button that asks for it to be made."""
    person = cast(User, request.user)
    if request.method == "POST":
        ask_for_download(person=person, now=clock.now())
        return redirect("your_data")
    there = Download.objects.filter(person=person, gone_at=None).order_by("-pk")
    context = {
        "waiting": there.filter(made_at=None).first(),
        "ready": there.exclude(made_at=None).first(),
        "days": settings.DOWNLOAD_DAYS,
    }
    return render(request, "accounts/your_data.html", context)


@login_required
@require_safe
@never_cache
def fetch_data(request: HttpRequest, download_id: int) -> HttpResponseBase:
    """The file, to the person it is about and nobody else."""
    there = Download.objects.filter(person=cast(User, request.user), gone_at=None).exclude(made_at=None)
    download = get_object_or_404(there, pk=download_id)
    file = (folder() / download.file).open("rb")
    return FileResponse(file, as_attachment=True, filename="your-data.zip", content_type="application/zip")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def close_account(request: HttpRequest) -> HttpResponse:
    """Says what will happen, asks which way, and until the day is over lets everything be as it was."""
    person = cast(User, request.user)
    closing = Closing.objects.underway().filter(person=person).first()
    if request.method == "POST" and "keep" in request.POST:
        return keep_account(request, person=person)
    is_proven = proven_lately(request)
    if request.method == "POST" and not is_proven:
        return prove_again(request, then="close_account")
    form = ClosingForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and (answer := close(request, person=person, form=form)):
            return answer
        status = 422
    context = {"form": form, "closing": closing, "is_proven": is_proven, "hours": settings.CLOSING_HOURS}
    return render(request, "accounts/close.html", context, status=status)


def close(request: HttpRequest, *, person: User, form: ClosingForm) -> HttpResponse | None:
    """To the page that says until when; None where it is refused, with the words in the form."""
    try:
        ask_to_close(person=person, keeps_text=form.cleaned_data["comments"] == "keep", now=clock.now())
    except StaffAccount:
        form.refuse_staff()
        return None
    return redirect("close_account")


def keep_account(request: HttpRequest, *, person: User) -> HttpResponse:
    try:
        call_off(person=person, now=clock.now())
    except TooLate:
        return redirect("close_account")
    return render(request, "accounts/kept.html")
