"""Background jobs speak the language of the user who began them: Frappe's workers speak English."""

import frappe

_APP = __name__.partition(".")[0]
_SCHEDULED = "run_scheduled_job"
_IMPORT = "start_import"


def before_job(method: str | None = None, kwargs: dict | None = None, **others) -> None:
	"""Hook: sets ``frappe.local.lang`` in our jobs and in those of Data Import. Other apps' jobs stay as
	they are."""
	if _speaks(method or "", kwargs or {}):
		frappe.set_user_lang(frappe.session.user)


def _speaks(method: str, kwargs: dict) -> bool:
	if method.startswith(f"{_APP}."):
		return True
	name = method.rpartition(".")[2]
	if name == _IMPORT:
		return "data_import" in kwargs
	if name == method and "job" in kwargs:
		return True  # the first Frappe 15 tells the bare name; ours say their progress under this one
	if name == _SCHEDULED:
		job = kwargs.get("job_type")
		return bool(job) and (
			frappe.db.get_value("Scheduled Job Type", job, "method", cache=True) or ""
		).startswith(f"{_APP}.")
	return False
