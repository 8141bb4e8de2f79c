"""One's own profile, and the limit on codes that are entered."""

from __future__ import annotations

from allauth.account import views
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.accounts.forms import ProfileForm
from standfirst.accounts.models import Portrait, User
from standfirst.accounts.portraits import PICTURE_SIZES, waiting_file

enter_code = rate_limit(action="enter_code")(views.confirm_login_code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def profile(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk or 0)
    form = ProfileForm(request.POST or None, request.FILES or None, user=person)
    if request.method == "POST" and form.is_valid() and form.keep():
        messages.success(request, _("Your profile is kept."))
        return redirect("your_profile")
    waiting = person.portraits.filter(state=Portrait.State.WAITING).exists()
    refused = not waiting and person.portraits.order_by("-pk").values_list("state", flat=True).first() == "refused"
    context = {"form": form, "person": person, "waiting": waiting, "refused": refused}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
@never_cache
def own_waiting_picture(request: HttpRequest) -> HttpResponse:
    """The picture that waits, for the one who gave it."""
    portrait = Portrait.objects.filter(person_id=request.user.pk, state=Portrait.State.WAITING).first()
    if portrait is None:
        raise Http404
    return waiting_picture(portrait)


def waiting_picture(portrait: Portrait) -> HttpResponse:
    with default_storage.open(waiting_file(portrait.name, PICTURE_SIZES[-1])) as drawn:
        return HttpResponse(drawn.read(), content_type="image/webp")
