"""How a picture came to be: IPTC's digital source types, and what readers are told of them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceType(models.TextChoices):
    """Terms of http://cv.iptc.org/newscodes/digitalsourcetype/ that matter to a newspaper, by their names there."""

    CAPTURE = "digitalCapture", _("Photograph, from a digital camera")
    COMPUTATIONAL = "computationalCapture", _("Photograph, computed from several exposures")
    NEGATIVE = "negativeFilm", _("Photograph, from a negative on film")
    POSITIVE = "positiveFilm", _("Photograph, from a slide")
    PRINT = "print", _("Photograph or drawing, from a print")
    EDITED = "humanEdits", _("Photograph, altered by hand")
    ENHANCED = "algorithmicallyEnhanced", _("Photograph, improved by a program")
    COMPOSITE_CAPTURE = "compositeCapture", _("Composed of photographs")
    SCREEN = "screenCapture", _("Picture of a screen")
    VIRTUAL = "virtualRecording", _("Recording of a virtual world")
    CREATION = "digitalCreation", _("Drawn by hand on a computer")
    DATA = "dataDrivenMedia", _("Drawn from data")
    ALGORITHMIC = "algorithmicMedia", _("Drawn by a program without training")
    COMPOSITE = "composite", _("Composed of several parts")
    COMPOSITE_SYNTHETIC = "compositeSynthetic", _("Composed, with synthetic parts")
    COMPOSITE_TRAINED = "compositeWithTrainedAlgorithmicMedia", _("Altered with generative AI")
    TRAINED = "trainedAlgorithmicMedia", _("Made with generative AI")


READERS_LABELS = {
    SourceType.TRAINED: _("Made with AI"),
    SourceType.COMPOSITE_TRAINED: _("Contains AI-made parts"),
    SourceType.COMPOSITE_SYNTHETIC: _("Contains synthetic parts"),
}


def label_for_readers(source_type: str) -> str:
    """What stands beside the picture, or nothing."""
    return str(READERS_LABELS.get(source_type, ""))  # type: ignore[call-overload]  # a term is its own key
