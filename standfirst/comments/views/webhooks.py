"""The administrators' screens for webhooks: which systems are told what, and what became of each message."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst import clock
from standfirst.comments.actions.deliveries import NoLongerPublic, NotYetTaken, send_again
from standfirst.comments.actions.endpoints import add_endpoint, change_endpoint, rotate_secret, send_test
from standfirst.comments.models import WebhookDelivery, WebhookEndpoint
from standfirst.comments.webhooks.forms import EndpointForm
from standfirst.comments.webhooks.queries import deliveries_page, endpoints_with_figures

SHOWN_ONCE = "webhook_secret"
may_run = permission_required("comments.run_webhooks", raise_exception=True)


def header(title: str, *above: dict[str, str]) -> dict[str, Any]:
    """What Wagtail's own header shows: where one is, and the way back."""
    return {"header_title": title, "header_icon": "link", "breadcrumbs_items": [*above, {"url": "", "label": title}]}


def all_above() -> dict[str, str]:
    return {"url": reverse("webhooks"), "label": _("Webhooks")}


@require_safe
@never_cache
@may_run
def endpoints(request: HttpRequest) -> HttpResponse:
    context = {"endpoints": endpoints_with_figures(), **header(_("Webhooks"))}
    return render(request, "comments/desk/webhooks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def add(request: HttpRequest) -> HttpResponse:
    form = EndpointForm(request.POST or None)
    del form.fields["is_active"]
    if request.method == "POST" and form.is_valid():
        endpoint = add_endpoint(now=clock.now(), **form.cleaned_data)
        return show_secret(request, endpoint)
    context = {"form": form, **header(_("Add an endpoint"), all_above())}
    return render(request, "comments/desk/webhook_form.html", context, status=422 if form.errors else 200)


def show_secret(request: HttpRequest, endpoint: WebhookEndpoint) -> HttpResponse:
    """On the endpoint's page, the next time it is opened by this person and never again."""
    request.session[SHOWN_ONCE] = [endpoint.pk, endpoint.secret]
    return redirect("webhook", endpoint.pk)


def secret_to_show(request: HttpRequest, endpoint: WebhookEndpoint) -> str:
    kept = request.session.get(SHOWN_ONCE)
    if request.method != "GET" or not kept or kept[0] != endpoint.pk:
        return ""
    del request.session[SHOWN_ONCE]
    return str(kept[1])


@require_safe
@never_cache
@may_run
def endpoint(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """One endpoint and its messages, the newest first."""
    found = get_object_or_404(WebhookEndpoint, pk=endpoint_id)
    context = {
        "endpoint": found,
        "page": deliveries_page(endpoint_id=endpoint_id, before=request.GET.get("before", "")),
        "secret": secret_to_show(request, found),
        "old_secret_holds": len(found.secrets_at(clock.now())) > 1,
        **header(found.description, all_above()),
    }
    return render(request, "comments/desk/webhook.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def change(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    found = get_object_or_404(WebhookEndpoint, pk=endpoint_id)
    known = {name: getattr(found, name) for name in EndpointForm.base_fields}
    form = EndpointForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        change_endpoint(endpoint_id=endpoint_id, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("webhook", endpoint_id)
    above = {"url": reverse("webhook", args=[endpoint_id]), "label": found.description}
    context = {"form": form, "endpoint": found, **header(_("Change"), all_above(), above)}
    return render(request, "comments/desk/webhook_form.html", context, status=422 if form.errors else 200)


@require_POST
@may_run
def rotate(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    get_object_or_404(WebhookEndpoint, pk=endpoint_id)
    return show_secret(request, rotate_secret(endpoint_id=endpoint_id, now=clock.now()))


@require_POST
@may_run
def test(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    get_object_or_404(WebhookEndpoint, pk=endpoint_id)
    send_test(endpoint_id=endpoint_id, now=clock.now())
    messages.success(request, _("A test is on its way. Load this page again to see what became of it."))
    return redirect("webhook", endpoint_id)


@require_POST
@may_run
def resend(request: HttpRequest, delivery_id: int) -> HttpResponse:
    delivery = get_object_or_404(WebhookDelivery, pk=delivery_id)
    try:
        send_again(delivery_id=delivery_id, now=clock.now())
    except NotYetTaken:
        messages.warning(request, _("It is about to be sent anyway."))
    except NoLongerPublic:
        messages.warning(request, _("The comment is no longer public, so its words are not sent again."))
    else:
        messages.success(request, _("It is sent again within seconds."))
    return redirect("webhook", delivery.endpoint_id)
