"""Every column of every table says whether it holds something of a person, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model

from standfirst.accounts.models import User
from standfirst.accounts.personal_data import Fate, parts, rules, steps

# A number, a moment, a yes or no, or another row's number tell nothing by themselves.
PLAIN = {
    "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "DateField", "DateTimeField", "DecimalField",
    "DurationField", "FloatField", "ForeignKey", "GeneratedField", "IntegerField", "OneToOneField",
    "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "SmallAutoField",
    "SmallIntegerField", "TimeField",
}  # fmt: skip
SAY_IT = """
{column} may hold something of a person, and nobody has said what becomes of it.

In the file data_map.py of its desk (see standfirst/accounts/personal_data.py) say one of:
  personal("{table}", "{name}", Fate.…)       it holds something of a reader: add it to the desk's @in_download
                                              function, and to its @on_closing step in actions/erasing.py
  who("{table}", "{name}")                    it points at a person and says only that they did something
  not_personal("{table}", "{name}", "why")    it never holds anything of a reader
and tell readers in docs/privacy.md what is kept, and why.
"""


def columns() -> Iterator[tuple[type[Model], Field]]:  # type: ignore[type-arg]  # of whatever kind
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            yield from ((model, field) for field in model._meta.local_concrete_fields if may_be_personal(field))


def may_be_personal(field: Field) -> bool:  # type: ignore[type-arg]
    return field.related_model is User or (not field.is_relation and field.get_internal_type() not in PLAIN)


def there() -> dict[str, tuple[str, str]]:
    return {
        f"{model._meta.label}.{field.name}": (model._meta.label, field.name)
        for model, field in columns()
        # SQLite's full-text table and its like exist on one of the databases only.
        if not model._meta.label.startswith("wagtailsearch.")
    }


def test_every_column_has_a_rule_or_a_reason_why_it_needs_none() -> None:
    missing = [
        SAY_IT.format(column=column, table=table, name=name)
        for column, (table, name) in there().items()
        if column not in rules
    ]
    assert not missing, "".join(missing)


def test_no_rule_speaks_of_a_column_that_is_not_there() -> None:
    spoken_of = {column for column in rules if not column.startswith("wagtailsearch.")}
    assert not spoken_of - there().keys()


def test_every_rule_that_needs_a_reason_has_one() -> None:
    needs = {column: rule for column, rule in rules.items() if rule.fate in {None, Fate.KEPT}}
    assert not [column for column, rule in needs.items() if len(rule.why) < 10]
    personal = {column: rule for column, rule in rules.items() if rule.fate not in {None, Fate.SHELL}}
    assert not [column for column, rule in personal.items() if not rule.exported and not rule.why]


def test_every_desk_that_holds_something_exports_and_erases_it() -> None:
    assert {"account", "comments", "reports", "letters", "pledges"} <= parts.keys()
    assert {"ways to sign in", "comments", "reports", "letters", "pledges"} <= steps.keys()
