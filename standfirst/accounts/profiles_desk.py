"""The moderators' screen for profiles: pictures that wait, and names and words that can't stay."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from standfirst import clock
from standfirst.accounts.actions.names import reset_name
from standfirst.accounts.actions.portraits import AlreadyDecided, NotYours, decide_portrait, remove_portraits
from standfirst.accounts.actions.profiles import reset_about
from standfirst.accounts.lookalikes import skeleton
from standfirst.accounts.models import Portrait, User
from standfirst.accounts.views.profiles import waiting_picture

MAY_JUDGE = "accounts.change_portrait"
ON_A_SCREEN = 50
may_judge = permission_required(MAY_JUDGE, raise_exception=True)


@require_safe
@may_judge
@never_cache
def profiles(request: HttpRequest) -> HttpResponse:
    sought = request.GET.get("q", "").strip()
    waiting = Portrait.objects.filter(state=Portrait.State.WAITING).select_related("person").order_by("given_at")
    context = {
        "waiting": waiting[:ON_A_SCREEN],
        "sought": sought,
        "found": found_by(sought) if sought else [],
        "header_title": _("Profiles"),
        "header_icon": "user",
        "breadcrumbs_items": [{"url": "", "label": _("Profiles")}],
    }
    return render(request, "accounts/desk/profiles.html", context)


def found_by(sought: str) -> QuerySet[User]:
    """People whose name looks like it, or begins so, or whose public reference it is; twenty at most."""
    look = skeleton(sought)
    by_look = Q(name_skeleton__startswith=look) if look else Q(pk=None)
    people = User.objects.filter(by_look | Q(reference=sought)).exclude(display_name="", about="", picture="")
    return people.prefetch_related("name_changes").order_by("name_skeleton")[:20]


@require_safe
@may_judge
@never_cache
def picture(request: HttpRequest, portrait_id: int) -> HttpResponse:
    return waiting_picture(get_object_or_404(Portrait, pk=portrait_id, state=Portrait.State.WAITING))


@require_POST
@may_judge
def decide_picture(request: HttpRequest, portrait_id: int) -> HttpResponse:
    get_object_or_404(Portrait, pk=portrait_id)
    approved = request.POST.get("outcome") == "approve"
    try:
        decide_portrait(
            portrait_id=portrait_id,
            moderator=request.user,  # type: ignore[arg-type]  # staff only
            approved=approved,
            now=clock.now(),
        )
    except NotYours:
        messages.warning(request, _("Somebody else looks at your own picture."))
    except AlreadyDecided:
        messages.warning(request, _("Somebody has decided about this picture already, or there is a newer one."))
    else:
        messages.success(request, _("The picture is shown.") if approved else _("The picture is not shown."))
    return redirect("desk_profiles")


@require_POST
@may_judge
def reset_profile(request: HttpRequest, user_id: int) -> HttpResponse:
    """Take away the part of a profile that `part` names: name, about or picture."""
    person, part = get_object_or_404(User, pk=user_id), request.POST.get("part")
    if part == "name":
        why = request.POST.get("why", "").strip()
        reset_name(user_id=person.pk, moderator=request.user, why=why, now=clock.now())  # type: ignore[arg-type]
    elif part == "about":
        reset_about(user_id=person.pk)
    elif part == "picture":
        remove_portraits(user_id=person.pk)
    messages.success(request, _("It is gone from the profile."))
    return redirect(f"{reverse('desk_profiles')}?{urlencode({'q': person.reference})}")
