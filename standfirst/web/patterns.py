"""The context of the pattern page."""


def pattern_context() -> dict[str, object]:
    return {}
