"""allauth's forms with our words: what a field asks for stands above it and nowhere else, and hints are sentences."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

E_MAIL = {"email": _("E-mail address")}
PASSWORD = {"password": _("Password")}
NEW = {"password1": _("New password"), "password2": _("The same once more")}
CODE = {"code": _("Code")}
PASSKEY = {"name": _("Its name"), "passwordless": _("It signs me in by itself")}
HINTS = {
    "password1": lazy(lambda: " ".join(password_validators_help_texts()), str)(),
    "passwordless": _("It then asks for your finger, your face or a PIN, and we send no code."),
}


def plainly(form: type[forms.Form], words: dict[str, Any]) -> type[forms.Form]:
    """That form of allauth's, unchanged in all it checks, with these labels and without words inside its fields."""

    class Plain(form):  # type: ignore[valid-type, misc]  # a class that is made of any of allauth's
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            for name, field in self.fields.items():
                field.widget.attrs.pop("placeholder", None)
                field.label = words.get(name, field.label)
                field.help_text = HINTS.get(name, field.help_text)

    return Plain


Login = plainly(account.LoginForm, {"login": E_MAIL["email"], **PASSWORD})
Reauthenticate = plainly(account.ReauthenticateForm, PASSWORD)
ChangePassword = plainly(account.ChangePasswordForm, {"oldpassword": _("The password you have"), **NEW})
SetPassword = plainly(account.SetPasswordForm, NEW)
ResetPassword = plainly(account.ResetPasswordForm, E_MAIL)
NewPassword = plainly(account.ResetPasswordKeyForm, NEW)
NewAddress = plainly(account.AddEmailForm, {"email": _("New e-mail address")})
LoginCode = plainly(account.ConfirmLoginCodeForm, CODE)
AddressCode = plainly(account.ConfirmEmailVerificationCodeForm, CODE)
Authenticate = plainly(second_factor.AuthenticateForm, CODE)
ReauthenticateByCode = plainly(second_factor.ReauthenticateForm, CODE)
ActivateApp = plainly(totp.ActivateTOTPForm, {"code": _("The code that the app shows")})
AddPasskey = plainly(passkeys.AddWebAuthnForm, PASSKEY)
RenamePasskey = plainly(passkeys.EditWebAuthnForm, PASSKEY)
