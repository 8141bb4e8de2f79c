"""How a picture becomes a smaller file: decoded once, encoded with its credit inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from PIL import Image as Pixels
from PIL.PngImagePlugin import PngInfo
from wagtail.images.models import Filter
from willow.image import AvifImageFile, ImageFile, JPEGImageFile, PNGImageFile, WebPImageFile
from willow.plugins.pillow import PillowImage

from standfirst.stories.metadata import Particulars, iim_segment, xmp_packet

# AVIF's usual speed takes three times as long for files that are no smaller, and the next takes a third of this; what
# that costs in bytes is a tenth in small pictures and next to nothing in large ones.
AVIF_SPEED, AVIF_SPEED_OF_LARGE, LARGE = 8, 9, 600_000


class CreditedImage(PillowImage):
    """An image that is saved with byline, credit, copyright and digital source type, and nothing else of the original.

    What a camera wrote stays behind: where it stood and its serial number can betray a source.
    """

    def __init__(self, image: Pixels.Image, particulars: Particulars) -> None:
        super().__init__(image)
        self.particulars = particulars

    def set_background_color_rgb(self, color: tuple[int, int, int]) -> CreditedImage:
        return CreditedImage(super().set_background_color_rgb(color).image, self.particulars)

    def save_as_jpeg(self, f: IO[bytes], quality: int = 76, **_: Any) -> ImageFile:
        carried = {"xmp": self._packet, "extra": iim_segment(self.particulars)}
        self._plain("RGB", "L").save(
            f, "JPEG", quality=quality, optimize=True, progressive=True, icc_profile=self._profile, **carried
        )
        return JPEGImageFile(f)

    def save_as_png(self, f: IO[bytes], **_: Any) -> ImageFile:
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", self._packet.decode())
        self._plain("RGB", "RGBA", "L", "LA").save(f, "PNG", optimize=True, icc_profile=self._profile, pnginfo=words)
        return PNGImageFile(f)

    def save_as_webp(self, f: IO[bytes], quality: int = 76, lossless: bool = False, **_: Any) -> ImageFile:
        image = self._plain("RGB", "RGBA")
        image.save(f, "WEBP", quality=quality, lossless=lossless, icc_profile=self._profile, xmp=self._packet)
        return WebPImageFile(f)

    def save_as_avif(self, f: IO[bytes], quality: int = 55, **_: Any) -> ImageFile:
        image = self._plain("RGB", "RGBA", "L")
        speed = AVIF_SPEED if image.width * image.height < LARGE else AVIF_SPEED_OF_LARGE
        image.save(f, "AVIF", quality=quality, speed=speed, icc_profile=self._profile, xmp=self._packet)
        return AvifImageFile(f)

    @property
    def _packet(self) -> bytes:
        return xmp_packet(self.particulars)

    @property
    def _profile(self) -> bytes | None:
        # The profile of printing inks says nothing about a screen's colours, to which they are converted.
        found: bytes | None = None if self.image.mode == "CMYK" else self.image.info.get("icc_profile")
        return found

    def _plain(self, *modes: str) -> Pixels.Image:
        """The pixels alone, in one of `modes`, the first where none fits; a copy without the original's words."""
        image: Pixels.Image = self.image
        if image.mode == "CMYK":
            image = self.transform_colorspace_to_srgb().image
        elif image.mode.startswith("I"):
            image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
        if image.mode not in modes:
            image = image.convert("RGBA" if "RGBA" in modes and image.has_transparency_data else modes[0])
        else:
            image = image.copy()
        image.info = {}
        return image


class _PutCredit:
    """The last of a filter's operations."""

    def __init__(self, particulars: Particulars) -> None:
        self._particulars = particulars

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> CreditedImage:
        return CreditedImage(willow.image, self._particulars)


class CreditedFilter(Filter):
    """Wagtail's filter; what comes out of it carries `particulars`. Draws from `opened`, where that is given."""

    def __init__(self, spec: str, particulars: Particulars, opened: PillowImage | None = None) -> None:
        super().__init__(spec=spec)
        self._particulars = particulars
        self._opened = opened

    @property
    def filter_operations(self) -> list[Any]:
        return [*super().filter_operations, _PutCredit(self._particulars)]

    @contextmanager
    def get_willow_image(self, image: Any, source: Any = None) -> Iterator[Any]:
        if self._opened is not None:
            yield self._opened
        else:
            with super().get_willow_image(image, source) as willow:
                yield willow
