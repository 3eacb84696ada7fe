"""The description of the API: it is valid, whole, true to the functions, and for the staff."""

import frappe
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests import factories as make
from tests.site.service_needs.needs_world import as_user
from volunteer_services import api as package
from volunteer_services.api import description as api
from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.endpoint import DESCRIBED
from volunteer_services.integrations.openapi import describing

OURS = "/api/method/volunteer_services.api."


@pytest.fixture(scope="module")
def described() -> dict:
	return describing.description(package, "https://volunteers.example.org")


def operations(described: dict):
	for path, methods in described["paths"].items():
		for method, operation in methods.items():
			yield path, method, operation


def test_it_is_a_valid_description(described):
	OpenAPIV31SpecValidator(described).validate()
	names = [operation["operationId"] for _path, _method, operation in operations(described)]
	assert len(names) == len(set(names)) > 250


def test_every_function_that_can_be_called_is_in_it(described):
	called = {
		f"/api/method/{function.__module__}.{function.__qualname__}"
		for function in frappe.whitelisted
		if function.__module__.startswith("volunteer_services.api.")
	}
	assert set(described["paths"]) == called


def test_methods_and_guests_are_those_of_the_functions(described):
	for path, methods in described["paths"].items():
		one = DESCRIBED[path.removeprefix("/api/method/")]
		assert {method.upper() for method in methods} == set(one.methods), path
		for operation in methods.values():
			assert ({} in operation.get("security", [])) == one.allow_guest, path
			assert operation["summary"] and operation["description"], path


def test_what_must_be_given_is_what_the_reader_misses(described):
	for path, method, operation in operations(described):
		function = DESCRIBED[path.removeprefix("/api/method/")].function
		body = (
			operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
		)
		named = set(body.get("required", [])) | {
			one["name"] for one in operation.get("parameters", []) if one["required"]
		}
		assert named == set(schemas_required(function)), (path, method)
		if named:
			with pytest.raises(arguments.errors.MissingArgumentError):
				arguments.Reader(function).read((), {})


def schemas_required(function) -> list[str]:
	return [name for name, one in arguments.Reader(function)._known.items() if one.is_required]


def test_it_is_for_the_staff():
	assert as_user(make.make_user(make.MANAGER), api.openapi)["openapi"] == "3.1.0"
	for user in (make.make_user(), make.make_user(make.VOLUNTEER), "Guest"):
		with pytest.raises(frappe.PermissionError):
			as_user(user, api.openapi)
