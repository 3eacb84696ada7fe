"""Applications from the public page: guests send them and learn nothing of others; the staff decides."""

import json

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import factories as make
from tests.queries import queries_of
from tests.site.volunteer_registry import joining_world as world
from volunteer_services.api import applications as api
from volunteer_services.exceptions import (
	AgeGateError,
	ApplicationError,
	ConsentError,
	DuplicateVolunteerError,
	IdentityNumberError,
	RequestLimitError,
)
from volunteer_services.volunteer_registry.services.joining import applying, cleaning, deciding

APPLICATION, PROFILE = world.APPLICATION, "Volunteer Profile"


@pytest.fixture
def place():
	world.forget_limits()
	yield make.Place().staff()
	world.forget_limits()


def send(values: dict) -> str:
	"""What a guest gets, as it goes over the wire but for the number itself."""
	frappe.set_user("Guest")
	answer = api.apply(**values)
	frappe.set_user("Administrator")
	number = answer["application"]
	assert number.startswith("AP-") and len(number) == 17
	return number


def stored(number: str):
	return frappe.get_doc(APPLICATION, number)


# --- applying ---


def test_an_adult_applies_and_the_number_is_sealed(place):
	number = make.resident_id("1990-02-03", male=False)
	doc = stored(send(world.values(place, id_number=f" {number[:6]} {number[6:]} ", full_name=" 梁  美华 ")))
	assert (doc.status, doc.full_name, doc.sex, str(doc.date_of_birth)) == (
		"Received",
		"梁 美华",
		"Female",
		"1990-02-03",
	)
	assert doc.consent_method == "Website" and doc.consent_on and "基本信息" not in doc.full_name
	assert not (doc.photo_consent or doc.health_consent or doc.place_consent), "nothing is ticked beforehand"
	assert number not in json.dumps(doc.as_dict(), default=str)
	digest, cipher = frappe.db.get_value(APPLICATION, doc.name, ["id_number_hash", "id_number_encrypted"])
	assert len(digest) == 64 and number not in cipher
	assert doc.id_number_hash is None and doc.id_number_encrypted is None


def test_what_was_consented_to_is_kept_by_purpose(place):
	frappe.db.set_single_value("Volunteer Services Settings", "application_days", 45)
	doc = stored(send(world.values(place, photo_consent=True)))
	basic, photo, health = doc.consent_notice.split("\n\n")[:3]
	assert "(agreed)" in basic.splitlines()[0] and "45" in basic and place.unit.unit_name is not None
	assert "(agreed)" in photo.splitlines()[0] and "(not agreed)" in health.splitlines()[0]
	assert doc.photo_consent and not doc.health_consent


def test_a_minor_applies_with_a_guardian(place):
	child = {"kind": "Minor", "id_number": make.resident_id("2015-05-05"), "mobile": ""}
	guardian = {"guardian_name": "梁父", "guardian_phone": "13911112222"}
	for lacking, error in (
		({}, ApplicationError),
		(guardian, AgeGateError),
		({**guardian, "guardian_consent": True}, AgeGateError),
	):
		with pytest.raises(error):
			send(world.values(place, **child, **lacking))
	whole = {**guardian, "guardian_consent": True, "child_data_consent": True}
	doc = stored(send(world.values(place, **child, **whole)))
	assert (doc.kind, doc.contact_last_four, doc.guardian_consent) == ("Minor", "2222", 1)


def test_who_is_too_young_for_alone_is_told(place):
	with pytest.raises(AgeGateError, match="guardian"):
		send(world.values(place, id_number=make.resident_id("2012-05-05")))
	with pytest.raises(AgeGateError, match="for themselves"):
		send(world.values(place, kind="Minor", guardian_name="x", guardian_phone="13911112222"))


@pytest.mark.parametrize(
	("changed", "error"),
	[
		({"id_number": "440104199002030011"}, IdentityNumberError),
		({"data_consent": False}, ConsentError),
		({"region": "nowhere"}, ApplicationError),
		({"request_key": "x"}, ApplicationError),
		({"wants_login": True}, ApplicationError),
		({"kind": "Anything"}, AgeGateError),
	],
)
def test_what_cannot_be_right_is_refused(place, changed, error):
	with pytest.raises(error):
		send(world.values(place, **changed))
	assert not frappe.db.exists(APPLICATION, {"region": place.region.name})


def test_no_application_where_they_are_closed(place):
	frappe.db.set_single_value("Volunteer Services Settings", "joining_closed", 1)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	with pytest.raises(ApplicationError, match="site near you"):
		send(world.values(place))


def test_a_machine_gets_an_answer_and_nothing_is_stored(place):
	send(world.values(place, homepage="https://spam.example"))
	assert not frappe.db.exists(APPLICATION, {"region": place.region.name})


def test_sent_twice_is_one(place):
	values = world.values(place)
	assert send(values) == send(values)
	assert frappe.db.count(APPLICATION, {"region": place.region.name}) == 1
	other = {**values, "id_number": make.resident_id("1991-01-01")}
	with pytest.raises(ApplicationError, match="key"):
		send(other)


def test_limits_by_phone_and_by_address(place):
	mobile = "13755556666"
	for _one in range(applying.PER_PHONE_A_DAY):
		send(world.values(place, mobile=mobile, id_number=make.resident_id("1990-02-03", male=False)))
	with pytest.raises(RequestLimitError, match="phone"):
		send(world.values(place, mobile=mobile))
	frappe.db.set_single_value("Volunteer Services Settings", "applications_per_hour", 12)
	frappe.clear_document_cache("Volunteer Services Settings", "Volunteer Services Settings")
	send(world.values(place))
	with pytest.raises(RequestLimitError, match="one hour"):
		send(world.values(place))


# --- nothing about others ---


def test_a_number_on_file_is_answered_like_a_new_one(place, monkeypatch):
	number, mobile = make.resident_id("1990-02-03", male=False), "13612340001"
	make.make_volunteer(
		make.make_region().name,
		sex="Female",
		date_of_birth="1990-02-03",
		id_type="Resident ID",
		id_number=number,
		mobile=mobile,
	)
	known = {
		"number": world.values(place, id_number=number),
		"mobile": world.values(place, mobile=mobile),
		"both": world.values(place, id_number=number, mobile=mobile),
	}
	send(world.values(place))  # what is read once: metadata, settings
	asked = queries_of(monkeypatch, send, world.values(place))
	answers, told = {}, {}
	for name, values in {"new": world.values(place), **known}.items():
		answers[name] = None

		def once(name=name, values=values):
			frappe.local.message_log = []
			answers[name] = send(values)

		assert queries_of(monkeypatch, once) == asked, name
		assert frappe.local.message_log == [], name
		frappe.set_user("Guest")
		told[name] = api.state(answers[name], values["mobile"][-4:])
		frappe.set_user("Administrator")
	shapes = {name: json.dumps({**told[name], "application": None}, sort_keys=True).encode() for name in told}
	assert len(set(shapes.values())) == 1 and told["new"]["state"] == "received"
	assert {name: stored(one).status for name, one in answers.items()} == {
		"new": "Received",
		"number": "Claim",
		"mobile": "Claim",
		"both": "Claim",
	}


def test_wrong_numbers_have_one_answer(place):
	doc = world.applied(place, mobile="13612345678")
	frappe.set_user("Guest")
	right = api.state(f" {doc.name.lower()} ", "5678")
	assert (right["state"], right["application"]) == ("received", doc.name)
	wrong = [(doc.name, "1111"), ("AP-0000-0000-0000", "5678"), ("x", ""), ("", "%")]
	answers = [api.state(number, digits) for number, digits in wrong]
	assert all(one == answers[0] for one in answers) and answers[0]["state"] == "unknown"
	assert set(answers[0]) == set(right)


def test_guesses_of_the_digits_are_counted(place):
	doc = world.applied(place)
	frappe.set_user("Guest")
	for digits in range(10):
		api.state(doc.name, f"{digits:04d}")
	with pytest.raises(RequestLimitError):
		api.state(doc.name, doc.contact_last_four)


# --- the staff ---


def test_taken_up_it_is_a_file_in_review(place):
	skill = make._insert({"doctype": "Service Skill", "skill_name": make.unique("技能")}).name
	wishes = {"team": place.team.name, "skills": f"{skill}\nnothing", "interests": "唱歌"}
	sent = world.values(place, **wishes, email="mei@example.com", photo_consent=True)
	doc = stored(send(sent))
	frappe.set_user(place.manager)
	answer = api.take_up(doc.name)
	file = frappe.get_doc(PROFILE, answer["volunteer"])
	assert (file.workflow_state, file.full_name, file.mobile) == ("Pending Review", "梁美华", sent["mobile"])
	assert (file.primary_team, file.email, file.photo_consent) == (place.team.name, "mei@example.com", 1)
	assert (file.consent_method, file.data_consent_on) == ("Website", doc.consent_on)
	assert [row.skill for row in file.skills] == [skill]
	assert file.id_number_masked and frappe.db.get_value(PROFILE, file.name, "id_number_hash")
	doc = stored(doc.name)
	assert (doc.status, doc.volunteer, doc.decided_by) == ("Taken Up", file.name, place.manager)
	kept = frappe.db.get_value(APPLICATION, doc.name, ["id_number_hash", "id_number_encrypted"])
	assert kept == (None, None)
	with pytest.raises(ApplicationError, match="decided already"):
		api.take_up(doc.name)
	frappe.set_user("Guest")
	assert api.state(doc.name, doc.contact_last_four)["state"] == "in_review"


def test_a_proxy_needs_the_proof(place):
	sent = world.values(
		place,
		kind="On Behalf",
		id_number=make.resident_id("1940-05-05"),
		mobile="",
		proxy_name="梁女儿",
		proxy_relation="女儿",
		proxy_phone="13900008888",
	)
	doc = stored(send(sent))
	assert (doc.consent_method, doc.contact_last_four) == ("Website by Proxy", "8888")
	frappe.set_user("Guest")
	assert api.state(doc.name, "8888")["lacks_proof"]
	frappe.set_user(place.manager)
	with pytest.raises(ConsentError, match="proof"):
		api.take_up(doc.name)
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{make.unique('proof')}.txt",
			"content": "委托书",
			"is_private": 1,
			"attached_to_doctype": APPLICATION,
			"attached_to_name": doc.name,
		}
	).insert()
	doc = stored(doc.name)
	doc.proof = file.file_url
	doc.save()
	profile = frappe.get_doc(PROFILE, api.take_up(doc.name)["volunteer"])
	assert profile.consent_method == "Website by Proxy"
	assert (profile.proxies[0].proxy_name, profile.proxies[0].proof) == ("梁女儿", file.file_url)


def test_a_claim_is_linked_after_the_papers_were_compared(place):
	number = make.resident_id("1990-02-03", male=False)
	known = place.volunteer(sex="Female", date_of_birth="1990-02-03", id_type="Resident ID", id_number=number)
	other = place.volunteer()
	doc = stored(send(world.values(place, id_number=number)))
	before = frappe.get_doc(PROFILE, known.name).as_dict()
	frappe.set_user(place.manager)
	found = api.matches(doc.name)
	assert [(row["name"], row["same_number"]) for row in found["files"]] == [(known.name, True)]
	assert found["elsewhere"] == 0
	with pytest.raises(DuplicateVolunteerError):
		api.take_up(doc.name)
	with pytest.raises(ApplicationError, match="neither"):
		api.link(doc.name, other.name, "看过身份证")
	with pytest.raises(frappe.MandatoryError):
		api.link(doc.name, known.name, " ")
	api.link(doc.name, known.name, "看过身份证原件")
	frappe.set_user("Administrator")
	assert (stored(doc.name).status, stored(doc.name).volunteer) == ("Taken Up", known.name)
	after = frappe.get_doc(PROFILE, known.name).as_dict()
	assert {key for key in before if before[key] != after[key]} <= {"_comments"}
	for doctype, name in ((PROFILE, known.name), (APPLICATION, doc.name)):
		said = {"content": ["like", "%看过身份证原件%"]}
		assert frappe.db.exists("Comment", {"reference_doctype": doctype, "reference_name": name, **said})
	assert frappe.db.exists(
		"Access Log", {"method": "volunteer_services.api.applications.link", "reference_document": known.name}
	)


def test_a_file_of_elsewhere_is_only_counted(place):
	there = make.Place().staff()
	number = make.resident_id("1990-02-03", male=False)
	known = there.volunteer(sex="Female", date_of_birth="1990-02-03", id_type="Resident ID", id_number=number)
	doc = stored(send(world.values(place, id_number=number)))
	frappe.set_user(place.manager)
	assert api.matches(doc.name) == {"files": [], "elsewhere": 1}
	with pytest.raises(frappe.PermissionError):
		api.link(doc.name, known.name, "看过")


def test_sent_back_and_refused_with_a_reason_that_the_applicant_reads(place):
	doc = world.applied(place)
	frappe.set_user(place.manager)
	with pytest.raises(frappe.MandatoryError):
		api.send_back(doc.name, "")
	api.send_back(doc.name, "请带身份证到站点")
	frappe.set_user("Guest")
	told = api.state(doc.name, doc.contact_last_four)
	assert (told["state"], told["reason"]) == ("returned", "请带身份证到站点")
	frappe.set_user(place.manager)
	api.refuse(doc.name, "不在服务区域")
	frappe.set_user("Guest")
	assert api.state(doc.name, doc.contact_last_four)["state"] == "refused"
	frappe.set_user(place.manager)
	with pytest.raises(ApplicationError):
		api.take_up(doc.name)


def test_who_decides(place):
	"""Leaders take up for their teams; sending back, refusing and linking is the reviewers'."""
	doc = world.applied(place, team=place.team.name)
	elsewhere = world.applied(place)
	frappe.set_user(place.leader)
	for step in (api.send_back, api.refuse):
		with pytest.raises(frappe.PermissionError):
			step(doc.name, "x")
	with pytest.raises(frappe.PermissionError):
		api.take_up(elsewhere.name)
	assert api.take_up(doc.name)["state"] == "Pending Review"


@pytest.mark.parametrize("role", ["stranger", "volunteer", "guest", "auditor"])
def test_nobody_else_takes_a_step(place, role):
	doc = world.applied(place)
	users = {
		"stranger": make.Place().staff().manager,
		"volunteer": make.make_user(make.VOLUNTEER),
		"guest": "Guest",
		"auditor": make.make_user(make.AUDITOR),
	}
	frappe.set_user(users[role])
	for step in (
		lambda: api.take_up(doc.name),
		lambda: api.matches(doc.name),
		lambda: api.send_back(doc.name, "x"),
		lambda: api.refuse(doc.name, "x"),
		lambda: api.link(doc.name, "V00000001", "x"),
	):
		with pytest.raises(frappe.PermissionError):
			step()
	frappe.set_user("Administrator")
	assert stored(doc.name).status == "Received"


def test_lists_and_forms_keep_to_the_scope(place):
	doc = world.applied(place)
	there = make.Place().staff()
	inside, outside = (place.manager, place.officer), (there.manager, there.officer, place.leader)
	for user in (*inside, *outside):
		seen = user in inside
		frappe.set_user(user)
		assert len(frappe.get_list(APPLICATION, filters={"name": doc.name})) == seen, user
		assert frappe.has_permission(APPLICATION, "read", doc.name) == seen, user
	for user in ("Guest", make.make_user(make.VOLUNTEER)):
		frappe.set_user(user)
		with pytest.raises(frappe.PermissionError):
			frappe.get_list(APPLICATION)
		assert not frappe.has_permission(APPLICATION, "read", doc.name)


@pytest.mark.parametrize(
	("who", "error"),
	[
		("Guest", frappe.PermissionError),
		("manager", frappe.PermissionError),
		("officer", frappe.PermissionError),
		("Administrator", ApplicationError),
	],
)
def test_no_application_by_frappe_s_doors(place, who, error):
	"""frappe.client and REST insert through the document; guests have no right at all."""
	from frappe import client

	frappe.set_user(getattr(place, who, who) if who in ("manager", "officer") else who)
	values = {"doctype": APPLICATION, "full_name": "某人", "region": place.region.name, "status": "Taken Up"}
	with pytest.raises(error):
		client.insert(values)
	if who == "Guest":
		with pytest.raises(frappe.PermissionError):
			client.get_list(APPLICATION)


def test_the_staff_changes_the_place_only(place):
	doc = world.applied(place)
	frappe.set_user(place.manager)
	form = stored(doc.name)
	form.update({"status": "Taken Up", "mobile": "13900000000", "full_name": "别人", "site": place.site.name})
	form.save()
	frappe.set_user("Administrator")
	after = stored(doc.name)
	assert (after.status, after.mobile, after.full_name, after.site) == (
		"Received",
		doc.mobile,
		doc.full_name,
		place.site.name,
	)


# --- afterwards ---


def test_what_came_to_nothing_is_deleted(place):
	old, fresh, waiting, taken = (world.applied(place) for _one in range(4))
	deciding.decide(deciding.locked(old.name), "Refused", "不符合")
	deciding.decide(deciding.locked(fresh.name), "Returned", "补交")
	frappe.set_user(place.manager)
	api.take_up(taken.name)
	frappe.set_user("Administrator")
	for doc in (old, taken):
		frappe.db.set_value(APPLICATION, doc.name, "decided_on", add_days(nowdate(), -91))
	frappe.db.set_value(APPLICATION, waiting.name, "applied_on", add_days(nowdate(), -400))
	assert cleaning.delete() == [old.name]
	assert not frappe.db.exists("Deleted Document", {"deleted_name": old.name})
	assert all(frappe.db.exists(APPLICATION, doc.name) for doc in (fresh, waiting, taken))


def test_a_login_is_made_for_who_asked(place):
	email = f"{make.unique('mei')}@volunteers.example"
	frappe.local.conf.throttle_user_limit = 10**6
	doc = stored(send(world.values(place, email=email, wants_login=True)))
	plain = stored(send(world.values(place, email=f"x{email}", id_number=make.resident_id("1991-01-01"))))
	frappe.set_user(place.manager)
	files = [api.take_up(one.name)["volunteer"] for one in (doc, plain)]
	frappe.set_user(place.officer)
	for name in files:
		file = frappe.get_doc(PROFILE, name)
		file.workflow_state = "Registered"
		file.save()
	assert frappe.db.get_value(PROFILE, files[0], "user") == email
	assert not frappe.db.get_value(PROFILE, files[1], "user") and not frappe.db.exists("User", f"x{email}")
	user = frappe.get_doc("User", email)
	assert user.user_type == "Website User" and "Volunteer" in {row.role for row in user.roles}
	frappe.set_user("Guest")
	told = api.state(doc.name, doc.contact_last_four)
	assert (told["state"], told["has_login"]) == ("registered", True)


def test_a_login_that_is_there_is_not_taken(place):
	user = make.make_user(make.VOLUNTEER)
	doc = stored(send(world.values(place, email=user, wants_login=True)))
	frappe.set_user(place.manager)
	name = api.take_up(doc.name)["volunteer"]
	frappe.set_user(place.officer)
	file = frappe.get_doc(PROFILE, name)
	file.workflow_state = "Registered"
	file.save()
	assert not frappe.db.get_value(PROFILE, name, "user")


def test_the_home_page_counts_what_waits(place):
	from volunteer_services.foundation.scope.deciding import Sight
	from volunteer_services.volunteer_registry.reporting import today

	frappe.set_user(place.manager)
	before = today.applications(Sight()).count
	waiting, back = world.applied(place), world.applied(place)
	api.send_back(back.name, "补交")
	wait = today.applications(Sight())
	assert (wait.count, wait.doctype) == (before + 1, APPLICATION) and wait.since <= waiting.applied_on
	frappe.set_user(make.Place().staff().manager)
	assert today.applications(Sight()).count == 0
