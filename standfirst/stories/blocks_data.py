"""Blocks that hold figures: a table, and a chart drawn from a small one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as now_translated
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from standfirst.stories.figures import BadFigures, draw_chart, in_words, read_figures


class TableBlock(blocks.StructBlock):
    """A table with a caption; columns of words or of figures."""

    table = TypedTableBlock(
        [
            ("words", blocks.CharBlock(label=_("Words"), required=False, max_length=400)),
            ("figure", blocks.CharBlock(label=_("Figures"), required=False, max_length=40)),
        ],
        label=_("Table"),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "table"
        label = _("Table")
        template = "stories/blocks/table.html"


class ChartBlock(blocks.StructBlock):
    """A chart from a small table that is pasted from a spreadsheet. The table itself stands below it, folded."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, help_text=_("What the chart says, as a sentence."))
    kind = blocks.ChoiceBlock(
        label=_("Drawn as"),
        choices=[("bars", _("Bars, to compare")), ("lines", _("Lines, over time"))],
        default="bars",
    )
    figures = blocks.TextBlock(
        label=_("Figures"),
        rows=8,
        help_text=_(
            "Paste them from a spreadsheet. First line: the names. Then a label and its numbers on each line, "
            "apart by tabs, semicolons or commas."
        ),
    )
    unit = blocks.CharBlock(label=_("Unit"), required=False, max_length=16, help_text=_("As in %, € or km."))
    description = blocks.CharBlock(
        label=_("In words"),
        max_length=400,
        help_text=_("What the chart shows, for those who don't see it: the highest, the lowest, the change."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "order"
        label = _("Chart")
        template = "stories/blocks/chart.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            read_figures(cleaned["figures"])
        except BadFigures as error:
            raise StructBlockValidationError(
                block_errors={"figures": ValidationError(problem_in_words(error))}
            ) from error
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """`svg` and the table's `names` and `rows`; neither where a draft's figures can't be read."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        try:
            figures = read_figures(value["figures"] or "")
        except BadFigures:
            return context
        svg = draw_chart(
            figures,
            kind=value["kind"] or "bars",
            name=value["title"] or "",
            description=value["description"] or "",
            unit=value["unit"] or "",
        )
        context["svg"] = mark_safe(svg)
        context["heading"], context["names"] = figures.heading, figures.names
        context["rows"] = [(label, [in_words(number) for number in numbers]) for label, numbers in figures.rows]
        return context


def problem_in_words(error: BadFigures) -> str:
    words = {
        "too few lines": now_translated("A chart needs a line of names and at least one line of figures."),
        "one column": now_translated(
            "The first line has one column only; put a tab, semicolon or comma between names."
        ),
        "too many columns": now_translated("At most %(text)s columns of figures can be told apart in one chart."),
        "too many lines": now_translated("At most %(text)s lines fit into a chart; a table takes more."),
        "columns differ": now_translated("Line %(place)s has not as many columns as the first: %(text)s"),
        "not a number": now_translated("In line %(place)s this is not a number: %(text)s"),
        "no number": now_translated("There is no number in it."),
    }
    return words[error.problem] % {"place": error.place, "text": error.text}
