"""Pilot sites of the story: assessments over two years, programmes with plaques, and twelve further sites."""

import random

import frappe
from frappe.utils import add_days, add_months, getdate

from volunteer_services.demo import staff
from volunteer_services.demo.data import pilot_places as data
from volunteer_services.demo.data.names import full_name
from volunteer_services.demo.world import SEED, World, acting, insert, move
from volunteer_services.pilot_sites.services import checklists, compliance, designation
from volunteer_services.pilot_sites.services import programmes as pilot_programmes
from volunteer_services.pilot_sites.services.assessments import assessing, known_records

PDF = (
	b"%PDF-1.4\n"
	b"1 0 obj<</Type/Catalog/Pages 2 0 R>> endobj\n"
	b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
	b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj\n"
	b"xref\n"
	b"0 4\n"
	b"0000000000 65535 f \n"
	b"0000000009 00000 n \n"
	b"0000000053 00000 n \n"
	b"0000000103 00000 n \n"
	b"trailer<</Size 4/Root 1 0 R>>\n"
	b"startxref\n"
	b"167\n"
	b"%%EOF\n"
)
_FILES = {"Photo": ("现场照片.png", None), "Document": ("制度文本.pdf", PDF)}


def make(world: World) -> str:
	"""Sites, their assessments and their way through the programmes."""
	rng = random.Random(SEED + 1)  # noqa: S311 (the other steps keep their chance)
	for position, row in enumerate(data.SITES):
		world.sites[row[0]] = _site(world, rng, position, *row)
	for row in world.sites.values():
		row.officer, row.city_officer = officers_of(row.region)
	made = sum(_certify(world, key, days) for key, days in data.CERTIFIED.items())
	made += sum(_certify(world, key, (day,), "六个有") for key, day in data.SIX.items())
	made += sum(_certify(world, key, (day,), "六个有（2024）") for key, day in data.SIX_OF_2024.items())
	for row in data.OPEN_ASSESSMENTS:
		_open(world, *row)
	compliance.refresh_all()
	programmes = _programmes(world)
	for row in data.PILOTS:
		_pilot(world, programmes, *row)
	return (
		f"{len(data.SITES)} more sites, {made + len(data.OPEN_ASSESSMENTS)} assessments, "
		f"{len(programmes)} programmes, {len(data.PILOTS)} pilot sites"
	)


def officers_of(region: str) -> tuple[str, str]:
	"""The officer of the district, or of the city where there is none, and somebody above."""
	above = {scope: user for user, role, scopes in staff.OFFICERS if "Officer" in role for scope in scopes}
	city = staff.address(above[f"{region[:4]}00"]) if f"{region[:4]}00" in above else staff.MANAGER
	nearest = [user for scope, user in above.items() if region.startswith(scope) and not scope.endswith("00")]
	nearest += [above[scope] for scope in above if scope.endswith("0100") and region.startswith(scope)]
	officer = staff.address(nearest[0]) if nearest else city
	return officer, city if city != officer else staff.MANAGER


def _site(
	world: World,
	rng,
	position: int,
	key: str,
	name: str,
	site_type: str,
	region: str,
	unit: str,
	manager: str,
	address: str,
) -> frappe._dict:
	site = insert(
		{
			"doctype": "Service Site",
			"site_name": name,
			"site_type": site_type,
			"region": region,
			"status": "Active",
			"address": address,
			"contact_person": full_name(rng),
			"contact_phone": f"020-8333{position + 201:04d}",
			"service_areas": [{"region": region}],
			"operators": [{"recording_unit": world.units[unit], "from_date": world.day(-400)}],
		}
	)
	manager = staff.address(manager)
	insert(
		{
			"doctype": "Staff Appointment",
			"user": manager,
			"role": "Volunteer Site Manager",
			"scope_type": "Service Site",
			"scope": site.name,
			"from_date": world.day(-400),
		}
	)
	return frappe._dict(
		key=key, name=site.name, title=name, region=region, unit=world.units[unit], manager=manager
	)


# --- assessments ------------------------------------------------------------------------------------------


def _assess(site, day, missing: tuple[str, ...] = (), standard: str = "七个有"):
	"""A draft by the site's manager, ticked with its evidence except the missing items."""
	with acting(site.manager):
		doc = insert(
			{
				"doctype": assessing.DOCTYPE,
				"service_site": site.name,
				"standard": checklists.in_force(standard),
				"kind": "Self",
				"assessed_on": day,
			}
		)
		for row in doc.results:
			row.is_met = int(row.item_code not in missing)
			if row.is_met and row.evidence_required in _FILES:
				row.evidence = _attach(doc, row.evidence_required)
		doc.save()
	return doc


def _attach(doc, kind: str) -> str:
	name, content = _FILES[kind]
	file = frappe.get_doc(
		{
			"doctype": "File",
			"file_name": name,
			"content": content or picture(),
			"is_private": 1,
			"attached_to_doctype": doc.doctype,
			"attached_to_name": doc.name,
		}
	)
	return file.insert().file_url


def picture() -> bytes:
	"""A drawn picture in the place of a photo: nobody's face is in the demo."""
	from io import BytesIO

	from PIL import Image, ImageDraw

	image = Image.new("RGB", (640, 400), "#f4e9d8")
	draw = ImageDraw.Draw(image)
	draw.rectangle((60, 150, 580, 380), fill="#c0392b")
	draw.polygon(((30, 150), (320, 40), (610, 150)), fill="#7b241c")
	draw.rectangle((270, 240, 370, 380), fill="#fdf6e3")
	draw.rectangle((110, 180, 530, 220), fill="#f9e79f")
	stream = BytesIO()
	image.save(stream, "PNG")
	return stream.getvalue()


def _certify(world: World, key: str, days: tuple[int, ...], standard: str = "七个有") -> int:
	"""Certified once for each day on which the site had what the standard asks for."""
	site, made = world.sites[key], 0
	for offset in days:
		day = world.day(offset)
		if not all(
			known_records.count(site.name, source, day)
			for source in ("Active Teams", "Service Records", "Activities")
		):
			continue
		doc = move(_assess(site, day, standard=standard), "Submitted for Review", site.manager)
		doc = move(doc, "Certified", site.officer)
		decided = add_days(day, 3)
		_date_back(doc, decided, certified_on=decided, valid_until=add_days(add_months(decided, 12), -1))
		made += 1
	return made


def _open(world: World, key: str, state: str, missing: tuple[str, ...], decision: str | None) -> None:
	site, day = world.sites[key], world.day(-30 if decision else -2)
	doc = _assess(site, day, missing)
	if state == "Draft":
		return
	doc = move(doc, "Submitted for Review", site.manager)
	if state == "Submitted for Review":
		return
	doc = move(
		doc,
		"Needs Rectification",
		site.officer,
		decision_reason=decision,
		rectify_owner=site.manager,
		rectify_by=world.day(14),
	)
	_date_back(doc, add_days(day, 2), rectify_by=world.day(-3 if key == "tiejun" else 14))
	if state == "Cancelled":
		move(doc, "Cancelled", site.officer, decision_reason=decision)
		frappe.delete_doc(assessing.DOCTYPE, doc.follow_up)
	elif key == "shiqi":  # rectified since, and under review again
		follow_up = frappe.get_doc(assessing.DOCTYPE, doc.follow_up)
		with acting(site.manager):
			for row in follow_up.results:
				if row.problem and row.evidence_required in _FILES:
					row.is_met, row.evidence = 1, _attach(follow_up, row.evidence_required)
			follow_up.save()
		move(follow_up, "Submitted for Review", site.manager)


def _date_back(doc, day, **values) -> None:
	"""The story began before today; decisions carry the day on which they are made."""
	frappe.db.set_value(
		doc.doctype, doc.name, {"decided_on": f"{day} 10:00:00", **values}, update_modified=False
	)


# --- programmes -------------------------------------------------------------------------------------------


def _programmes(world: World) -> dict[str, str]:
	"""Both shipped templates, for last year and for this one."""
	year, found = world.today.year, {}
	for key, template in (("bases", "邻里守望志愿服务基地"), ("towns", "社区志愿服务示范点")):
		name = frappe.db.get_value(
			"Pilot Programme", {"programme_name": template, "is_template": 1}, "name", order_by="creation"
		)
		for when, of in (("last", year - 1), ("now", year)):
			doc = pilot_programmes.copy_to_year(name, of, world.regions["440000"])
			doc.status = "Running"
			found[f"{key}_{when}"] = doc.save().name
	return found


def _pilot(world: World, programmes: dict[str, str], key: str, programme: str, state: str) -> None:
	site, year = world.sites[key], world.today.year - int(programme.endswith("last"))
	with acting(site.manager):
		doc = insert(
			{
				"doctype": designation.DOCTYPE,
				"programme": programmes[programme],
				"service_site": site.name,
				"lead_person": site.manager,
				"applied_on": min(getdate(f"{year}-01-12"), world.today),
				"reason": "阵地固定，队伍稳定，居民需求明确。",
			}
		)
	if state == "Candidate":
		return
	if state == "Withdrawn":
		move(doc, state, site.manager, decision_reason=data.REASONS[state])
		return
	doc = move(doc, "Preparing", site.officer)
	if state == "Preparing":
		return
	day = min(getdate(f"{year}-03-05"), world.today)  # 学雷锋纪念日
	doc = move(doc, "Designated", site.city_officer, designated_on=day, awarding_body=site.unit)
	if state == "Designated":
		return
	doc = move(doc, "Active", site.manager)
	doc = _work(world, doc, site, all_done=state == "Concluded")
	if state in ("Concluded", "Plaque Revoked"):
		doc = _close(world, doc, site, state)


def _work(world: World, doc, site, all_done: bool):
	"""The milestones that were due are done, but for the last one of those that go on."""
	with acting(site.manager):
		doc = frappe.get_doc(doc.doctype, doc.name)
		due = [row for row in doc.milestones if row.status == "Open" and getdate(row.due_on) < world.today]
		for row in due if all_done else due[:-1]:
			row.status, row.done_on = "Done", row.due_on
		doc.save()
	return doc


def _close(world: World, doc, site, state: str):
	if state == "Concluded":
		return move(doc, "Concluded", site.officer)
	return move(doc, "Plaque Revoked", site.city_officer, decision_reason=data.REASONS[state])
