"""What the desk tells screening: lists of words and of hosts, and how long newcomers wait."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from standfirst.moderation.screening.hosts import HostLists, as_host
from standfirst.moderation.screening.lexicon import BadEntry, Lexicon, read_entry
from standfirst.moderation.screening.verdicts import Effect
from standfirst.prepared import Prepared

MOST_NEWCOMERS_WAIT = 20
_LANGUAGE = RegexValidator(r"^[a-z]{2}$", _("Two small letters, as in “en”."))


class WordList(models.Model):
    """Words and phrases of one language that hold a comment, are refused, or are asked about first. One to a line."""

    class Effects(models.IntegerChoices):
        NUDGE = Effect.NUDGE, _("Ask the author first")
        HOLD = Effect.HOLD, _("A moderator reads it first")
        REFUSE = Effect.REFUSE, _("Not taken")

    language = models.CharField(
        _("language"),
        max_length=2,
        blank=True,
        validators=[_LANGUAGE],
        help_text=_("Two letters, as in “en”: the story's. Empty: stories in any language."),
    )
    effect = models.PositiveSmallIntegerField(_("what happens"), choices=Effects.choices, default=Effects.HOLD)
    entries = models.TextField(
        _("words and phrases"),
        blank=True,
        help_text=_(
            "One to a line. A star at the end takes in all that begins so: “muppet*” also finds “muppetry”. "
            "Case, accents, look-alikes and digits for letters need no lines of their own."
        ),
    )
    exceptions = models.TextField(
        _("exceptions"), blank=True, help_text=_("Words that are fine though they begin like one of these.")
    )

    panels: ClassVar = [
        FieldPanel("language"),
        FieldPanel("effect"),
        FieldPanel("entries"),
        FieldPanel("exceptions"),
    ]

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")
        ordering: ClassVar = ["language", "-effect"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["language", "effect"], name="one_word_list_per_language_and_effect"),
            models.CheckConstraint(condition=models.Q(effect__in=[1, 2, 3]), name="word_list_effect_known"),
        ]

    def __str__(self) -> str:
        return f"{self.language or _('Any language')}: {self.get_effect_display()}"

    def clean(self) -> None:
        super().clean()
        faults = {name: faults_in(getattr(self, name)) for name in ("entries", "exceptions")}
        if any(faults.values()):
            raise ValidationError({name: said for name, said in faults.items() if said})

    def compiled(self) -> Lexicon:
        return Lexicon.of(
            lines_of(self.entries), exceptions=lines_of(self.exceptions), language=self.language, effect=self.effect
        )


@register_setting(icon="warning")
class ScreeningSettings(BaseGenericSetting):
    """One row at most. Its `stamp` is another after every change here or in the word lists: nobody holds old ones."""

    stamp = models.CharField(_("stamp"), max_length=32, blank=True, editable=False)
    newcomers_wait = models.PositiveSmallIntegerField(
        _("first comments that wait"),
        default=0,
        help_text=_("How many first comments of every reader a moderator reads before they appear. 0: none."),
    )
    unwanted_hosts = models.TextField(
        _("unwanted sites"),
        blank=True,
        help_text=_("Comments with links to these are not taken. One to a line, as in “shop.example”."),
    )
    trusted_hosts = models.TextField(
        _("trusted sites"), blank=True, help_text=_("Links to these never make a comment wait. One to a line.")
    )

    panels: ClassVar = [FieldPanel("newcomers_wait"), FieldPanel("unwanted_hosts"), FieldPanel("trusted_hosts")]

    class Meta:
        verbose_name = _("screening of comments")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(newcomers_wait__lte=MOST_NEWCOMERS_WAIT), name="newcomers_wait_bounded"
            )
        ]

    @classmethod
    def current(cls) -> ScreeningSettings:
        """As saved at the desk, else the defaults. One query; unlike Wagtail's `load` it never writes."""
        return SAVED.first() or cls()

    def clean(self) -> None:
        super().clean()
        if self.newcomers_wait > MOST_NEWCOMERS_WAIT:
            raise ValidationError({"newcomers_wait": _("At most %d.") % MOST_NEWCOMERS_WAIT})
        for name in ("unwanted_hosts", "trusted_hosts"):
            strange = [line for line in lines_of(getattr(self, name)) if "/" in line or "." not in as_host(line)]
            if strange:
                raise ValidationError({name: [_("No name of a site: %s") % line[:80] for line in strange]})

    def hosts(self) -> HostLists:
        return HostLists(
            unwanted=frozenset(map(as_host, lines_of(self.unwanted_hosts))),
            trusted=frozenset(map(as_host, lines_of(self.trusted_hosts))),
        )


# Without the lists of sites, which are read when they have changed.
SAVED: Prepared[ScreeningSettings] = Prepared(
    lambda: ScreeningSettings.base_queryset().only("stamp", "newcomers_wait").order_by("pk")[:1], kept=True
)


def lines_of(text: str) -> list[str]:
    """The lines that say something, without space around them, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def faults_in(text: str) -> list[str]:
    """What is wrong with lines of a word list, in words with the line."""
    found = []
    for line in lines_of(text):
        try:
            read_entry(line)
        except BadEntry as fault:
            found.append(_("“%(line)s”: %(fault)s") % {"line": line[:80], "fault": fault})
    return found
