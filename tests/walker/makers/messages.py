"""What was sent to somebody, and what they chose: as the service stores them."""

import frappe

from tests import factories as make
from tests.walker.makers.registry import makes
from volunteer_services.foundation.messages import further


@makes("Message Delivery")
def delivery(place, made):
	text = make.unique("给志愿者的短信")
	row = {"user": None, "volunteer": made["Volunteer Profile"].name, "kind": "Cover", "channel": "SMS"}
	row |= {"is_urgent": 0, "is_daily": 0, "quiet_from": 21, "quiet_until": 8, "text": text}
	row |= {"document_type": "Volunteer Profile", "document_name": made["Volunteer Profile"].name}
	at = frappe.utils.now_datetime()
	further.add([{**row, "due_on": frappe.utils.add_days(at, 1)}], at)
	return frappe.get_doc("Message Delivery", {"text": text})


@makes("Message Preference")
def preference(place, made):
	user = make.make_user(make.VOLUNTEER)
	doc = frappe.new_doc("Message Preference")
	doc.update({"user": user, "kind": "Cover", "by_sms": 1, "digest": "Once a Day"})
	doc.update({"quiet_from": 21, "quiet_until": 8, "name": make.unique("choice")})
	doc.db_insert()
	return doc
