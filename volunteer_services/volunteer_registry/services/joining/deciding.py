"""What the staff does with an application: take it up, link it with the file that is there, send it back,
refuse it."""

import frappe
from frappe import _
from frappe.utils import cint, cstr, getdate, now_datetime, nowdate
from frappe.utils.password import decrypt

from volunteer_services.exceptions import ApplicationError
from volunteer_services.foundation import access
from volunteer_services.foundation.scope import conditions as scope
from volunteer_services.foundation.settings import settings
from volunteer_services.volunteer_registry.domain import joining
from volunteer_services.volunteer_registry.domain.age import CHILD_DATA_AGE, age_on

APPLICATION, PROFILE = "Volunteer Application", "Volunteer Profile"
_SAME = (
	"full_name", "id_type", "sex", "date_of_birth", "mobile", "email", "region", "interests", "photo_consent",
	"consent_method", "guardian_name", "guardian_phone", "guardian_consent", "child_data_consent",
)  # fmt: skip


def locked(name: str):
	"""The application, locked until the end of the transaction. Raises ApplicationError for a decided one."""
	doc = frappe.get_doc(APPLICATION, name, for_update=True)
	if doc.status not in joining.OPEN:
		frappe.throw(
			_("{0} is decided already: {1}.").format(doc.name, _(doc.status, context=APPLICATION)),
			ApplicationError,
			title=_(APPLICATION),
		)
	return doc


def take_up(doc) -> dict:
	"""Make a volunteer's file of the application and send it to review; ``doc`` is locked.

	The file's own rules hold: consent, age, scope, one person registers once. Returns ``{"volunteer",
	"full_name", "state"}``. Raises what the file raises.
	"""
	file = frappe.get_doc({"doctype": PROFILE, **_values(doc)}).insert()
	_keep_place_consent(doc, file.name)
	file.reload()
	file.workflow_state = "Pending Review"
	file.save()
	_settle(doc, joining.TAKEN_UP, None, file.name)
	return {"volunteer": file.name, "full_name": file.full_name, "state": file.workflow_state}


def link(doc, file, papers: str) -> None:
	"""The person of the application is the one on ``file``: the staff has compared the papers, and ``papers``
	says which. Nothing on the file is changed; both say what was done. The application is locked.

	Raises ApplicationError where neither number nor phone is the file's.
	"""
	if file.name not in {row.name for row in _matching(doc)}:
		frappe.throw(
			_("{0} has neither the ID number nor the mobile of the application {1}.").format(
				file.name, doc.name
			),
			ApplicationError,
			title=_(APPLICATION),
		)
	access.record("volunteer_services.api.applications.link", PROFILE, file.name, doc.name)
	text = _("The application {0} was linked with the file {1} after the papers were compared: {2}").format(
		doc.name, file.name, frappe.utils.escape_html(papers)
	)
	file.add_comment("Info", text)
	doc.add_comment("Info", text)
	_settle(doc, joining.TAKEN_UP, papers, file.name)


def decide(doc, status: str, reason: str) -> None:
	"""Send the application back, or refuse it; the applicant reads the reason."""
	_settle(doc, status, reason, None)


def matches(doc) -> dict:
	"""``files`` within the user's scope with the number or the mobile of the application, and how many are
	``elsewhere``. That a number is on file is logged."""
	rows = _matching(doc)
	seen = [row for row in rows if scope.permits(PROFILE, row)]
	for row in rows:
		access.record("volunteer_services.api.applications.matches", PROFILE, row.name, doc.name)
	return {
		"files": [
			{
				"name": row.name,
				"full_name": row.full_name,
				"state": row.workflow_state,
				"same_number": bool(row.same_number),
				"same_mobile": bool(row.same_mobile),
			}
			for row in seen
		],
		"elsewhere": len(rows) - len(seen),
	}


def _matching(doc) -> list[frappe._dict]:
	digest, _cipher = _secrets(doc.name)
	return frappe.db.sql(
		"""select `name`, `full_name`, `region`, `primary_team`, `workflow_state`,
			coalesce(`id_number_hash` = %(digest)s, 0) as same_number,
			coalesce(`mobile` = %(mobile)s, 0) as same_mobile
		from `tabVolunteer Profile`
		where (`id_number_hash` = %(digest)s and %(digest)s <> '')
			or (`mobile` = %(mobile)s and %(mobile)s <> '')
		order by same_number desc, `name` limit 20""",
		{"digest": digest or "", "mobile": doc.mobile or ""},
		as_dict=True,
	)


def _secrets(name: str) -> tuple[str | None, str | None]:
	return frappe.db.get_value(APPLICATION, name, ["id_number_hash", "id_number_encrypted"])


def _values(doc) -> dict:
	cipher = _secrets(doc.name)[1]
	values = {field: doc.get(field) for field in _SAME}
	values |= {
		"id_number": decrypt(cipher) if cipher else None,
		"primary_team": doc.team,
		"applied_on": getdate(doc.applied_on),
		"data_consent": 1,
		"data_consent_on": doc.consent_on,
		"skills": [{"skill": name} for name in _known_skills(doc.skills)],
	}
	if doc.kind == joining.ON_BEHALF:
		proxy = {"proxy_name": doc.proxy_name, "relation": doc.proxy_relation, "phone": doc.proxy_phone}
		values["proxies"] = [{**proxy, "proof": doc.proof}]
	return {field: value for field, value in values.items() if value not in (None, "", [])}


def _known_skills(text: str | None) -> list[str]:
	names = [line for line in cstr(text).split("\n") if line]
	return (
		frappe.get_all("Service Skill", filters={"name": ["in", names]}, pluck="name", order_by="name")
		if names
		else []
	)


def _keep_place_consent(doc, volunteer: str) -> None:
	"""As the person would give it on their own page: only where the assessment was filed, and from 14 on."""
	is_child = age_on(getdate(doc.date_of_birth), getdate(nowdate())) < CHILD_DATA_AGE
	if cint(doc.place_consent) and settings().place_assessment_on and not is_child:
		frappe.db.set_value(
			PROFILE, volunteer, {"location_consent": 1, "location_consent_on": doc.consent_on}
		)


def _settle(doc, status: str, reason: str | None, volunteer: str | None) -> None:
	doc.flags.by_service = True
	doc.status, doc.decision_reason, doc.volunteer = status, reason, volunteer
	doc.decided_by, doc.decided_on = frappe.session.user, now_datetime()
	doc.save()
	if status == joining.TAKEN_UP:
		# The number is on the file now; here it has served its purpose.
		frappe.db.sql(
			"""update `tabVolunteer Application` set `id_number_hash` = null, `id_number_encrypted` = null
			where `name` = %s""",
			(doc.name,),
		)
