"""Pictures with what a newspaper must know of them: caption, credit, alternative text, rights, how they came to be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.search import index
from willow.plugins.pillow import PillowImage

from standfirst.stories.drawing import CreditedFilter
from standfirst.stories.metadata import Particulars, xmp_packet
from standfirst.stories.sizes import FORMATS, LAYOUTS, STRUCTURED, all_specs
from standfirst.stories.source_types import SourceType, label_for_readers


class Size(NamedTuple):
    """A picture at one size and in one format, as a page shows it."""

    url: str
    width: int
    height: int


class Picture(AbstractImage):
    """A picture. Its alternative text never falls back to the file's name: where none was written it is empty."""

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    caption = models.CharField(_("caption"), max_length=2000, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it, and for whom."))
    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who don't see it."),
    )
    byline = models.CharField(_("byline"), max_length=200, blank=True, help_text=_("Who made it."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Where it came from."))
    keywords = models.CharField(_("keywords"), max_length=1000, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=120, blank=True)
    digital_source_type = models.CharField(
        _("how it came to be"),
        max_length=60,
        blank=True,
        choices=SourceType.choices,
        help_text=_("Readers are told where AI had a part in it."),
    )
    instructions = models.TextField(
        _("instructions"), max_length=2000, blank=True, help_text=_("For the desk; readers don't see them.")
    )
    usage_terms = models.TextField(
        _("usage terms"), max_length=2000, blank=True, help_text=_("For the desk; readers don't see them.")
    )
    one_use_only = models.BooleanField(
        _("one use only"), default=False, help_text=_("Once it stands in a published story, no other can take it.")
    )
    expires_at = models.DateTimeField(
        _("expires"), null=True, blank=True, help_text=_("From then on no story can take it.")
    )
    web_statement = models.URLField(_("address of the rights statement"), max_length=500, blank=True)
    licensor_url = models.URLField(_("address of the licensor"), max_length=500, blank=True)
    # What was drawn, by filter: file, width, height. A page shows pictures without asking for renditions; written
    # with the renditions by actions/pictures.py, emptied with them by the bridge.
    drawn = models.JSONField(default=dict, blank=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "caption",
        "alt_text",
        "byline",
        "credit",
        "copyright_notice",
        "digital_source_type",
        "one_use_only",
        "expires_at",
        "usage_terms",
        "instructions",
        "source",
        "city",
        "country",
        "keywords",
        "web_statement",
        "licensor_url",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar = [
        *AbstractImage.search_fields,
        *(index.SearchField(name) for name in ("caption", "byline", "credit", "keywords", "source", "city")),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def default_alt_text(self) -> str:
        return self.alt_text

    @property
    def credit_line(self) -> str:
        """As it stands under the picture: who made it, and for whom."""
        if self.byline and self.credit and self.byline.casefold() not in self.credit.casefold():
            return f"{self.byline} / {self.credit}"
        return self.credit or self.byline

    @property
    def readers_label(self) -> str:
        """What readers are told where AI had a part in the picture; else nothing."""
        return label_for_readers(self.digital_source_type)

    @property
    def particulars(self) -> Particulars:
        """What every file made from this one carries."""
        return Particulars(
            byline=self.byline,
            credit=self.credit,
            copyright_notice=self.copyright_notice,
            source=self.source,
            digital_source_type=self.digital_source_type,
            web_statement=self.web_statement,
            licensor_url=self.licensor_url,
        )

    # Templates ask for it, and only the pattern page's pictures have one; without this each asking would look through
    # all that a picture has.
    sample = ""

    # What is drawn

    def specs(self) -> list[str]:
        """Every filter in which pages show this picture."""
        return all_specs(self.width)

    def shown(self, spec: str) -> Size | None:
        """The picture as `spec` draws it, where that was drawn. Asks nothing of the database."""
        found = self.drawn.get(spec)
        return Size(_storage().url(found[0]), found[1], found[2]) if found else None

    def shown_in(self, layout: str) -> dict[str, list[Size]]:
        """By format what was drawn for a layout (see sizes.py), smallest first; a format not drawn is left out."""
        crops = LAYOUTS[layout].crops_of(self.width)
        sizes = {kind: [self.shown(f"{crop}|format-{kind}") for crop in crops] for kind in FORMATS}
        return {kind: found for kind, row in sizes.items() if (found := [size for size in row if size])}

    def structured_renditions(self) -> list[Size]:
        """16:9, 4:3 and 1:1 as JPEG, 1200 wide where the original is that large: for JSON-LD and sharing.

        The worker draws them after the upload; what is not drawn yet is left out.
        """
        return [size for spec in STRUCTURED if (size := self.shown(spec))]

    # How it is drawn

    _opened: PillowImage | None = None

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        """One after the other from one decoded original: three at once would hold three of sixty megapixels."""
        if not filters:
            return {}
        with self._decoded():
            return {one: self.create_rendition(one) for one in filters}

    def generate_rendition_file(self, filter: Filter, *, source: File[bytes] | None = None) -> File[bytes]:
        """With its credit inside, under a name that nobody can guess before a page shows it."""
        credited = CreditedFilter(filter.spec, self.particulars, self._opened)
        # Wagtail hands over a temporary file that nobody would close.
        with super().generate_rendition_file(credited, source=source) as file:
            file.seek(0)
            return ContentFile(file.read(), name=f"{self.mark(filter)}-{file.name}")

    def mark(self, filter: Filter) -> str:
        """Begins the name of a rendition's file. Another file, focal point or credit: another mark."""
        carried = xmp_packet(self.particulars).hex()
        value = f"{self.pk} {self.file.name} {filter.spec} {filter.get_cache_key(self)} {carried}"
        return salted_hmac("standfirst.picture", value, algorithm="sha256").hexdigest()[:16]

    @contextmanager
    def _decoded(self) -> Iterator[None]:
        with self.get_willow_image() as willow:
            self._opened = willow.auto_orient()
            self._opened.format_name = willow.format_name
        try:
            yield
        finally:
            self._opened = None


class Rendition(AbstractRendition):
    """A picture at one size and in one format."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]


def _storage() -> Storage:
    storage: Storage = Rendition._meta.get_field("file").storage
    return storage
