"""What stands inside a picture's file: who made it, what it shows, what may be done with it. Pure: bytes in, words out.

`read_particulars` reads IPTC IIM and XMP, `xmp_packet` and `iim_segment` make what a new file carries,
`check_picture` refuses what is no picture, or more than one.
"""

from standfirst.stories.metadata.checking import Refusal, RefusedFile, check_picture
from standfirst.stories.metadata.particulars import Particulars
from standfirst.stories.metadata.reading import read_particulars
from standfirst.stories.metadata.writing import iim_segment, xmp_packet

__all__ = [
    "Particulars",
    "Refusal",
    "RefusedFile",
    "check_picture",
    "iim_segment",
    "read_particulars",
    "xmp_packet",
]
