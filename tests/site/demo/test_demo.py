"""The demo data keep every rule of the app. Made once, without a commit, and rolled back."""

import datetime
import re

import frappe
import pytest
from frappe.utils import getdate, nowdate

from tests.site.volunteer_projects import make_up_world
from volunteer_services import demo
from volunteer_services.demo.service import materials, presence
from volunteer_services.exceptions import DemoDataError
from volunteer_services.foundation import settings
from volunteer_services.foundation.domain.working_days import is_late
from volunteer_services.foundation.scope.conditions import get_scope
from volunteer_services.service_records.services import certificate_entries, proof
from volunteer_services.setup.workflows import MACHINES
from volunteer_services.volunteer_projects.services import projects
from volunteer_services.volunteer_recognition.services import recalculation

BASES = (
	"广州市荔湾区南源街家庭综合服务中心",
	"黄峰岭工业区“睦邻家园”",
	"佛山市南海文化公园志愿V站",
	"中山市小榄镇新市社区邻里守望服务站",
)
THRESHOLDS = (100, 300, 600, 1000, 1500)


@pytest.mark.timeout(900)  # half a minute of work; more on a busy machine
def test_the_demo_keeps_every_rule():
	if frappe.db.count("Volunteer Profile"):
		pytest.skip("the site has volunteers")
	make_up_world.after(10)
	lines: list[str] = []
	demo.make_demo(commit=False, say=lines.append)
	assert len(lines) == len(demo.STEPS)
	check_counts()
	check_states()
	check_totals()
	check_days()
	check_projects_and_people()
	check_stars()
	check_certificates()
	check_people()
	check_giving()
	check_readiness_and_presence()
	check_sites()
	check_logins()
	with pytest.raises(DemoDataError):
		demo.make_demo(commit=False)


def test_no_logins_without_the_demo():
	if frappe.db.exists("User", "manager@volunteers.example"):
		pytest.skip("the site has the demo")
	assert demo.logins() == []


def check_readiness_and_presence() -> None:
	statuses = {row.status for row in values("Volunteer Qualification", "status")}
	assert statuses == {"Valid", "Expiring", "Expired", "Unverified"}
	assert frappe.db.count("Course Attendance", {"result": "Passed"}) > 10
	assert frappe.db.count("Insurance Claim") == 7
	calls = {row.kind: row.workflow_state for row in values("Emergency Call-out", "kind", "workflow_state")}
	assert calls == {"Drill": "Call-out Closed", "Real": "Gathering"}
	answers = {row.status for row in values("Call-out Response", "status")}
	assert answers >= {"Asked", "Coming", "Coming Later", "Not Coming", "Present", "Departed"}
	event = frappe.get_last_doc("Service Activity", {"activity_name": presence.EVENT})
	assert event.workflow_state == "Completed"
	attended = values("Activity Sign Up", "status", activity=event.name)
	assert len(attended) > 150 and {row.status for row in attended} >= {"Attended"}
	kinds = {row.kind for row in values("Check In", "kind", activity=event.name)}
	assert kinds == {"In", "Out", "Forced Out"}
	out = {row.material_name: row.still_out for row in values("Activity Material", "*", activity=event.name)}
	assert out == {"志愿者马甲": materials.STILL_OUT, "对讲机": 0, "饮用水": 0}
	open_ones = values("Material Entry", "volunteer", activity=event.name, still_out=[">", 0])
	assert len(open_ones) == materials.STILL_OUT
	classes = {row.trust_class for row in values("Service Log", "trust_class", source="Check-in")}
	assert classes == {"Credited"}
	assert frappe.db.count("Service Log", {"source": "Activity", "trust_class": "Honorary"})


def values(doctype: str, *fields: str, **filters) -> list:
	return frappe.get_all(doctype, fields=list(fields), filters=filters, order_by="name", limit=0)


def check_counts():
	assert frappe.db.count("Volunteer Profile") == 300
	assert frappe.db.count("Service Log") == 6000
	codes = {row.region_level for row in values("Service Region", "region_level")}
	assert codes == {"Province", "City", "District", "Street", "Community"}
	levels = {row.team_level for row in values("Volunteer Team", "team_level")}
	assert levels == {"总队", "分队", "大队", "小队"}
	sites = values("Service Site", "site_type", "site_name")
	assert len({row.site_type for row in sites}) == 8
	names = {row.site_name for row in sites}
	assert {"广州市荔湾区南源街家庭综合服务中心", "佛山市南海文化公园志愿V站"} <= names
	assert len({(row.category, row.theme) for row in values("Volunteer Project", "category", "theme")}) >= 9
	days = [row.service_date for row in values("Service Log", "service_date", source="Manual")]
	assert (getdate(nowdate()) - min(days)).days in range(700, 740)


def check_states():
	for machine in MACHINES:
		found = {row.workflow_state for row in values(machine.doctype, "workflow_state")}
		# People are called out to one thing at a time: those states are looked at with the readiness.
		assert found == set(machine.states) or machine.doctype == "Emergency Call-out", machine.doctype
	assert not frappe.db.sql(
		"""select `name` from `tabService Log` where `docstatus` <>
		case `workflow_state` when 'Approved' then 1 when 'Cancelled' then 2 else 0 end"""
	)
	unexplained = frappe.db.count(
		"Service Log",
		{"workflow_state": ["in", ["Returned", "Rejected", "Cancelled"]], "return_reason": ["is", "not set"]},
	)
	assert unexplained == 0


def check_totals():
	assert proof.findings() == []
	found = {row.total_minutes for row in values("Volunteer Profile", "total_minutes")}
	for hours in THRESHOLDS:
		assert {hours * 60 - 1, hours * 60, hours * 60 + 1} <= found
	summed = frappe.db.sql("select sum(`minutes`) from `tabService Log` where `docstatus` = 1")[0][0]
	assert summed == sum(row.total_minutes for row in values("Volunteer Profile", "total_minutes"))


def check_days():
	"""No overlaps; time, day totals, level and lateness agree with the rules."""
	rows = frappe.db.sql(
		"""select `name`, `volunteer`, `service_date`, `starts_on`, `ends_on`, `break_minutes`, `minutes`,
			`hours`, `day_minutes`, `approval_level`, `recorded_on`, `is_late`, `approved_by`, `approved_on`,
			`recorder`, `workflow_state`, `docstatus`, `rating`, `rated_by`
		from `tabService Log` where `workflow_state` not in ('Rejected', 'Cancelled')
		order by `volunteer`, `starts_on`""",
		as_dict=True,
	)
	calendar, per_day = settings.work_calendar(), {}
	for before, row in zip([None, *rows], rows, strict=False):
		if before and before.volunteer == row.volunteer:
			assert before.ends_on <= row.starts_on, row
		assert row.service_date == row.starts_on.date()
		assert row.minutes == (row.ends_on - row.starts_on).total_seconds() // 60 - row.break_minutes > 0
		assert abs(row.hours * 60 - row.minutes) < 0.5
		assert row.is_late == is_late(row.ends_on.date(), row.recorded_on.date(), 10, calendar), row
		assert row.ends_on <= row.recorded_on <= frappe.utils.now_datetime(), row
		assert bool(row.rating) == bool(row.rated_by)
		if row.docstatus == 1:
			assert row.approved_by != row.recorder
			assert row.recorded_on.date() <= row.approved_on.date()
		day = per_day.setdefault((row.volunteer, row.service_date), [])
		day.append(row)
	for day in per_day.values():
		whole = sum(row.minutes for row in day)
		assert max(row.day_minutes for row in day) == whole, day
		last = max(day, key=lambda row: row.day_minutes)
		assert last.approval_level == ("Site" if whole <= 480 else "District" if whole <= 720 else "City")
	levels = {(row.approval_level, row.workflow_state) for row in rows}
	assert {("District", "Approved"), ("City", "Approved"), ("City", "Pending City Review")} <= levels
	assert any(row.is_late for row in rows)


def check_projects_and_people():
	"""Service lies within approved projects and after the application; nobody serves when that is over."""
	rows = frappe.db.sql(
		"""select l.`name`, l.`service_date`, l.`source`, l.`age_band`, l.`recording_unit`,
			l.`workflow_state` as log_state, p.`project_name`, p.`start_date`, p.`end_date`,
			p.`workflow_state`, p.`recording_unit` as unit, v.`applied_on`, v.`registered_on`,
			v.`state_changed_on`, v.`workflow_state` as state
		from `tabService Log` l inner join `tabVolunteer Project` p on p.`name` = l.`project`
		inner join `tabVolunteer Profile` v on v.`name` = l.`volunteer`""",
		as_dict=True,
	)
	assert len(rows) == 6000
	for row in rows:
		assert row.unit == row.recording_unit
		assert row.age_band
		if row.source in ("Opening", "Transfer"):
			continue
		assert projects.project_problem(row, row.service_date) is None
		assert row.applied_on <= row.service_date
		awaits = row.state in ("Applied", "Pending Review", "Returned")
		assert awaits == (row.log_state == "Awaiting Registration")
		if row.state in ("Suspended", "Deregistered"):
			assert row.registered_on <= row.service_date < row.state_changed_on
		assert row.state != "Rejected"
	sources = {row.source for row in rows}
	assert {"Manual", "Activity", "Check-in", "Import", "Transfer", "Opening"} == sources


def check_stars():
	again = recalculation.recalculate()
	assert not any(again[key] for key in ("changed", "proposed", "granted", "withdrawn", "to_review")), again
	awards = values("Star Award", "volunteer", "star", "status", "needs_review")
	assert len({(row.volunteer, row.star) for row in awards}) == len(awards)
	assert {row.star for row in awards if row.status == "Granted"} == {1, 2, 3, 4, 5}
	assert sum(row.needs_review for row in awards) == 1
	held = {}
	for row in awards:
		held.setdefault(row.volunteer, set()).add(row.star)
	for row in values("Volunteer Profile", "name", "total_minutes", "workflow_state"):
		due = {star for star, hours in enumerate(THRESHOLDS, start=1) if row.total_minutes >= hours * 60}
		if row.workflow_state in ("Registered", "Suspended"):
			assert due <= held.get(row.name, set()), row


def check_certificates():
	rows = values("Service Certificate", "name", "status", "total_minutes", "superseded_by")
	assert {row.status for row in rows} == {"Valid", "Superseded", "Revoked"}
	superseded = [row for row in rows if row.status == "Superseded"]
	assert len(superseded) == 1 and superseded[0].superseded_by
	for row in rows:
		if row.status == "Valid":
			doc = frappe.get_doc("Service Certificate", row.name)
			fresh = certificate_entries.collect(
				doc.volunteer, doc.recording_unit, doc.from_date, doc.to_date, lock=False
			)
			assert sum(entry.minutes for entry in fresh) == doc.total_minutes > 0


def check_giving():
	kinds = {row.kind for row in values("Points Transfer", "kind")}
	assert {"Earned", "Donated", "Granted", "Opening", "Adjusted", "Transferred", "Reversed"} <= kinds
	wrong = frappe.db.sql(
		"""select a.name from `tabPoints Account` a left join `tabPoints Entry` e on e.account = a.name
		group by a.name, a.balance, a.min_balance
		having a.balance <> coalesce(sum(e.points), 0) or a.balance < a.min_balance"""
	)
	assert not wrong
	(reviewed,) = values("Points Account", "shortfall", status="Under Review")
	assert reviewed.shortfall > 0
	assert {row.docstatus for row in values("Points Donation", "docstatus")} == {0, 1, 2}
	(book,) = values("Points Account", "passbook_lines", "entry_count", passbook_no=["is", "set"])
	assert 0 < book.passbook_lines < book.entry_count


def check_sites():
	"""Four bases with two years of history, twenty further sites in all states."""
	sites = values("Service Site", "name", "site_name", "compliance_state", "last_visited_on")
	sites = [row for row in sites if not re.fullmatch(r"社工站\d+", row.site_name)]  # other tests' places
	assert len(sites) == 24
	states = {row.compliance_state for row in sites}
	assert states == {"Not Assessed", "Under Review", "Certified", "Needs Rectification", "Lapsed"}
	bases = [row for row in sites if row.site_name in BASES]
	assert len(bases) == 4 and {row.compliance_state for row in bases} == {"Certified"}
	for base in bases:
		assessed = values("Site Assessment", "assessed_on", service_site=base.name, docstatus=1)
		visited = values("Site Visit", "visited_on", service_site=base.name, status="Visited")
		assert len(visited) >= 8
		assert (getdate(nowdate()) - min(row.visited_on for row in visited)).days > 600
		assert (getdate(nowdate()) - min(row.assessed_on for row in assessed)).days > 600
		accepted = values("Site Submission", "kind", service_site=base.name, workflow_state="Accepted")
		assert {row.kind for row in accepted} == {"Feature Case", "Volunteer Story"}
	assert not values("Site Assessment", workflow_state="Certified", is_compliant=0)
	assert {row.status for row in values("Site Visit", "status")} == {"Planned", "Visited", "Called Off"}
	assert {row.follow_up for row in values("Site Visit", "follow_up")} == {"None", "Open", "Closed"}
	theirs = ["in", [row.name for row in sites]]
	plaques = values("Pilot Site", "plaque_no", plaque_no=["is", "set"], service_site=theirs)
	assert len({row.plaque_no for row in plaques}) == len(plaques) == 10


def check_people():
	people = values(
		"Volunteer Profile",
		"name",
		"full_name",
		"date_of_birth",
		"mobile",
		"email",
		"user",
		"id_type",
		"guardian_consent",
	)
	today = getdate(nowdate())
	young = [row for row in people if (today - row.date_of_birth) < datetime.timedelta(days=18 * 365)]
	assert young and all(row.guardian_consent for row in young)
	assert [row for row in young if (today - row.date_of_birth) < datetime.timedelta(days=14 * 365)]
	elders = [row for row in people if today.year - row.date_of_birth.year >= 60]
	assert len([row for row in elders if not (row.mobile or row.email or row.user)]) >= 20
	assert {row.id_type for row in people} == {"Resident ID", "HK Macao Taiwan Residence Permit", "Passport"}
	assert len({row.full_name for row in people}) == len(people)
	assert {row.role for row in values("Team Membership", "role")} == {"Member", "Deputy", "Leader"}


def check_logins():
	rows = demo.logins()
	assert {row["role"] for row in rows} == {
		"Volunteer Services Manager",
		"Volunteer Services Auditor",
		"Volunteer City Officer",
		"Volunteer District Officer",
		"Volunteer Site Manager",
		"Volunteer Team Leader",
		"Volunteer",
	}
	for row in rows:
		frappe.clear_cache(user=row["user"])
		assert row["role"] in frappe.get_roles(row["user"]), row
		scope = get_scope(row["user"])
		assert scope.unrestricted or scope.regions or scope.sites or scope.teams or scope.volunteer, row
	assert frappe.utils.password.check_password(rows[0]["user"], rows[0]["password"]) == rows[0]["user"]
