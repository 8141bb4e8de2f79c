"""How allauth writes letters and greets people here."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.db import transaction
from django.http import Http404, HttpRequest

from standfirst import clock
from standfirst.accounts.actions.letters import write_letter
from standfirst.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in letters take the same way as all letters: a row first, then the worker sends it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            write_letter(
                purpose=f"sign-in:{secrets.token_hex(8)}",
                recipient=email,
                subject=message.subject,
                text=message.body,
                now=clock.now(),
            )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        # Signing in with a new address opens an account; a second form for it would only confuse.
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The reader's address as the edge saw it; nobody else can set this header."""
        forwarded = request.headers.get("X-Forwarded-For", "")
        return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR") or "127.0.0.1"


class OtherServicesAdapter(DefaultSocialAccountAdapter):
    """What another service may tell us of a person: the address, and nothing else.

    Names and pictures are chosen here, where they are checked.
    """

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user: User = sociallogin.user
        user.email = (data.get("email") or "").strip().lower()
        return user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """The addresses of services that are not switched on are no addresses."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as unknown:
            raise Http404 from unknown
