"""What allauth is told: whose forms it shows, and which other services readers may sign in with.

Those whose settings are set, and none by default.
"""

from __future__ import annotations

from typing import Any

from standfirst.env import BadSetting, Environment

_PLAIN = "standfirst.accounts.plain_forms."
FORMS = {
    "request_login_code": "standfirst.accounts.forms.SignInForm",
    "login": _PLAIN + "Login",
    "reauthenticate": _PLAIN + "Reauthenticate",
    "change_password": _PLAIN + "ChangePassword",
    "set_password": _PLAIN + "SetPassword",
    "reset_password": _PLAIN + "ResetPassword",
    "reset_password_from_key": _PLAIN + "NewPassword",
    "add_email": _PLAIN + "NewAddress",
    "confirm_login_code": _PLAIN + "LoginCode",
    "confirm_email_verification_code": _PLAIN + "AddressCode",
}
SECOND_FACTOR_FORMS = {
    "authenticate": _PLAIN + "Authenticate",
    "reauthenticate": _PLAIN + "ReauthenticateByCode",
    "activate_totp": _PLAIN + "ActivateApp",
    "add_webauthn": _PLAIN + "AddPasskey",
    "edit_webauthn": _PLAIN + "RenamePasskey",
}


def providers_from(env: Environment) -> dict[str, dict[str, Any]]:
    """What allauth wants to know of each service, by allauth's name for it. Raises BadSetting where a half is missing.

    A service's word that an address is proven is taken from Google, Apple and the site's own OpenID Connect server,
    which say so in a signed answer. Facebook says nothing about it, so its addresses are proven here, by a code.
    """
    google = {
        "client_id": env.text("GOOGLE_CLIENT_ID", "", "Sign in with Google: the client's id."),
        "secret": env.text("GOOGLE_CLIENT_SECRET", "", "The secret that belongs to it."),
    }
    facebook = {
        "client_id": env.text("FACEBOOK_APP_ID", "", "Sign in with Facebook: the app's id."),
        "secret": env.text("FACEBOOK_APP_SECRET", "", "The secret that belongs to it."),
    }
    providers: dict[str, dict[str, Any]] = {
        "google": {"SCOPE": ["email"], "AUTH_PARAMS": {"access_type": "online"}, "OAUTH_PKCE_ENABLED": True},
        "apple": {},
        "facebook": {"METHOD": "oauth2", "SCOPE": ["email"], "FIELDS": ["id", "email"], "VERIFIED_EMAIL": False},
        "openid_connect": {"OAUTH_PKCE_ENABLED": True},
    }
    providers["google"]["APPS"] = _app("GOOGLE_", google)
    providers["facebook"]["APPS"] = _app("FACEBOOK_", facebook)
    providers["apple"]["APPS"] = _apple(env)
    providers["openid_connect"]["APPS"] = _openid(env)
    return providers


ADDRESSES = {
    "google": "https://accounts.google.com",
    "apple": "https://appleid.apple.com",
    "facebook": "https://www.facebook.com",
}


def origins_of(providers: dict[str, dict[str, Any]]) -> list[str]:
    """Where the forms "Sign in with …" lead; browsers hold the page's policy against that too."""
    servers = [app["settings"]["server_url"] for app in providers["openid_connect"]["APPS"]]
    known = [origin for service, origin in ADDRESSES.items() if providers[service]["APPS"]]
    return known + ["/".join(server.split("/", 3)[:3]) for server in servers]


def _apple(env: Environment) -> list[dict[str, Any]]:
    app = {
        "client_id": env.text("APPLE_CLIENT_ID", "", "Sign in with Apple: the services id."),
        "secret": env.text("APPLE_KEY_ID", "", "The id of the key that signs."),
        "key": env.text("APPLE_TEAM_ID", "", "The team's id."),
    }
    certificate = env.text(
        "APPLE_PRIVATE_KEY", "", "The key that signs, as it stands in the .p8 file, with `\\n` for its line ends."
    )
    apps = _app("APPLE_", {**app, "certificate": certificate})
    for one in apps:
        one["settings"] = {"certificate_key": one.pop("certificate").replace("\\n", "\n")}
    return apps


def _openid(env: Environment) -> list[dict[str, Any]]:
    app = {
        "server_url": env.text("OPENID_SERVER", "", "Sign in with OpenID Connect: the server's address."),
        "client_id": env.text("OPENID_CLIENT_ID", "", "This site's id at that server."),
        "secret": env.text("OPENID_CLIENT_SECRET", "", "The secret that belongs to it."),
    }
    name = env.text("OPENID_NAME", "OpenID Connect", "What readers call that server; it stands on the button.")
    apps = _app("OPENID_", app)
    for one in apps:
        server = one.pop("server_url")
        if not server.startswith("https://"):
            raise BadSetting(f"STANDFIRST_OPENID_SERVER is an https address, not {server!r}.")
        one |= {"provider_id": "openid", "name": name, "settings": {"server_url": server}}
    return apps


def _app(prefix: str, values: dict[str, str]) -> list[dict[str, Any]]:
    """One app where all values are set, none where none is."""
    if not any(values.values()):
        return []
    if not all(values.values()):
        raise BadSetting(f"The settings STANDFIRST_{prefix}… belong together: set all of them, or none.")
    return [dict(values)]
