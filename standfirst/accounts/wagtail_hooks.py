"""Profiles in Wagtail's admin: the addresses of the screen, and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.accounts import profiles_desk as desk


class ProfilesMenuItem(MenuItem):
    """Shown to those who look at pictures and names."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(desk.MAY_JUDGE)


@hooks.register("register_admin_urls")
def profile_urls() -> list[URLPattern]:
    return [
        path("profiles/", desk.profiles, name="desk_profiles"),
        path("profiles/picture/<int:portrait_id>/", desk.picture, name="desk_picture"),
        path("profiles/picture/<int:portrait_id>/decide/", desk.decide_picture, name="desk_decide_picture"),
        path("profiles/<int:user_id>/reset/", desk.reset_profile, name="desk_reset_profile"),
    ]


@hooks.register("register_admin_menu_item")
def profiles_menu_item() -> Any:
    return ProfilesMenuItem(_("Profiles"), reverse("desk_profiles"), name="profiles", icon_name="user", order=155)
