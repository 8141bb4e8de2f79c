"""The desk's forms for sites elsewhere, and their refusals in words."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.accounts.signed_tokens import Algorithm, BadKey, check_material
from standfirst.comments.elsewhere.addresses import LONGEST_TITLE, BadAddress, read_origin
from standfirst.comments.elsewhere.tables import OutsideSite

MODES = [("open", _("Open")), ("premoderated", _("Read before they appear")), ("closed", _("Closed"))]
KEY_REFUSALS = {
    "short": _("A secret has at least 32 letters, drawn by lot."),
    "private": _(
        "This is a private key, which nobody but the site may have. Make a new pair, and give its public half."
    ),
    "weak": _("An RSA key has at least 2,048 bits."),
    "not-public": _("This is no public key for this algorithm, in PEM or as JWK; nor is a public key a secret."),
}


class SiteForm(forms.Form):
    """What the desk says of a site."""

    name = forms.CharField(
        label=_("Name of the site"), max_length=120, help_text=_("Readers see it where they allow the site to write.")
    )
    origins = forms.CharField(
        label=_("Origins of its pages"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, such as https://blog.example. By http only localhost, to try things out."),
    )
    pages_by = forms.ChoiceField(label=_("What begins a conversation"), choices=OutsideSite.PagesBy.choices)
    comments_mode = forms.ChoiceField(label=_("Comments"), choices=MODES)
    issuer = forms.CharField(
        label=_("Issuer of its tokens"),
        max_length=200,
        required=False,
        help_text=_("What its signed tokens say as iss. Empty where its readers sign in here as everybody does."),
    )
    audience = forms.CharField(
        label=_("Audience of its tokens"), max_length=200, required=False, help_text=_("What they say as aud.")
    )
    trusts_addresses = forms.BooleanField(
        label=_("E-mail addresses that it has proven count as proven here"),
        required=False,
        help_text=_("Its word then opens accounts of readers with the same address. Only for a site that is yours."),
    )
    is_active = forms.BooleanField(
        label=_("Active"),
        required=False,
        initial=True,
        help_text=_("Switched off, nothing is shown or taken on its pages."),
    )

    def clean_origins(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["origins"].splitlines() if line.strip()]
        try:
            return sorted({read_origin(line) for line in lines})
        except BadAddress as error:
            words = _("An origin is https:// and a name, with nothing behind it: https://blog.example.")
            raise forms.ValidationError(words) from error

    def clean(self) -> None:
        issuer, audience = self.cleaned_data.get("issuer"), self.cleaned_data.get("audience")
        if issuer and not audience:
            self.add_error("audience", _("Tokens need an audience too: such as the address of this paper."))


class KeyForm(forms.Form):
    """A key with which a site signs."""

    kid = forms.CharField(
        label=_("Key id"), max_length=100, help_text=_("What its tokens name in their header as kid.")
    )
    algorithm = forms.ChoiceField(label=_("Algorithm"), choices=[(one.value, one.value) for one in Algorithm])
    material = forms.CharField(
        label=_("Public key, or the shared secret for HS256"),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    valid_until = forms.DateTimeField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("Empty: until you end it."),
    )

    def clean(self) -> None:
        material, algorithm = self.cleaned_data.get("material"), self.cleaned_data.get("algorithm")
        if material and algorithm:
            try:
                check_material(material, algorithm=Algorithm(algorithm))
            except BadKey as refused:
                self.add_error("material", KEY_REFUSALS[refused.code])


class PageForm(forms.Form):
    """What the desk says of one page of a site."""

    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    comments_mode = forms.ChoiceField(label=_("Comments"), choices=MODES)
    live = forms.BooleanField(
        label=_("Public"), required=False, help_text=_("Not public, the whole conversation is shown nowhere.")
    )
