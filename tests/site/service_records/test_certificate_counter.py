"""A certificate at the counter: own units are proposed, the difference to the file is explained."""

import frappe
import pytest
from frappe.model.workflow import apply_workflow

from tests import factories as make
from volunteer_services.api import certificates as api
from volunteer_services.exceptions import CertificateError, OutOfScopeError

CERTIFICATE = "Service Certificate"


@pytest.fixture
def place():
	return make.Place().staff()


@pytest.fixture
def elsewhere(place):
	return make.Place().staff()


@pytest.fixture
def who(place, elsewhere):
	"""150 minutes here, 60 elsewhere, 45 waiting."""
	volunteer = place.volunteer()
	make.make_log(place, volunteer.name, state="Approved", service_date="2026-03-05", minutes=90)
	make.make_log(place, volunteer.name, state="Approved", service_date="2026-04-05", minutes=60)
	make.make_log(elsewhere, volunteer.name, state="Approved", service_date="2026-03-07", minutes=60)
	log = make.make_log(place, volunteer.name, service_date="2026-05-05", minutes=45)
	apply_workflow(log, "Submit for Review")
	return volunteer


def test_only_own_units_are_proposed_with_the_period_of_their_records(place, who):
	frappe.set_user(place.manager)
	(unit,) = api.proposal(who.name)
	assert (unit["recording_unit"], unit["records"], unit["minutes"]) == (place.unit.name, 2, 150)
	assert (str(unit["from_date"]), str(unit["to_date"])) == ("2026-03-05", "2026-04-05")


def test_paper_and_what_is_elsewhere_sum_to_the_file(place, who):
	frappe.set_user(place.manager)
	found = api.preview(who.name, place.unit.name, "2026-03-01", "2026-03-31")
	elsewhere = {row["kind"]: (row["minutes"], row["unit_name"]) for row in found["elsewhere"]}
	assert elsewhere == {"period": (60, None), "beyond": (60, None)}  # whose unit it is, is not told
	assert (
		found["minutes"] + sum(row["minutes"] for row in found["elsewhere"]) == found["file_minutes"] == 210
	)
	assert found["waiting"] == {"records": 1, "minutes": 45}
	assert [row["minutes"] for row in found["rows"]] == [90]


def test_who_sees_both_units_gets_their_names(place, elsewhere, who):
	frappe.set_user("Administrator")
	found = api.preview(who.name, place.unit.name, "2026-03-05", "2026-04-05")
	assert [(row["kind"], row["unit_name"]) for row in found["elsewhere"]] == [
		("unit", elsewhere.unit.unit_name)
	]
	assert len(api.proposal(who.name)) == 2


def test_one_request_issues_it(place, who):
	frappe.set_user(place.manager)
	made = api.issue(who.name, place.unit.name, "2026-03-05", "2026-04-05", purpose="升学")
	doc = frappe.get_doc(CERTIFICATE, made["name"])
	assert (doc.docstatus, doc.status, doc.total_minutes, doc.purpose) == (1, "Valid", 150, "升学")
	assert made["certificate_no"] == doc.certificate_no


def test_units_and_files_of_elsewhere_stay_closed(place, elsewhere, who):
	frappe.set_user(place.manager)
	with pytest.raises(OutOfScopeError):
		api.preview(who.name, elsewhere.unit.name, "2026-03-01", "2026-03-31")
	with pytest.raises(OutOfScopeError):
		api.issue(who.name, elsewhere.unit.name, "2026-03-01", "2026-03-31")
	with pytest.raises(CertificateError):
		api.issue(who.name, place.unit.name, "2025-01-01", "2025-01-31")
	foreign = make.make_volunteer(elsewhere.region.name, elsewhere.team.name)
	with pytest.raises(frappe.PermissionError):
		api.proposal(foreign.name)


@pytest.mark.parametrize("role", ["leader", make.AUDITOR, make.VOLUNTEER])
def test_others_issue_nothing(place, who, role):
	frappe.set_user(place.leader if role == "leader" else make.make_user(role))
	period = (who.name, place.unit.name, "2026-03-05", "2026-04-05")
	for call in (lambda: api.proposal(who.name), lambda: api.preview(*period), lambda: api.issue(*period)):
		with pytest.raises(frappe.PermissionError):
			call()


def test_the_proposal_and_the_preview_cost_a_fixed_number_of_queries(place, who):
	frappe.set_user(place.manager)

	def queries(work) -> int:
		original, count = frappe.db.sql, [0]

		def counted(*args, **kwargs):
			count[0] += 1
			return original(*args, **kwargs)

		frappe.db.sql = counted
		try:
			work()
		finally:
			frappe.db.sql = original
		return count[0]

	def look():
		api.proposal(who.name)
		api.preview(who.name, place.unit.name, "2026-03-01", "2026-05-31")

	look()
	few = queries(look)
	frappe.set_user("Administrator")
	for day in range(10, 18):
		make.make_log(place, who.name, state="Approved", service_date=f"2026-03-{day}", minutes=30)
	frappe.set_user(place.manager)
	assert queries(look) == few
