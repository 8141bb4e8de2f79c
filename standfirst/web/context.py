"""What every template may say: the paper's name. Nothing personal: pages are the same for everyone."""

from django.conf import settings
from django.http import HttpRequest


def paper(request: HttpRequest) -> dict[str, object]:
    return {"paper_name": settings.PAPER_NAME, "is_demo": not settings.PRODUCTION}
