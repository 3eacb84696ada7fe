"""Own reports of service 自助申报: withdrawing, files, and every door."""

import io

import frappe
import frappe.client
import pytest
from PIL import Image

from tests import factories as make
from tests.site.service_records.self_reports_world import (
	CONTENT,
	LOG,
	REPORT,
	as_,
	asked,
	at,
	confirmed,
	person,
	send,
	step,
)
from volunteer_services.api import figures
from volunteer_services.api import self_reports as api
from volunteer_services.exceptions import (
	EvidenceKeptError,
	OutOfScopeError,
	RetentionError,
	SelfApprovalError,
	SelfReportError,
	TransitionPermissionError,
)
from volunteer_services.portal.services.own import data as own_data
from volunteer_services.service_records.services.self_reports import sending
from volunteer_services.volunteer_registry.services.twins import merging


def paper() -> bytes:
	"""A PDF of one white page."""
	kept = io.BytesIO()
	Image.new("RGB", (40, 60), "white").save(kept, "PDF")
	return kept.getvalue()


PDF = paper()


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


# --- withdrawing, files -------------------------------------------------------------------------------------


def test_one_takes_the_own_report_back_until_it_is_settled(place):
	who = person(place)
	name = send(who, place)
	as_(who.user, api.withdraw, name)
	assert frappe.db.get_value(REPORT, name, "workflow_state") == "Withdrawn"
	with pytest.raises(SelfReportError, match="is settled"):
		as_(who.user, api.withdraw, name)
	doc = step(confirmed(who, place).name, "Recorded", place.manager)
	with pytest.raises(SelfReportError, match="is settled"):
		as_(who.user, api.withdraw, doc.name)


def test_a_file_is_private_and_seen_by_those_who_see_the_report(place):
	name, who, other = asked(place)
	url = as_(who.user, lambda: sending.attach(frappe.get_doc(REPORT, name), "照片.pdf", PDF))
	file = frappe.get_doc("File", {"file_url": url, "attached_to_name": name})
	assert url.startswith("/private/files/")
	stranger, far = person(place), make.Place().staff()
	for user, may in (
		(who.user, True),
		(other.user, True),
		(place.leader, True),
		(stranger.user, False),
		(far.manager, False),
	):
		assert as_(user, lambda: frappe.get_doc("File", file.name).is_downloadable()) == may
	with pytest.raises(SelfReportError, match="takes no file any more"):
		sending.attach(frappe.get_doc(REPORT, name), "again.pdf", PDF)


def test_the_file_goes_along_with_the_record_and_is_kept(place):
	who = person(place)
	name = send(who, place)
	url = as_(who.user, lambda: sending.attach(frappe.get_doc(REPORT, name), "照片.pdf", PDF))
	file = frappe.db.get_value("File", {"file_url": url, "attached_to_name": name})
	doc = step(step(name, "Waiting for Acceptance", place.leader).name, "Recorded", place.manager)
	assert frappe.db.get_value(LOG, doc.service_log, "attachment") == url
	assert frappe.db.get_value("File", {"file_url": url, "attached_to_name": doc.service_log}, "is_private")
	with pytest.raises(EvidenceKeptError):
		frappe.delete_doc("File", file)


@pytest.mark.parametrize(
	"filename, content",
	[("a.html", b"<script>"), ("a.pdf", b"<script>"), ("a.png", b""), ("", PDF), ("a.svg", b"<svg/>")],
)
def test_what_is_no_picture_and_no_paper_is_refused(place, filename, content):
	name = send(person(place), place)
	with pytest.raises(SelfReportError, match="picture or a PDF"):
		sending.attach(frappe.get_doc(REPORT, name), filename, content)


def test_without_a_file_nothing_is_attached(place):
	who = person(place)
	name = send(who, place)
	with pytest.raises(SelfReportError, match="No file came in"):
		as_(who.user, api.attach, name)


# --- every door ---------------------------------------------------------------------------------------------


def test_nobody_enters_one_by_a_form(place):
	who = person(place)
	values = {"doctype": REPORT, "volunteer": who.name, "service_content": CONTENT, "team": place.team.name}
	for user in (who.user, place.leader, place.manager, make.make_user(make.MANAGER), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_(user, frappe.client.insert, {**values, "workflow_state": "Recorded", "by_service": 1})
	with pytest.raises(SelfReportError):
		frappe.client.insert(values)


def test_a_volunteer_writes_nothing_past_the_page(place):
	name, who, other = asked(place)
	for user in (who.user, other.user):
		for field, value in (("workflow_state", "Recorded"), ("minutes", 600), ("project", None)):
			with pytest.raises(frappe.PermissionError):
				as_(user, frappe.client.set_value, REPORT, name, field, value)
		with pytest.raises(frappe.PermissionError):
			as_(user, frappe.client.delete, REPORT, name)


def test_staff_change_neither_times_nor_the_record(place):
	who = person(place)
	doc = confirmed(who, place)
	log = make.make_log(place, who.name).name
	frappe.set_user(place.manager)
	for field, value in (
		("starts_on", str(at(7))),
		("minutes", 600),
		("volunteer", person(place).name),
		("service_log", log),
		("confirmed_by", place.officer),
		("witness_words", "改口"),
	):
		frappe.client.set_value(REPORT, doc.name, field, value)
	after = frappe.get_doc(REPORT, doc.name)
	for field in ("starts_on", "minutes", "volunteer", "service_log", "confirmed_by", "witness_words"):
		assert (after.get(field) or None) == (doc.get(field) or None), field


def test_others_see_nothing_and_do_nothing(place):
	name, who, other = asked(place)
	stranger, far = person(place), make.Place().staff()
	for user in (stranger.user, far.leader, far.manager, far.officer, "Guest"):
		assert not as_(user, frappe.has_permission, REPORT, "read", name)
		with pytest.raises(frappe.PermissionError):
			as_(user, frappe.client.get, REPORT, name)
		for call in (api.withdraw, api.attach):
			with pytest.raises(frappe.PermissionError):
				as_(user, call, name)
		with pytest.raises(frappe.PermissionError):
			as_(user, api.answer, name, True)
	for user in (stranger.user, far.manager):
		assert as_(user, frappe.get_list, REPORT) == []
	for user in (who.user, other.user, place.leader, place.manager, place.officer):
		assert [row.name for row in as_(user, frappe.get_list, REPORT)] == [name]
	# The reporter bears no witness, the witness withdraws nothing, the leader answers for neither.
	for user, call, args in (
		(who.user, api.answer, (name, True)),
		(other.user, api.withdraw, (name,)),
		(place.leader, api.answer, (name, True)),
		(who.user, api.answer, ("VSR-2026-99999", True)),
	):
		with pytest.raises(frappe.PermissionError):
			as_(user, call, *args)


def test_staff_of_elsewhere_neither_confirm_nor_accept(place):
	far = make.Place().staff()
	name = send(person(place), place)
	for user in (far.leader, far.manager):
		with pytest.raises(frappe.PermissionError):
			step(name, "Waiting for Acceptance", user, witness_words="听说")
	frappe.db.set_value(REPORT, name, "witness_user", far.leader)
	# any of: the witness sees it, but holds no role where it belongs
	with pytest.raises((TransitionPermissionError, OutOfScopeError)):
		step(name, "Waiting for Acceptance", far.leader)
	as_(far.leader, api.answer, name, True)
	# any of: by place, or as who confirmed
	with pytest.raises((SelfApprovalError, TransitionPermissionError)):
		step(name, "Recorded", far.leader)
	# any of: the project is of this place, and theirs is not theirs to set here
	with pytest.raises(frappe.PermissionError):
		as_(far.leader, frappe.client.set_value, REPORT, name, "project", far.project.name)


def test_the_auditor_reads_only(place):
	name = send(person(place), place)
	auditor = make.make_user(make.AUDITOR)
	assert as_(auditor, frappe.client.get, REPORT, name)["name"] == name
	with pytest.raises(frappe.PermissionError):
		as_(auditor, frappe.client.set_value, REPORT, name, "witness_words", "x")


def test_what_waits_is_counted_for_those_who_can_settle_it(place):
	who = person(place)
	send(who, place)
	doc = confirmed(who, place, days_ago=2)
	assert as_(place.leader, figures.self_reports_to_settle)["value"] == 1  # the other one they confirmed
	assert as_(place.manager, figures.self_reports_to_settle)["value"] == 2
	assert as_(make.Place().staff().manager, figures.self_reports_to_settle)["value"] == 0
	with pytest.raises(frappe.PermissionError):
		as_(who.user, figures.self_reports_to_settle)
	step(doc.name, "Recorded", place.manager)
	assert as_(place.manager, figures.self_reports_to_settle)["value"] == 1


def test_what_became_a_record_is_kept(place):
	doc = step(confirmed(person(place), place).name, "Recorded", place.manager)
	with pytest.raises(RetentionError):
		frappe.delete_doc(REPORT, doc.name)


def test_the_copy_of_ones_data_has_the_own_reports_without_the_witness(place):
	name, who, other = asked(place)
	(row,) = own_data.collect(who.user)[REPORT]
	assert row["name"] == name and "witness_name" not in row
	assert own_data.collect(other.user)[REPORT] == []


def test_a_merge_takes_the_reports_along(place):
	who, other = person(place), person(place)
	name = send(who, place)
	merging.merge(who.name, other.name, "同一人登记了两次")
	assert frappe.db.get_value(REPORT, name, "volunteer") == other.name
