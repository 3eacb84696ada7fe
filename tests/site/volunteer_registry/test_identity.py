"""The identity number: checked, masked, unique, and kept out of every route but the logged one."""

import json

import frappe
import pytest

from tests import factories as f
from volunteer_services.api import identity as identity_api
from volunteer_services.exceptions import DuplicateVolunteerError, IdentityNumberError
from volunteer_services.volunteer_registry.services import identity
from volunteer_services.volunteer_registry.services.identity import HASH_KEY

PROFILE = "Volunteer Profile"
SETTINGS = "Volunteer Services Settings"


@pytest.fixture
def place():
	return f.Place().staff()


def resident(place, number, **values):
	born = {"sex": "Unknown", "date_of_birth": None, **values}
	return place.volunteer(id_type="Resident ID", id_number=number, **born)


def secrets_of(name):
	row = frappe.db.sql(
		"select id_number_hash, id_number_encrypted from `tabVolunteer Profile` where name = %s", name
	)[0]
	assert all(row)
	return row


def holds_none_of(text, needles):
	return not [needle for needle in needles if needle and needle in text]


def test_number_fills_sex_and_birth_date_and_is_emptied(place):
	number = f.resident_id("1985-05-17", male=False)
	doc = resident(place, number)
	assert (doc.sex, str(doc.date_of_birth)) == ("Female", "1985-05-17")
	assert doc.id_number is None
	assert doc.id_number_masked == "*" * 16 + number[-2:]
	assert frappe.db.get_value(PROFILE, doc.name, "id_number") is None


def test_full_width_lower_case_and_blanks_are_one_number(place):
	number = next(n for n in (f.resident_id() for _ in range(400)) if n.endswith("X"))
	resident(place, number)
	wide = "".join(chr(ord(c) + 0xFEE0) for c in number[:6]) + " " + number[6:].lower()
	with pytest.raises(DuplicateVolunteerError):
		resident(place, wide)


@pytest.mark.parametrize("change", [{"sex": "Female"}, {"date_of_birth": "1985-05-18"}])
def test_number_must_agree_with_sex_and_birth_date(place, change):
	with pytest.raises(IdentityNumberError):
		resident(place, f.resident_id("1985-05-17", male=True), **change)


def test_wrong_check_character_is_refused_without_showing_the_number(place):
	number = f.resident_id()
	wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
	with pytest.raises(IdentityNumberError) as error:
		resident(place, wrong)
	assert wrong not in str(error.value)


def test_a_file_needs_a_number(place):
	with pytest.raises(IdentityNumberError):
		place.volunteer(id_number=None)


def test_later_change_of_birth_date_must_agree_with_the_stored_number(place):
	doc = resident(place, f.resident_id("1985-05-17"))
	doc.reload()
	doc.date_of_birth = "1990-01-01"
	with pytest.raises(IdentityNumberError):
		doc.save()


def test_other_id_type_needs_its_number(place):
	doc = resident(place, f.resident_id())
	doc.reload()
	doc.id_type = "Passport"
	with pytest.raises(IdentityNumberError):
		doc.save()


def test_one_person_registers_once_and_the_file_is_named_in_scope_only(place):
	number = f.resident_id()
	doc = resident(place, number)
	frappe.set_user(place.manager)
	with pytest.raises(DuplicateVolunteerError, match=doc.name):
		resident(place, number)
	other = f.Place().staff()
	frappe.set_user(other.manager)
	with pytest.raises(DuplicateVolunteerError) as error:
		resident(other, number)
	assert doc.name not in str(error.value) and doc.full_name not in str(error.value)
	assert number not in str(error.value)


def test_unique_index_decides_when_the_check_came_too_early(place, monkeypatch):

	number = f.resident_id()
	resident(place, number)
	monkeypatch.setattr(identity, "refuse_duplicate", lambda *args: None)
	with pytest.raises(DuplicateVolunteerError):
		resident(place, number)


def test_hash_is_keyed_outside_the_database(place, monkeypatch):
	number = f.resident_id()
	first = secrets_of(resident(place, number).name)[0]
	assert len(first) == 64
	monkeypatch.setitem(frappe.local.conf, HASH_KEY, "another key")
	assert secrets_of(resident(place, number).name)[0] != first
	monkeypatch.setitem(frappe.local.conf, HASH_KEY, None)
	with pytest.raises(IdentityNumberError, match="site_config"):
		resident(place, f.resident_id())


def test_saving_from_the_form_keeps_hash_and_number_and_takes_no_forged_ones(place):
	doc = resident(place, f.resident_id())
	stored = secrets_of(doc.name)
	form = json.loads(frappe.get_doc(PROFILE, doc.name).as_json())
	form.update(id_number_hash="f" * 64, id_number_encrypted="x", id_number_masked="123", occupation="教师")
	frappe.set_user(place.manager)
	frappe.get_doc(form).save()
	assert secrets_of(doc.name) == stored
	assert frappe.db.get_value(PROFILE, doc.name, ["occupation", "id_number_masked"]) == (
		"教师",
		doc.id_number_masked,
	)


def test_version_comment_and_deleted_document_hold_no_secret(place):
	number, second = f.resident_id(), f.resident_id()
	doc = resident(place, number)
	old = secrets_of(doc.name)
	doc = frappe.get_doc(PROFILE, doc.name)
	doc.id_number = second
	doc.save()
	new = secrets_of(doc.name)
	assert new[0] != old[0]
	frappe.delete_doc(PROFILE, doc.name)
	text = json.dumps(
		frappe.get_all("Version", filters={"docname": doc.name}, pluck="data")
		+ frappe.get_all("Deleted Document", filters={"deleted_name": doc.name}, pluck="data")
		+ frappe.get_all("Comment", filters={"reference_name": doc.name}, pluck="content"),
		default=str,
	)
	assert doc.name in text or "id_number_masked" in text
	assert holds_none_of(text, [number, second, *old, *new])


def test_reveal_is_for_reviewers_in_scope_with_a_reason_and_leaves_traces(place):
	number = f.resident_id()
	doc = resident(place, number)
	frappe.set_user(place.manager)
	assert identity_api.reveal(doc.name, "办理保险 <b>x</b>") == number
	log = frappe.get_all(
		"Access Log",
		filters={"reference_document": doc.name, "user": place.manager},
		fields=["method", "page"],
		order_by="creation",
	)
	assert [row.method for row in log] == ["volunteer_services.api.identity.reveal"]
	comments = frappe.get_all(
		"Comment", filters={"reference_name": doc.name, "comment_type": "Info"}, pluck="content"
	)
	assert any(place.manager in text and "<b>" not in text for text in comments)
	with pytest.raises(frappe.MandatoryError):
		identity_api.reveal(doc.name, "  ")
	frappe.set_user(place.leader)
	with pytest.raises(frappe.PermissionError):
		identity_api.reveal(doc.name, "好奇")
	frappe.set_user(f.make_user(f.AUDITOR))
	with pytest.raises(frappe.PermissionError):
		identity_api.reveal(doc.name, "好奇")
	frappe.set_user(f.Place().staff().officer)
	with pytest.raises(frappe.PermissionError):
		identity_api.reveal(doc.name, "好奇")


def test_the_last_four_characters_are_shown_to_whom_the_settings_name(place):
	number = f.resident_id()
	doc = resident(place, number)
	for user in (place.manager, place.leader):
		frappe.set_user(user)
		assert not _offers(doc.name)
		with pytest.raises(frappe.PermissionError):
			identity_api.last_four(doc.name, "核对")
	frappe.set_user("Administrator")
	frappe.db.set_single_value(SETTINGS, "last_four_shown_to", "Site Managers and Officers")
	frappe.clear_document_cache(SETTINGS, SETTINGS)
	frappe.set_user(place.leader)
	assert not _offers(doc.name)
	with pytest.raises(frappe.PermissionError):
		identity_api.last_four(doc.name, "核对")
	frappe.set_user(f.Place().staff().manager)
	with pytest.raises(frappe.PermissionError):
		identity_api.last_four(doc.name, "核对")
	frappe.set_user(place.manager)
	assert _offers(doc.name)
	with pytest.raises(frappe.MandatoryError):
		identity_api.last_four(doc.name, " ")
	assert identity_api.last_four(doc.name, "核对") == "*" * 14 + number[-4:]
	log = {"reference_document": doc.name, "user": place.manager}
	assert frappe.get_all("Access Log", filters=log, pluck="method", order_by="creation") == [
		"volunteer_services.api.identity.last_four"
	]
	assert frappe.db.get_value(PROFILE, doc.name, "id_number_masked") == "*" * 16 + number[-2:]


def _offers(name: str) -> bool:
	doc = frappe.get_doc(PROFILE, name)
	doc.run_method("onload")
	return doc.get("__onload")["shows_last_four"]


def test_looks_at_numbers_accept_post_only():
	for look in (identity_api.reveal, identity_api.last_four):
		assert frappe.allowed_http_methods_for_whitelisted_func[look] == ["POST"]


def test_numbers_are_a_series(place):
	one, two = place.volunteer(), place.volunteer()
	assert one.name == one.volunteer_no and one.name.startswith("V")
	assert int(two.name[1:]) == int(one.name[1:]) + 1


def test_masks_of_before_are_shortened(place):
	from volunteer_services.patches import identity_masks

	who = place.volunteer(id_type="Resident ID", id_number=f.resident_id())
	shown = who.id_number_masked[-2:]
	frappe.db.set_value(PROFILE, who.name, "id_number_masked", f"440{'*' * 11}00{shown}")
	identity_masks.execute()
	assert frappe.db.get_value(PROFILE, who.name, "id_number_masked") == "*" * 16 + shown
