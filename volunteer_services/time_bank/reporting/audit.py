"""The ledger's audit: what does not add up, also after direct SQL."""

from frappe import _

from volunteer_services.foundation.reporting.query import bar_chart, column, summary
from volunteer_services.time_bank.services.books import audit as points_audit

MOST_FINDINGS = 1000


def audit(filters: dict) -> tuple:
	"""(columns, rows, message, chart, summary): a row a finding; none proves the books right."""

	rows = points_audit.findings(MOST_FINDINGS)
	if wanted := filters.get("check"):
		rows = [row for row in rows if row["check"] == wanted]
	if not rows:
		note = _(
			"Nothing is wrong: each balance is the sum of its entries, and each transfer adds up to zero."
		)
		return _columns(), [], note, None, summary((_("Findings"), 0))
	counts: dict[str, int] = {}
	for row in rows:
		counts[row["check"]] = counts.get(row["check"], 0) + 1
	note = None
	if len(rows) >= MOST_FINDINGS:
		note = _("Only the first {0} findings are shown.").format(MOST_FINDINGS)
	chart = bar_chart([_(name) for name in counts], {_("Findings"): list(counts.values())}, "Int")
	return _columns(), rows, note, chart, summary((_("Findings"), len(rows)))


def _columns() -> list[dict]:
	return [
		column("check", _("Check of the Ledger"), width=160),
		column("reference_doctype", _("Kind of Document"), width=150),
		column("reference_name", _("Document Concerned"), "Dynamic Link", 220, options="reference_doctype"),
		column("expected", _("Value Expected"), width=110),
		column("found", _("Value Found"), width=110),
		column("message", _("What Is Wrong"), width=420),
	]
