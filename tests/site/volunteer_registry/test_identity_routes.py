"""No route of Frappe's answers with an identity number, its hash or its cipher."""

import json

import frappe
import pytest

from tests import factories as f
from tests.site.volunteer_registry.test_identity import holds_none_of, resident, secrets_of

PROFILE = "Volunteer Profile"


@pytest.fixture
def place():
	return f.Place().staff()


SECRET_FIELDS = ["id_number", "id_number_hash", "id_number_encrypted"]


def _client_get(name):
	return frappe.call("frappe.client.get", doctype=PROFILE, name=name)


def _resource(name):
	return frappe.get_doc(PROFILE, name).as_dict()


def _form(name):
	from frappe.desk.form.load import getdoc

	frappe.response.docs = []
	getdoc(PROFILE, name)
	return frappe.response.docs


def _client_list(name):
	return frappe.call(
		"frappe.client.get_list", doctype=PROFILE, filters={"name": name}, fields=["name", *SECRET_FIELDS]
	)


def _list_all_fields(name):
	return frappe.get_list(PROFILE, filters={"name": name}, fields=["*"], order_by="creation", limit=5)


def _client_value(name):
	return frappe.call(
		"frappe.client.get_value", doctype=PROFILE, fieldname=json.dumps(SECRET_FIELDS), filters=name
	)


def _report_builder(name):
	from frappe.desk import reportview

	frappe.local.form_dict = frappe._dict(
		doctype=PROFILE,
		fields=json.dumps([f"`tab{PROFILE}`.`{field}`" for field in ["name", *SECRET_FIELDS]]),
		filters=json.dumps([[PROFILE, "name", "=", name]]),
		order_by="creation",
		start=0,
		page_length=5,
	)
	return reportview.get()


def _report_export(name):
	from frappe.desk import reportview

	frappe.local.form_dict = frappe._dict(
		doctype=PROFILE,
		fields=json.dumps([f"`tab{PROFILE}`.`{field}`" for field in ["name", *SECRET_FIELDS]]),
		filters=json.dumps([[PROFILE, "name", "=", name]]),
		order_by="creation",
		file_format_type="CSV",
		title="Profiles",
	)
	frappe.response.pop("result", None)
	reportview.export_query()
	return str(frappe.response.get("result") or frappe.response.get("filecontent"))


def _data_export(name):
	from frappe.core.doctype.data_export.exporter import export_data

	columns = json.dumps({PROFILE: ["name", "full_name", *SECRET_FIELDS]})
	export_data(
		doctype=PROFILE,
		parent_doctype=PROFILE,
		all_doctypes=False,
		with_data=True,
		select_columns=columns,
		filters=json.dumps({"name": name}),
		file_type="CSV",
	)
	return str(frappe.response.get("result"))


def _link_search(name):
	from frappe.desk.search import search_widget

	frappe.response.pop("values", None)
	found = search_widget(PROFILE, name, filter_fields=json.dumps(SECRET_FIELDS))
	return found or frappe.response.get("values") or frappe.response.get("results")


ROUTES = [
	_client_get, _resource, _form, _client_list, _list_all_fields, _client_value, _report_builder,
	_report_export, _data_export, _link_search,
]  # fmt: skip


@pytest.mark.parametrize("who", ["officer", "manager", "leader", "Volunteer Services Manager"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__.strip("_"))
def test_no_route_answers_with_number_hash_or_cipher(place, route, who):
	number = f.resident_id()
	doc = resident(place, number)
	secrets = secrets_of(doc.name)
	frappe.set_user(getattr(place, who, None) or f.make_user(who))
	try:
		answer = frappe.as_json(route(doc.name))
	except (frappe.PermissionError, frappe.ValidationError, frappe.DataError):
		return  # refused as a whole
	assert holds_none_of(answer, [number, *secrets]), route.__name__
