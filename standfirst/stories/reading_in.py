"""What a file says of itself, put into the fields of its picture that are still empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from standfirst.stories.metadata import Particulars
from standfirst.stories.pictures import Picture
from standfirst.stories.source_types import SourceType


def values_from(particulars: Particulars) -> dict[str, object]:
    """By field of Picture, cut to its length; only what the file says."""
    expires = particulars.expires_at
    values: Mapping[str, object] = {
        "title": particulars.headline or particulars.caption.partition("\n")[0],
        "caption": particulars.caption,
        "alt_text": particulars.alternative,
        "byline": particulars.byline,
        "credit": particulars.credit,
        "copyright_notice": particulars.copyright_notice,
        "source": particulars.source,
        "keywords": ", ".join(particulars.keywords),
        "city": particulars.city,
        "country": particulars.country,
        "instructions": particulars.instructions,
        "usage_terms": particulars.usage_terms,
        "web_statement": particulars.web_statement,
        "licensor_url": particulars.licensor_url,
    }
    found: dict[str, object] = {name: _cut(name, str(value)) for name, value in values.items() if value}
    if particulars.digital_source_type in SourceType.values:
        found["digital_source_type"] = particulars.digital_source_type
    if particulars.one_use_only:
        found["one_use_only"] = True
    if expires is not None:
        found["expires_at"] = _aware(expires)
    return found


def fill_in(picture: Picture, particulars: Particulars) -> None:
    """Fields that nobody has filled take what the file says."""
    for name, value in values_from(particulars).items():
        if not getattr(picture, name):
            setattr(picture, name, value)


def _cut(name: str, words: str) -> str:
    most = Picture._meta.get_field(name).max_length
    # An address that is cut leads elsewhere.
    if most is None or len(words) <= most:
        return words
    return "" if name in {"web_statement", "licensor_url"} else words[: most - 1] + "…"


def _aware(moment: datetime) -> datetime:
    """A file that names no zone means the newsroom's."""
    return timezone.make_aware(moment, timezone.get_default_timezone()) if moment.tzinfo is None else moment
