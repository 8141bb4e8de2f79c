"""What the body of a story is made of."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from standfirst.edge.caching import tag_response
from standfirst.prepared import Prepared
from standfirst.stories.blocks_boxes import CorrectionBlock, DocumentBlock, FactBoxBlock, KeyPointBlock
from standfirst.stories.blocks_data import ChartBlock, TableBlock
from standfirst.stories.blocks_embeds import EmbedBlock, QuotedPostBlock
from standfirst.stories.blocks_media import GalleryBlock, RecordingBlock
from standfirst.stories.blocks_pictures import PictureBlock

# Blocks whose looks are in a stylesheet of their own, which most stories do without.
BOXES = {"gallery", "recording", "fact_box", "table", "chart", "document", "key_point", "correction"}
INLINE = ["bold", "italic", "link"]


class ParagraphBlock(blocks.RichTextBlock):
    """A paragraph. Most of a story is paragraphs, so they are made as their templates would, without asking those."""

    def render(self, value: Any, context: Any = None) -> SafeString:
        return mark_safe(f"{expand_db_html(value.source)}\n")

    def deconstruct(self) -> Any:
        """As what it is to the database; how it is shown is no matter for migrations."""
        return ("wagtail.blocks.RichTextBlock", *super().deconstruct()[1:])


class PullQuoteBlock(blocks.StructBlock):
    """A sentence of the story's own, set large, with the name of who said it."""

    quote = blocks.TextBlock(label=_("Quote"), max_length=400, rows=3)
    attribution = blocks.CharBlock(label=_("Attribution"), max_length=120)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        template = "stories/blocks/pull_quote.html"


class StoryChooserBlock(blocks.PageChooserBlock):
    """Chooses a story, and fetches of it what a link shows: a whole story is heavy, and a page may link to many."""

    @cached_property
    def _links(self) -> Prepared[Any]:
        return Prepared(lambda stories: self.model_class.objects.for_links().filter(pk__in=stories))

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        found = {one.pk: one for one in self._links(stories=[value for value in values if value is not None])}
        return [copy(found.get(value)) for value in values]


class ReadAlsoBlock(blocks.StructBlock):
    """A "Read:" link to another story. Headline and address follow that story."""

    story = StoryChooserBlock(label=_("Story"), page_type="stories.StoryPage")

    class Meta:
        icon = "link"
        label = _("Read also")
        template = "stories/blocks/read_also.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        story = value["story"]
        request = (parent_context or {}).get("request")
        if story is not None and request is not None:
            # The link carries the other story's headline, so this page changes with it.
            tag_response(request, f"story:{story.pk}")
        # A story that was withdrawn or never published is not linked to.
        context["story"] = story if story is not None and story.live else None
        return context


class StoryBody(blocks.StreamBlock):
    """The blocks of a story, in the order in which a desk reaches for them."""

    paragraph = ParagraphBlock(label=_("Paragraph"), features=INLINE, template="stories/blocks/paragraph.html")
    subhead = blocks.CharBlock(label=_("Subhead"), icon="title", max_length=120, template="stories/blocks/subhead.html")
    picture = PictureBlock()
    pull_quote = PullQuoteBlock()
    read_also = ReadAlsoBlock()
    gallery = GalleryBlock()
    recording = RecordingBlock()
    fact_box = FactBoxBlock()
    table = TableBlock()
    chart = ChartBlock()
    document = DocumentBlock()
    key_point = KeyPointBlock()
    correction = CorrectionBlock()
    embed = EmbedBlock()
    quoted_post = QuotedPostBlock()
