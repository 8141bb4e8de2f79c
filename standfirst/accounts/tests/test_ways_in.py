"""Other services lead to an account only by an address that both sides have proven."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path, reverse
from pytest_django.fixtures import Settings

from standfirst.accounts.models import Letter, User
from standfirst.accounts.tests.factories import PASSWORD, aoife, niamh
from standfirst.accounts.ways_in import origins_of, providers_from
from standfirst.env import BadSetting, Environment

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

SET = {
    "STANDFIRST_GOOGLE_CLIENT_ID": "g", "STANDFIRST_GOOGLE_CLIENT_SECRET": "s",
    "STANDFIRST_FACEBOOK_APP_ID": "f", "STANDFIRST_FACEBOOK_APP_SECRET": "s",
    "STANDFIRST_APPLE_CLIENT_ID": "a", "STANDFIRST_APPLE_KEY_ID": "k", "STANDFIRST_APPLE_TEAM_ID": "t",
    "STANDFIRST_APPLE_PRIVATE_KEY": "-----BEGIN\\nKEY",
    "STANDFIRST_OPENID_SERVER": "https://id.club.example", "STANDFIRST_OPENID_CLIENT_ID": "o",
    "STANDFIRST_OPENID_CLIENT_SECRET": "s", "STANDFIRST_OPENID_NAME": "The club",
}  # fmt: skip


def answer_of_service(request: HttpRequest) -> HttpResponse:
    """What Google's answer leads to, without Google: `said` is what it says of the person."""
    from allauth.socialaccount.adapter import get_adapter

    said: dict[str, Any] = {
        "sub": request.GET["uid"],
        "id": request.GET["uid"],
        "email": request.GET["email"],
        "email_verified": request.GET["proven"] == "yes",
        "name": "The Moderator",
        "given_name": "The",
        "family_name": "Moderator",
    }
    provider = get_adapter().get_provider(request, request.GET.get("service", "google"))
    login: SocialLogin = provider.sociallogin_from_response(request, said)
    login.state = {"process": request.GET.get("process", "login")}
    return complete_login(request, login)  # type: ignore[no-any-return]


urlpatterns = [path("answer/", answer_of_service), path("", include("standfirst.urls"))]
handler404 = "standfirst.web.views.not_found"


@pytest.fixture(autouse=True)
def services(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = providers_from(Environment(SET))


def answer(client: Client, email: str, *, proven: bool = True, uid: str = "77", **more: str) -> Any:
    return client.get("/answer/", {"email": email, "uid": uid, "proven": "yes" if proven else "no", **more})


def signed_in(client: Client) -> int | None:
    number = client.session.get("_auth_user_id")
    return int(number) if number else None


def test_a_new_reader_comes_in_with_a_proven_address_and_brings_no_name(client: Client) -> None:
    answer(client, "Una@Readers.example")
    una = User.objects.get(email="una@readers.example")
    assert signed_in(client) == una.pk
    assert una.display_name == ""
    assert not una.has_usable_password()
    assert EmailAddress.objects.get(user=una).verified


def test_a_proven_address_leads_to_the_account_that_has_it(client: Client) -> None:
    reader = niamh()
    EmailAddress.objects.filter(user=reader).update(verified=True)
    answer(client, reader.email)
    assert signed_in(client) == reader.pk
    assert SocialAccount.objects.get().user == reader


@pytest.mark.parametrize("service", ["google", "openid"])
def test_an_address_that_the_service_has_not_proven_takes_nobody_over(client: Client, service: str) -> None:
    editor = aoife()
    answer(client, editor.email, proven=False, service=service)
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    assert not client.session.get("_auth_user_id")


def test_facebook_proves_no_address_whatever_it_says(client: Client) -> None:
    editor = aoife()
    client.get("/answer/", {"email": editor.email, "uid": "1", "proven": "yes", "service": "facebook"})
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()


def test_a_new_reader_with_an_unproven_address_enters_a_code_first(client: Client) -> None:
    assert answer(client, "una@readers.example", proven=False)["Location"] == reverse("account_email_verification_sent")
    assert signed_in(client) is None
    assert Letter.objects.filter(recipient="una@readers.example").exists()


def test_who_opened_the_account_before_with_a_password_is_out_once_the_owner_comes(client: Client) -> None:
    # Somebody typed the address of another, and has a password that opens the account.
    planted = User.objects.create_user("una@readers.example", PASSWORD)
    EmailAddress.objects.create(user=planted, email=planted.email, primary=True, verified=False)
    answer(client, planted.email)
    planted.refresh_from_db()
    assert not planted.has_usable_password()
    # The owner of the address proves it here too, once.
    assert signed_in(client) is None
    assert Letter.objects.filter(recipient=planted.email).exists()


def test_connecting_keeps_one_account_and_disconnecting_leaves_the_code(client: Client) -> None:
    reader = niamh()
    client.force_login(reader)
    answer(client, "another-address@mail.example", process="connect")
    account = SocialAccount.objects.get()
    assert account.user == reader
    assert User.objects.count() == 1
    page = client.get(reverse("socialaccount_connections")).content.decode()
    assert "Disconnect Google" in page
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_what_somebody_else_has_connected_is_not_connected_again(client: Client) -> None:
    answer(client, "una@readers.example")
    client.logout()
    client.force_login(niamh())
    answer(client, "una@readers.example", process="connect")
    assert SocialAccount.objects.get().user.email == "una@readers.example"


def test_staff_show_their_second_factor_after_another_service_too(client: Client, settings: Settings) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    editor = aoife()
    TOTP.activate(editor, generate_totp_secret())
    assert answer(client, editor.email)["Location"] == reverse("mfa_authenticate")
    assert signed_in(client) is None


def test_staff_without_a_second_factor_find_the_desk_shut_after_another_service(
    client: Client, settings: Settings
) -> None:
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    answer(client, aoife().email)
    assert client.get("/desk/")["Location"] == reverse("mfa_index")


def test_buttons_stand_where_a_service_is_set(client: Client) -> None:
    page = client.get(reverse("account_login")).content.decode()
    for name in ("Google", "Apple", "Facebook", "The club"):
        assert f"Sign in with {name}" in page
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers_from(Environment({}))):
        assert "Sign in with Google" not in client.get(reverse("account_login")).content.decode()
        assert client.get("/account/google/login/").status_code == 404
        assert client.get("/account/facebook/login/token/").status_code in {404, 405}
        assert client.get("/account/oidc/openid/login/").status_code == 404


def test_a_sign_in_with_another_service_begins_with_a_post(client: Client) -> None:
    """Else any page could sign a reader in as somebody else, by an address alone."""
    assert client.get("/account/google/login/").status_code == 200
    begun = client.post("/account/google/login/")
    assert begun["Location"].startswith("https://accounts.google.com/")
    assert "code_challenge=" in begun["Location"]


@pytest.mark.parametrize("half", ["GOOGLE_CLIENT_ID", "APPLE_TEAM_ID", "OPENID_SERVER"])
def test_half_a_service_is_refused_at_the_start(half: str) -> None:
    with pytest.raises(BadSetting):
        providers_from(Environment({f"STANDFIRST_{half}": "x"}))


def test_the_server_of_openid_connect_is_reached_encrypted() -> None:
    with pytest.raises(BadSetting):
        providers_from(Environment({**SET, "STANDFIRST_OPENID_SERVER": "http://id.club.example"}))


def test_pages_may_send_forms_to_the_services_that_are_set_and_to_no_others() -> None:
    assert origins_of(providers_from(Environment({}))) == []
    assert origins_of(providers_from(Environment(SET)))[-2:] == ["https://www.facebook.com", "https://id.club.example"]


def test_apples_answer_comes_as_a_post_of_another_site_and_signs_nobody_in_by_itself() -> None:
    client = Client(enforce_csrf_checks=True)
    from_apple = {"Origin": "https://appleid.apple.com", "Sec-Fetch-Site": "cross-site"}
    answered = client.post("/account/apple/login/callback/", {"code": "c", "state": "forged"}, headers=from_apple)
    assert answered["Location"].endswith("/account/apple/login/callback/finish/?code=c&state=forged")
    client.get(answered["Location"])
    assert signed_in(client) is None


def test_an_answer_to_nobodys_question_signs_nobody_in(client: Client) -> None:
    """The state of another session, or none: else a link could sign a reader in as somebody else."""
    asked = Client().post("/account/google/login/", headers={"Sec-Fetch-Site": "same-origin"})["Location"]
    state = parse_qs(urlsplit(asked).query)["state"][0]
    for forged in (state, "made-up", ""):
        client.get("/account/google/login/callback/", {"code": "c", "state": forged})
        assert signed_in(client) is None


def test_a_passkey_counts_as_the_second_factor(client: Client, settings: Settings) -> None:
    """It is something one has, opened by something one is or knows; a session without that note finds the desk shut."""
    settings.ADMIN_NEEDS_SECOND_FACTOR = True
    editor = aoife()
    key = Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data={"credential": {}})
    client.force_login(editor)
    assert client.get("/desk/")["Location"].startswith(reverse("mfa_reauthenticate"))
    request = RequestFactory().get("/")
    request.user, request.session = editor, client.session
    post_authentication(request, key, passwordless=True)
    request.session.save()
    assert client.get("/desk/").status_code == 200
