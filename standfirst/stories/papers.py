"""What the paper says of itself to machines: its name as a publisher, its principles, its plain files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.prepared import Prepared
from standfirst.stories import plain_files
from standfirst.stories.pictures import Picture
from standfirst.stories.plain_files import Fault, Wrong

ROBOTS = "User-agent: *\nDisallow: /account/\nDisallow: /checkout/\nDisallow: /desk/\nDisallow: /your/\n"
WORDS = {
    Wrong.NOT_A_FIELD: _("Line %(line)d is no “name: value” (in trust.txt and ads.txt “name=value”): %(text)s"),
    Wrong.UNKNOWN_FIELD: _("Line %(line)d begins with something this file does not know: %(text)s"),
    Wrong.NO_AGENT: _("Line %(line)d comes before any “User-agent:”, so it is for nobody: %(text)s"),
    Wrong.NOT_A_PATH: _("Line %(line)d: a path begins with / or *, not as this does: %(text)s"),
    Wrong.NOT_AN_ADDRESS: _("Line %(line)d is not a web address with https:// or http://: %(text)s"),
    Wrong.NOT_A_CONTACT: _("Line %(line)d is neither an e-mail address nor a web address: %(text)s"),
    Wrong.NOT_A_DOMAIN: _("Line %(line)d: a seller begins with a domain such as ads.example, not with %(text)s"),
    Wrong.NOT_A_SELLER: _("Line %(line)d is not “domain, account, DIRECT” (or RESELLER, perhaps one more): %(text)s"),
}


@register_setting(icon="site")
class PaperSettings(BaseGenericSetting):
    """One row at most; where nobody has saved any, `current` gives the defaults."""

    publisher_name = models.CharField(
        _("publisher"), max_length=120, blank=True, help_text=_("Empty: the paper's name.")
    )
    logo = models.ForeignKey(
        Picture, verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    public_email = models.EmailField(_("public e-mail address"), blank=True)
    publishing_principles = models.URLField(
        _("publishing principles"), blank=True, help_text=_("The address of the page that tells how you work.")
    )
    corrections_policy = models.TextField(
        _("corrections policy"), blank=True, help_text=_("The address of the page, or the words themselves.")
    )
    social_accounts = models.TextField(
        _("accounts elsewhere"), blank=True, help_text=_("Web addresses of the paper's own accounts, one to a line.")
    )
    robots_rules = models.TextField(
        _("robots.txt"), blank=True, default=ROBOTS, help_text=_("The sitemaps are added by themselves.")
    )
    security_contacts = models.TextField(
        _("security.txt"),
        blank=True,
        help_text=_("Where to report a security hole: an e-mail or web address, one to a line. Empty: no file."),
    )
    trust_lines = models.TextField(
        _("trust.txt"),
        blank=True,
        help_text=_("As in “belongto=https://association.example/”. Your accounts are added by themselves."),
    )
    ads_lines = models.TextField(
        _("ads.txt"),
        blank=True,
        help_text=_(
            "As in “ads.example, 1234, DIRECT”. Empty: no file, which is right where you sell adverts yourself."
        ),
    )

    select_related: ClassVar = ["logo"]
    panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("publisher_name"),
                FieldPanel("logo"),
                FieldPanel("public_email"),
                FieldPanel("publishing_principles"),
                FieldPanel("corrections_policy"),
                FieldPanel("social_accounts"),
            ],
            heading=_("The publisher"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("robots_rules"),
                FieldPanel("security_contacts"),
                FieldPanel("trust_lines"),
                FieldPanel("ads_lines"),
            ],
            heading=_("Plain files"),
        ),
    ]

    class Meta:
        verbose_name = _("publisher and plain files")

    @classmethod
    def current(cls) -> PaperSettings:
        """As saved at the desk, else the defaults. One query; unlike Wagtail's `load` it never writes."""
        return SAVED.first() or cls()

    @property
    def publisher(self) -> str:
        return str(self.publisher_name or settings.PAPER_NAME)

    def clean(self) -> None:
        super().clean()
        judged: list[tuple[str, Callable[[str], Iterable[Fault]]]] = [
            ("social_accounts", plain_files.faults_in_accounts),
            ("robots_rules", plain_files.faults_in_robots),
            ("security_contacts", plain_files.faults_in_contacts),
            ("trust_lines", plain_files.faults_in_trust),
            ("ads_lines", plain_files.faults_in_ads),
        ]
        errors = {name: [_words(fault) for fault in faults(getattr(self, name))] for name, faults in judged}
        if any(errors.values()):
            raise ValidationError({name: words for name, words in errors.items() if words})


SAVED: Prepared[PaperSettings] = Prepared(lambda: PaperSettings.base_queryset().order_by("pk")[:1])


def _words(fault: Fault) -> ValidationError:
    return ValidationError(WORDS[fault.wrong], code=fault.wrong, params={"line": fault.line, "text": fault.text[:80]})
