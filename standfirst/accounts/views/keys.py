"""A reader's own keys: see them, make one, withdraw one."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst import clock
from standfirst.accounts.actions.bearing import NameUsed, TooManyKeys, issue_bearer, revoke_bearer
from standfirst.accounts.key_form import KeyForm
from standfirst.accounts.models import User
from standfirst.accounts.queries import keys_of
from standfirst.accounts.views.proving import prove_again, proven_lately


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def your_keys(request: HttpRequest) -> HttpResponse:
    """The list; a new key is shown in the answer to its making, and never again."""
    person = cast(User, request.user)
    withdrawn = request.POST.get("withdraw", "")
    if withdrawn.isascii() and withdrawn.isdigit() and len(withdrawn) < 15:
        revoke_bearer(person=person, bearer_id=int(withdrawn), at=clock.now())
        return redirect("your_keys")
    if request.method == "POST" and not proven_lately(request):
        return prove_again(request, then="your_keys")
    form = KeyForm(request.POST if request.method == "POST" else None)
    made = make_key(person, form) if form.is_valid() else ""
    status = 422 if form.errors else 200
    context = {
        "form": KeyForm() if made else form,
        "made": made,
        "keys": keys_of(reader_id=person.pk, at=clock.now()),
        "is_proven": proven_lately(request),
    }
    return render(request, "accounts/keys.html", context, status=status)


def make_key(person: User, form: KeyForm) -> str:
    """The key; empty where it is refused, with the words in the form."""
    given = form.cleaned_data
    try:
        return issue_bearer(
            user=person, name=given["name"], scopes=given["scopes"], lifetime=form.lifetime, at=clock.now()
        )
    except NameUsed:
        form.refuse("name")
    except TooManyKeys:
        form.refuse("many")
    return ""
