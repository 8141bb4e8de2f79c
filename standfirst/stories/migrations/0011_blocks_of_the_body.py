import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0010_stories_lead_with_embeds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storypage",
            name="body",
            field=wagtail.fields.StreamField(
                [
                    ("paragraph", 0),
                    ("subhead", 1),
                    ("picture", 6),
                    ("pull_quote", 10),
                    ("read_also", 12),
                    ("gallery", 15),
                    ("recording", 17),
                    ("fact_box", 20),
                    ("table", 25),
                    ("chart", 31),
                    ("document", 34),
                    ("key_point", 37),
                    ("correction", 40),
                    ("embed", 42),
                    ("quoted_post", 48),
                ],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {
                            "features": ["bold", "italic", "link"],
                            "label": "Paragraph",
                            "template": "stories/blocks/paragraph.html",
                        },
                    ),
                    1: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "icon": "title",
                            "label": "Subhead",
                            "max_length": 120,
                            "template": "stories/blocks/subhead.html",
                        },
                    ),
                    2: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Picture"}),
                    3: ("wagtail.blocks.CharBlock", (), {"label": "Caption", "max_length": 400, "required": False}),
                    4: ("wagtail.blocks.CharBlock", (), {"label": "Credit", "max_length": 200, "required": False}),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "For those who don't see the picture.",
                            "label": "Alternative text",
                            "max_length": 300,
                            "required": False,
                        },
                    ),
                    6: (
                        "wagtail.blocks.StructBlock",
                        [[("picture", 2), ("caption", 3), ("credit", 4), ("alternative", 5)]],
                        {},
                    ),
                    7: ("wagtail.blocks.TextBlock", (), {"label": "Quote", "max_length": 400, "rows": 3}),
                    8: ("wagtail.blocks.CharBlock", (), {"label": "Attribution", "max_length": 120}),
                    9: ("wagtail.blocks.CharBlock", (), {"label": "Role", "max_length": 160, "required": False}),
                    10: ("wagtail.blocks.StructBlock", [[("quote", 7), ("attribution", 8), ("role", 9)]], {}),
                    11: (
                        "standfirst.stories.blocks.StoryChooserBlock",
                        (),
                        {"label": "Story", "page_type": ["stories.StoryPage"]},
                    ),
                    12: ("wagtail.blocks.StructBlock", [[("story", 11)]], {}),
                    13: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120, "required": False}),
                    14: ("wagtail.blocks.ListBlock", (6,), {"label": "Pictures", "max_num": 24, "min_num": 2}),
                    15: ("wagtail.blocks.StructBlock", [[("title", 13), ("pictures", 14)]], {}),
                    16: ("standfirst.stories.blocks_media.RecordingChooserBlock", (), {"label": "Recording"}),
                    17: ("wagtail.blocks.StructBlock", [[("recording", 16), ("caption", 3), ("credit", 4)]], {}),
                    18: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 80}),
                    19: (
                        "wagtail.blocks.RichTextBlock",
                        (),
                        {"features": ["bold", "italic", "link", "ul", "ol"], "label": "Facts"},
                    ),
                    20: ("wagtail.blocks.StructBlock", [[("title", 18), ("text", 19)]], {}),
                    21: ("wagtail.blocks.CharBlock", (), {"label": "Words", "max_length": 400, "required": False}),
                    22: ("wagtail.blocks.CharBlock", (), {"label": "Figures", "max_length": 40, "required": False}),
                    23: (
                        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                        [[("words", 21), ("figure", 22)]],
                        {"label": "Table"},
                    ),
                    24: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 200, "required": False}),
                    25: ("wagtail.blocks.StructBlock", [[("table", 23), ("source", 24)]], {}),
                    26: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"help_text": "What the chart says, as a sentence.", "label": "Title", "max_length": 120},
                    ),
                    27: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {"choices": [("bars", "Bars, to compare"), ("lines", "Lines, over time")], "label": "Drawn as"},
                    ),
                    28: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "help_text": "Paste them from a spreadsheet. First line: the names. Then a label and its numbers on each line, apart by tabs, semicolons or commas.",
                            "label": "Figures",
                            "rows": 8,
                        },
                    ),
                    29: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"help_text": "As in %, € or km.", "label": "Unit", "max_length": 16, "required": False},
                    ),
                    30: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "What the chart shows, for those who don't see it: the highest, the lowest, the change.",
                            "label": "In words",
                            "max_length": 400,
                        },
                    ),
                    31: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 26),
                                ("kind", 27),
                                ("figures", 28),
                                ("unit", 29),
                                ("description", 30),
                                ("source", 24),
                            ]
                        ],
                        {},
                    ),
                    32: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "Document"}),
                    33: ("wagtail.blocks.CharBlock", (), {"label": "About it", "max_length": 240, "required": False}),
                    34: ("wagtail.blocks.StructBlock", [[("document", 32), ("about", 33)]], {}),
                    35: ("wagtail.blocks.DateTimeBlock", (), {"label": "When", "required": False}),
                    36: ("wagtail.blocks.CharBlock", (), {"label": "What happened", "max_length": 240}),
                    37: ("wagtail.blocks.StructBlock", [[("happened_at", 35), ("text", 36)]], {}),
                    38: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"label": "What was wrong, and what is right", "max_length": 600, "rows": 3},
                    ),
                    39: ("wagtail.blocks.DateBlock", (), {"label": "Made on"}),
                    40: ("wagtail.blocks.StructBlock", [[("text", 38), ("made_on", 39)]], {}),
                    41: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "As it stands in the browser. Picture and title come by themselves.",
                            "label": "Address",
                            "max_length": 500,
                        },
                    ),
                    42: ("wagtail.blocks.StructBlock", [[("address", 41), ("caption", 3)]], {}),
                    43: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Address of the post", "max_length": 500, "required": False},
                    ),
                    44: ("wagtail.blocks.CharBlock", (), {"label": "Author", "max_length": 120, "required": False}),
                    45: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "As in @dunmara_pilot.",
                            "label": "Account",
                            "max_length": 120,
                            "required": False,
                        },
                    ),
                    46: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"label": "Words", "max_length": 3000, "required": False, "rows": 4},
                    ),
                    47: ("wagtail.blocks.DateBlock", (), {"label": "Date", "required": False}),
                    48: (
                        "wagtail.blocks.StructBlock",
                        [[("address", 43), ("author", 44), ("handle", 45), ("words", 46), ("posted_on", 47)]],
                        {},
                    ),
                },
                verbose_name="body",
            ),
        ),
    ]
