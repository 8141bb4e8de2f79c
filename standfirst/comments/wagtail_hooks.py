"""What the comments desk adds to Wagtail: a story that was talked about is not deleted; two kinds of screens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.comments.models import Comment
from standfirst.comments.views import sites, webhooks


@hooks.register("before_delete_page")
def keep_what_was_talked_about(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Comments have a history that is never deleted, so their story stays; it can be withdrawn or unpublished."""
    if not Comment.objects.filter(thread__story__path__startswith=page.path).exists():
        return None
    messages.error(request, _("Readers have commented here, so it can't be deleted. Withdraw or unpublish it instead."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_what_was_talked_about_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action_class_instance: Any
) -> HttpResponse | None:
    if action_type != "delete":
        return None
    for page in objects:
        answer: HttpResponse | None = keep_what_was_talked_about(request, page) if hasattr(page, "path") else None
        if answer is not None:
            return answer
    return None


class WebhooksMenuItem(MenuItem):
    """Shown to those who say which other systems are told about comments."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.run_webhooks")


@hooks.register("register_admin_urls")
def webhook_urls() -> list[URLPattern]:
    return [
        path("webhooks/", webhooks.endpoints, name="webhooks"),
        path("webhooks/add/", webhooks.add, name="add_webhook"),
        path("webhooks/<int:endpoint_id>/", webhooks.endpoint, name="webhook"),
        path("webhooks/<int:endpoint_id>/change/", webhooks.change, name="change_webhook"),
        path("webhooks/<int:endpoint_id>/secret/", webhooks.rotate, name="rotate_webhook_secret"),
        path("webhooks/<int:endpoint_id>/test/", webhooks.test, name="test_webhook"),
        path("webhooks/deliveries/<int:delivery_id>/again/", webhooks.resend, name="resend_webhook"),
    ]


@hooks.register("register_settings_menu_item")
def webhooks_menu_item() -> Any:
    return WebhooksMenuItem(gettext_lazy("Webhooks"), reverse("webhooks"), name="webhooks", icon_name="link", order=900)


class SitesMenuItem(MenuItem):
    """Shown to those who say which other sites have conversations here."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.run_outside_sites")


@hooks.register("register_admin_urls")
def site_urls() -> list[URLPattern]:
    return [
        path("sites-elsewhere/", sites.outside_sites, name="outside_sites"),
        path("sites-elsewhere/add/", sites.add_outside_site, name="add_outside_site"),
        path("sites-elsewhere/<int:site_id>/", sites.outside_site, name="outside_site"),
        path("sites-elsewhere/<int:site_id>/change/", sites.change_outside_site, name="change_outside_site"),
        path("sites-elsewhere/<int:site_id>/key/", sites.add_outside_key, name="add_outside_key"),
        path("sites-elsewhere/<int:site_id>/key/<int:key_id>/end/", sites.end_outside_key, name="end_outside_key"),
        path("sites-elsewhere/page/<int:page_id>/", sites.change_outside_page, name="change_outside_page"),
    ]


@hooks.register("register_settings_menu_item")
def sites_menu_item() -> Any:
    return SitesMenuItem(
        gettext_lazy("Sites elsewhere"), reverse("outside_sites"), name="outside-sites", icon_name="site", order=910
    )
