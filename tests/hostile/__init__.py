"""What hostile readers type, collected by technique, for the tests that send it through every door there is.

Each technique is known from public collections of cross-site scripting; the vectors are our own. What succeeds calls
`hit()`, asks the host evil.example for something, or makes `pwned` a word of the page.
"""

from tests.hostile.technique import Technique
from tests.hostile.techniques_in_links import IN_LINKS
from tests.hostile.techniques_in_marks import IN_MARKS
from tests.hostile.techniques_in_markup import IN_MARKUP
from tests.hostile.techniques_in_parsing import IN_PARSING

TECHNIQUES: tuple[Technique, ...] = (*IN_MARKUP, *IN_PARSING, *IN_LINKS, *IN_MARKS)
VECTORS: tuple[str, ...] = tuple(vector for technique in TECHNIQUES for vector in technique.vectors)

__all__ = ["TECHNIQUES", "VECTORS", "Technique"]
