"""The purge list: how the edge learns, in commit order, which pages are no longer true (SQLite)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purge(models.Model):
    """One purge, written in the transaction that made pages untrue and read by every edge process after its commit.

    Only SQLite uses it: its writers stand in line, so the order of ids is the order of commits. On PostgreSQL ids can
    commit out of order; there NOTIFY does the same work.
    """

    id = models.AutoField(primary_key=True)
    tags = models.TextField(_("tags"))
    is_drop = models.BooleanField(_("drop"), db_default=False)
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        db_table = "edge_purge"
        verbose_name = _("purge")
        verbose_name_plural = _("purges")

    def __str__(self) -> str:
        return f"{'drop' if self.is_drop else 'purge'} {self.tags}"
