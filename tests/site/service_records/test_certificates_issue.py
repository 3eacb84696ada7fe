"""Certificates: what they show, who issues them, what nobody can type."""

import frappe
import frappe.client
import pytest
from frappe.utils import nowdate

from tests import factories as make
from volunteer_services.api import certificates as api
from volunteer_services.exceptions import (
	CertificateEntryError,
	CertificateError,
	CertificateStatusError,
	OutOfScopeError,
	ReasonRequiredError,
	RetentionError,
)

PERIOD = ("2026-01-01", "2026-06-30")


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def approved(place, volunteer, **values):
	return make.make_log(place, volunteer, state="Approved", **values)


def prepare(place, volunteer, user=None, **values):
	frappe.set_user(user or place.manager)
	name = api.prepare(volunteer, values.pop("unit", place.unit.name), *PERIOD, **values)
	return frappe.get_doc("Service Certificate", name)


def issue(place, volunteer, **values):
	doc = prepare(place, volunteer, **values)
	doc.submit()
	return doc


def test_shows_the_approved_logs_of_its_unit_and_period_only(place):
	volunteer = place.volunteer().name
	days = ("2026-03-05", "2026-04-05")
	shown = [approved(place, volunteer, service_date=day, minutes=90).name for day in days]
	approved(place, volunteer, service_date="2025-12-31")
	make.make_log(place, volunteer, service_date="2026-03-06")
	approved(place, place.volunteer().name, service_date="2026-03-05")
	elsewhere = make.Place()
	make.make_log(elsewhere, volunteer, state="Approved", service_date="2026-05-01")

	doc = issue(place, volunteer)

	assert [row.service_log for row in doc.entries] == shown
	assert (doc.total_minutes, doc.total_hours) == (180, 3.0)
	assert doc.status == "Valid" and doc.docstatus == 1
	assert (doc.unit_name, doc.credit_code) == (place.unit.unit_name, place.unit.credit_code)
	assert (doc.head, doc.handler, doc.phone) == (place.unit.head, place.unit.handler, place.unit.phone)
	assert doc.holder_id_masked and "*" in doc.holder_id_masked
	assert (doc.site, doc.region, doc.team) == (place.site.name, place.region.name, place.team.name)


def test_numbers_rise_and_codes_differ(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	first, second = issue(place, volunteer), issue(place, volunteer)
	prefix, year = place.unit.credit_code[8:17], nowdate()[:4]
	assert first.certificate_no == f"{prefix}{year}000001"
	assert second.certificate_no == f"{prefix}{year}000002"
	assert first.verification_code != second.verification_code
	assert len(first.verification_code) == 20


def test_without_approved_logs_there_is_no_certificate(place):
	volunteer = place.volunteer().name
	make.make_log(place, volunteer)
	with pytest.raises(CertificateError):
		prepare(place, volunteer)


@pytest.mark.parametrize("period", [("2026-06-30", "2026-01-01"), ("2026-01-01", "2199-01-01")])
def test_impossible_period_is_refused(place, period):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	frappe.set_user(place.manager)
	with pytest.raises(CertificateError):
		api.prepare(volunteer, place.unit.name, *period)


def test_typed_foreign_and_edited_rows_are_refused(place):
	volunteer, other = place.volunteer().name, place.volunteer().name
	approved(place, volunteer)
	foreign = approved(place, other)
	doc = prepare(place, volunteer)
	doc.append("entries", {"service_log": foreign.name, "service_date": "2026-03-05", "minutes": 120})
	with pytest.raises(CertificateEntryError):
		doc.save()
	doc.reload()
	doc.entries[0].minutes = 600
	with pytest.raises(CertificateEntryError):
		doc.save()
	doc.reload()
	doc.entries[0].service_content = "另写的内容"
	with pytest.raises(CertificateEntryError):
		doc.submit()


def test_a_draft_takes_up_new_records_but_is_not_issued_unseen(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	doc = prepare(place, volunteer)
	frappe.set_user("Administrator")
	approved(place, volunteer, service_date="2026-03-08")
	frappe.set_user(place.manager)
	with pytest.raises(CertificateEntryError):
		doc.submit()
	doc = frappe.get_doc("Service Certificate", doc.name)
	doc.save()
	assert len(doc.entries) == 2
	doc.submit()
	assert doc.total_minutes == 240


def test_only_staff_of_the_place_of_service_issue(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	stranger = make.Place().staff()
	for user in (stranger.manager, stranger.officer):
		with pytest.raises(OutOfScopeError):
			prepare(place, volunteer, user=user)
	for user in (place.leader, make.make_user(make.VOLUNTEER), make.make_user(make.AUDITOR)):
		with pytest.raises(frappe.PermissionError):
			prepare(place, volunteer, user=user)
	for user in (place.manager, place.officer, place.city_officer):
		assert prepare(place, volunteer, user=user).name


def test_the_holder_cannot_issue_at_a_unit_elsewhere_by_being_staff_somewhere(place):
	stranger = make.Place().staff()
	volunteer = place.volunteer(user=stranger.manager).name
	approved(place, volunteer)
	with pytest.raises(OutOfScopeError):
		prepare(place, volunteer, user=stranger.manager)


def test_one_certificate_for_each_unit_and_foreign_units_are_skipped(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	elsewhere = make.Place()
	make.make_log(elsewhere, volunteer, state="Approved", service_date="2026-05-01")

	frappe.set_user(place.manager)
	result = api.issue_for_all_units(volunteer, *PERIOD)
	assert [row["recording_unit"] for row in result["issued"]] == [place.unit.name]
	assert [row["recording_unit"] for row in result["skipped"]] == [elsewhere.unit.name]

	frappe.set_user(make.make_user(make.MANAGER))
	result = api.issue_for_all_units(volunteer, *PERIOD)
	assert {row["recording_unit"] for row in result["issued"]} == {place.unit.name, elsewhere.unit.name}
	for row in result["issued"]:
		doc = frappe.get_doc("Service Certificate", row["name"])
		assert {entry.service_log for entry in doc.entries} <= set(
			frappe.get_all("Service Log", filters={"recording_unit": row["recording_unit"]}, pluck="name")
		)


def test_preview_is_for_those_who_may_issue(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	frappe.set_user(place.manager)
	assert [row["minutes"] for row in api.entries(volunteer, place.unit.name, *PERIOD)] == [120]
	frappe.set_user(make.Place().staff().manager)
	with pytest.raises(OutOfScopeError):
		api.entries(volunteer, place.unit.name, *PERIOD)
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		api.entries(volunteer, place.unit.name, *PERIOD)


def test_volunteers_see_their_own_only(place):
	user, other = make.make_user(make.VOLUNTEER), make.make_user(make.VOLUNTEER)
	volunteer = place.volunteer(user=user).name
	place.volunteer(user=other)
	approved(place, volunteer)
	doc = issue(place, volunteer)
	for who, sees in ((user, True), (other, False)):
		frappe.set_user(who)
		assert frappe.has_permission("Service Certificate", "read", doc=doc) is sees
		assert frappe.has_permission("Service Certificate", "print", doc=doc) is sees
		listed = [row.name for row in frappe.get_list("Service Certificate", limit=10)]
		assert listed == ([doc.name] if sees else [])


@pytest.mark.parametrize(
	("field", "value", "error"),
	[
		("status", "Revoked", CertificateStatusError),
		("status", "Superseded", CertificateStatusError),
		("certificate_no", "X1", CertificateStatusError),
		("verification_code", "AAAA", CertificateStatusError),
		("status_reason", "x", CertificateStatusError),
		("total_minutes", 99999, frappe.UpdateAfterSubmitError),
		("unit_name", "别的单位", frappe.UpdateAfterSubmitError),
		("volunteer_name", "别人", frappe.UpdateAfterSubmitError),
		("to_date", "2026-02-01", frappe.UpdateAfterSubmitError),
	],
)
def test_nothing_changes_by_hand_after_the_issue(place, field, value, error):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	doc = issue(place, volunteer)
	before = doc.get(field)
	frappe.set_user(place.city_officer)
	with pytest.raises(error):
		frappe.client.set_value("Service Certificate", doc.name, field, value)
	fresh = frappe.get_doc("Service Certificate", doc.name)
	fresh.set(field, value)
	frappe.flags.in_import = True
	try:
		with pytest.raises(error):
			fresh.save()
	finally:
		frappe.flags.in_import = False
	assert str(frappe.db.get_value("Service Certificate", doc.name, field)) == str(before)


def test_entries_of_an_issued_certificate_do_not_change(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	doc = issue(place, volunteer)
	with pytest.raises(frappe.UpdateAfterSubmitError):
		frappe.client.set_value("Service Certificate Entry", doc.entries[0].name, "minutes", 999)
	doc.reload()
	doc.append("entries", {"service_log": doc.entries[0].service_log, "minutes": 60})
	with pytest.raises(frappe.UpdateAfterSubmitError):
		doc.save()


def test_a_new_certificate_comes_without_number_code_and_status(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	frappe.set_user(place.manager)
	base = {
		"doctype": "Service Certificate",
		"volunteer": volunteer,
		"recording_unit": place.unit.name,
		"from_date": PERIOD[0],
		"to_date": PERIOD[1],
	}
	typed = {"status": "Valid", "certificate_no": "X1", "verification_code": "A", "issued_on": "2020-01-01"}
	for values in ({field: value} for field, value in typed.items()):
		with pytest.raises(CertificateStatusError):
			frappe.client.insert({**base, **values})
	with pytest.raises(CertificateStatusError):
		frappe.client.insert({**base, "status": "Valid", "flags": {"by_service": True}})
	doc = frappe.get_doc(base).insert()
	with pytest.raises(CertificateStatusError):
		doc.db_set("status", "Valid")


def test_revoked_by_city_or_manager_with_a_reason_once(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	doc = issue(place, volunteer)
	frappe.set_user(place.manager)
	with pytest.raises(frappe.PermissionError):
		api.revoke(doc.name, "开错")
	frappe.set_user(make.Place().staff().city_officer)
	with pytest.raises(frappe.PermissionError):
		api.revoke(doc.name, "开错")
	frappe.set_user(place.city_officer)
	with pytest.raises(ReasonRequiredError):
		api.revoke(doc.name, " ")
	assert api.revoke(doc.name, "开错") == {"status": "Revoked"}
	doc.reload()
	assert (doc.status, doc.status_reason, doc.docstatus) == ("Revoked", "开错", 1)
	with pytest.raises(CertificateStatusError):
		api.revoke(doc.name, "再次")


def test_issued_certificates_are_kept(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	doc = issue(place, volunteer)
	frappe.set_user("Administrator")
	doc = frappe.get_doc("Service Certificate", doc.name)
	with pytest.raises(CertificateStatusError):
		doc.cancel()
	# any of: Frappe refuses before us, and has no class for it
	with pytest.raises(frappe.ValidationError, match="Submitted Record cannot be deleted"):
		frappe.delete_doc("Service Certificate", doc.name, force=True)
	with pytest.raises(RetentionError):
		doc.on_trash()
	with pytest.raises(RetentionError):
		frappe.rename_doc("Service Certificate", doc.name, "SC-X", force=True)
	assert frappe.db.get_value("Service Certificate", doc.name, "docstatus") == 1


def test_cancelling_a_log_supersedes_and_is_not_blocked(place):
	volunteer = place.volunteer().name
	log = approved(place, volunteer)
	approved(place, volunteer, service_date="2026-03-06")
	doc = issue(place, volunteer)
	frappe.set_user(place.officer)
	log = frappe.get_doc("Service Log", log.name)
	log.return_reason = "记录有误"
	log.cancel()
	doc.reload()
	assert doc.status == "Superseded" and doc.status_reason
	assert doc.total_minutes == 240


def test_reissue_supersedes_and_points_to_the_new_one(place):
	volunteer = place.volunteer().name
	approved(place, volunteer)
	old = issue(place, volunteer, purpose="入学")
	frappe.set_user(place.manager)
	new = frappe.get_doc("Service Certificate", api.reissue(old.name))
	old.reload()
	assert old.status == "Valid" and new.purpose == "入学"
	new.submit()
	old.reload()
	assert (old.status, old.superseded_by, new.status) == ("Superseded", new.name, "Valid")
	with pytest.raises(CertificateError):
		api.reissue(old.name)


def test_a_draft_drops_a_record_that_was_cancelled_meanwhile(place):
	volunteer = place.volunteer().name
	log = approved(place, volunteer)
	approved(place, volunteer, service_date="2026-03-06")
	doc = prepare(place, volunteer)
	frappe.set_user(place.officer)
	log = frappe.get_doc("Service Log", log.name)
	log.return_reason = "记录有误"
	log.cancel()
	frappe.set_user(place.manager)
	doc = frappe.get_doc("Service Certificate", doc.name)
	with pytest.raises(CertificateEntryError):
		doc.submit()
	doc = frappe.get_doc("Service Certificate", doc.name)
	doc.save()
	assert [str(row.service_date) for row in doc.entries] == ["2026-03-06"]
