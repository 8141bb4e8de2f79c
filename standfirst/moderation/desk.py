"""The moderators' screens at the desk: the queue, and one comment with all it takes to judge it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from standfirst import clock
from standfirst.comments.actions.states import AuthorDeleted, StaleRevision
from standfirst.moderation.actions.decisions import AlreadyDecided, ClaimedByAnother, OwnComment, claim, decide
from standfirst.moderation.forms import DecisionForm
from standfirst.moderation.models import Decision, QueueItem
from standfirst.moderation.queries import item_context, next_item_id, rules_in_force, waiting_items

ON_A_SCREEN = 50
may_decide = permission_required("moderation.decide", raise_exception=True)


@require_safe
@may_decide
def queue(request: HttpRequest) -> HttpResponse:
    items = waiting_items()
    context = {"items": items[:ON_A_SCREEN], "waiting": items.count(), **header(_("Moderation"))}
    return render(request, "moderation/desk/queue.html", context)


def header(title: str, *above: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's own header shows: where one is, and the way back."""
    return {"header_title": title, "header_icon": "comment", "breadcrumbs_items": [*above, {"url": "", "label": title}]}


@require_http_methods(["GET", "HEAD", "POST"])
@may_decide
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Opening an item claims it; the form decides and goes on to the next one."""
    get_object_or_404(QueueItem, pk=item_id)
    form = DecisionForm(request.POST or None, rules=rules_in_force(now=clock.now()))
    if request.method == "POST" and form.is_valid():
        return decide_and_go_on(request, item_id=item_id, form=form)
    refused_because = "" if request.method == "POST" else claim_in_words(request, item_id=item_id)
    about = item_context(item_id, moderator=request.user, now=clock.now())  # type: ignore[arg-type]  # staff only
    queue_above = {"url": reverse("moderation_queue"), "label": _("Moderation")}
    title = about.comment.author.display_name
    context = {"about": about, "form": form, "refused_because": refused_because, **header(title, queue_above)}
    return render(request, "moderation/desk/item.html", context, status=422 if form.errors else 200)


def claim_in_words(request: HttpRequest, *, item_id: int) -> str:
    """Claim the item; the words why not, if somebody else has it or had it."""
    try:
        claim(item_id=item_id, moderator=request.user, now=clock.now())  # type: ignore[arg-type]  # staff only
    except (AlreadyDecided, ClaimedByAnother, OwnComment) as conflict:
        return conflict_in_words(conflict)
    return ""


def decide_and_go_on(request: HttpRequest, *, item_id: int, form: DecisionForm) -> HttpResponse:
    try:
        decision = decide(
            item_id=item_id,
            revision=form.cleaned_data["revision"],
            moderator=request.user,  # type: ignore[arg-type]  # staff only
            outcome=Decision.Outcome(form.cleaned_data["outcome"]),
            rule=form.cleaned_data["rule"],
            statement_of_reasons=form.cleaned_data["statement_of_reasons"],
            now=clock.now(),
        )
    except (AlreadyDecided, ClaimedByAnother, OwnComment, StaleRevision, AuthorDeleted) as conflict:
        messages.warning(request, conflict_in_words(conflict))
        return redirect("moderation_item", item_id)
    messages.success(request, _("Decided: %(outcome)s.") % {"outcome": decision.get_outcome_display()})
    following = next_item_id(moderator=request.user, now=clock.now())  # type: ignore[arg-type]  # staff only
    return redirect("moderation_item", following) if following else redirect("moderation_queue")


def conflict_in_words(conflict: Exception) -> str:
    """Who was quicker, and what they decided and why."""
    if isinstance(conflict, ClaimedByAnother):
        return _("%(name)s has this comment on the table.") % {"name": conflict.by}
    if isinstance(conflict, OwnComment):
        return _("This is your own comment; somebody else decides on it.")
    if isinstance(conflict, StaleRevision):
        return _("The author has changed the text meanwhile. Read it again.")
    decision = conflict.decision if isinstance(conflict, AlreadyDecided) else None
    if decision is None:
        return _("This was decided already.")
    words = {
        "name": decision.moderator,
        "outcome": decision.get_outcome_display(),
        "why": decision.statement_of_reasons or "—",
    }
    return _("%(name)s has decided this already: %(outcome)s. Reasons: %(why)s") % words
