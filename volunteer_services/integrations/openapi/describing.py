"""The description of all our functions that can be called over HTTP, as OpenAPI 3.1 wants it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any

from volunteer_services import __version__
from volunteer_services.foundation.endpoint import DESCRIBED, Described
from volunteer_services.integrations.openapi import schemas

VERSION = "3.1.0"
_ADDRESS = "/api/method/"
_PACKAGE = "volunteer_services.api."
_REFUSALS = {
	"403": ("Refused", "The login, its role or its place does not allow it."),
	"404": ("Missing", "The document does not exist, or lies where the caller sees nothing."),
	"417": ("NotUnderstood", "An argument cannot be read, or a rule is broken. Nothing was changed."),
	"429": ("TooOften", "More requests than one hour allows. Try again later."),
}


_ABOUT = """Functions of the app Volunteer Services. Documents of its DocTypes are reached by Frappe's own
REST API with the same rights. Log in by an API key and secret (`Authorization: token KEY:SECRET`) or by a
session; a session sends `X-Frappe-CSRF-Token` with POST. Rights and scope of the login hold for each
call."""


def description(package: ModuleType, server: str = "/") -> dict[str, Any]:
	"""The whole description: each function with its arguments, answer and refusals, by address.

	``package``: whose modules hold the functions; all of them are read.
	"""
	read_all(package)
	paths = {
		f"{_ADDRESS}{name}": _path(name, one)
		for name, one in sorted(DESCRIBED.items())
		if name.startswith(_PACKAGE)
	}
	return {
		"openapi": VERSION,
		"info": {
			"title": "Volunteer Services",
			"version": __version__,
			"description": _ABOUT,
			"license": {"name": "MIT", "identifier": "MIT"},
		},
		"servers": [{"url": server}],
		"tags": [
			{"name": tag} for tag in sorted({_tag(name) for name in DESCRIBED if name.startswith(_PACKAGE)})
		],
		"paths": paths,
		"components": {
			"securitySchemes": {
				"token": {"type": "apiKey", "in": "header", "name": "Authorization"},
				"session": {"type": "apiKey", "in": "cookie", "name": "sid"},
			},
			"schemas": {"Error": _ERROR},
			"responses": {key: _refusal(text) for key, text in _REFUSALS.values()},
		},
		"security": [{"token": []}, {"session": []}],
	}


_ERROR = {
	"type": "object",
	"description": "Frappe's answer to a refusal.",
	"properties": {
		"exc_type": {"type": "string", "examples": ["ArgumentError"]},
		"exception": {"type": "string"},
		"_server_messages": {
			"type": "string",
			"description": "JSON of a list of JSON texts; each has the `message` in the caller's language.",
		},
	},
}


def read_all(package: ModuleType) -> None:
	"""Read every module of the package, so that all its functions are known."""
	for module in pkgutil.iter_modules(package.__path__, prefix=f"{package.__name__}."):
		importlib.import_module(module.name)


def _path(name: str, one: Described) -> dict[str, Any]:
	return {
		method.lower(): _operation(name, one, method) for method in one.methods if method in ("GET", "POST")
	}


def _operation(name: str, one: Described, method: str) -> dict[str, Any]:
	text = inspect.getdoc(one.function) or ""
	arguments, required = schemas.of_arguments(one.function)
	short = name.removeprefix(_PACKAGE)
	suffix = "" if len(one.methods) == 1 else f".{method.lower()}"
	found: dict[str, Any] = {
		"operationId": f"{short}{suffix}",
		"tags": [_tag(name)],
		"summary": text.partition("\n")[0][:120],
		"description": text,
		"responses": _responses(one),
	}
	if one.allow_guest:
		found["security"] = [{}, {"token": []}, {"session": []}]
	if method == "GET":
		found["parameters"] = [
			{"name": argument, "in": "query", "required": argument in required, **_in_query(schema)}
			for argument, schema in arguments.items()
		]
	elif arguments:
		body: dict[str, Any] = {"type": "object", "properties": arguments}
		if required:
			body["required"] = required
		found["requestBody"] = {
			"required": bool(required),
			"content": {"application/json": {"schema": body}},
		}
	return found


def _in_query(schema: schemas.Schema) -> dict[str, Any]:
	"""Lists and objects go into an address as JSON."""
	if schema.get("type") in ("array", "object"):
		return {"content": {"application/json": {"schema": schema}}}
	return {"schema": schema}


def _responses(one: Described) -> dict[str, Any]:
	answer = schemas.of_answer(one.function)
	body: dict[str, Any] = {"type": "object"}
	if answer != {"type": "null"}:  # Frappe leaves out a message that is none
		body |= {"properties": {"message": answer}}
	return {
		"200": {"description": "Done.", "content": {"application/json": {"schema": body}}},
		**{status: {"$ref": f"#/components/responses/{key}"} for status, (key, _text) in _REFUSALS.items()},
	}


def _refusal(text: str) -> dict[str, Any]:
	schema = {"$ref": "#/components/schemas/Error"}
	return {"description": text, "content": {"application/json": {"schema": schema}}}


def _tag(name: str) -> str:
	return name.removeprefix(_PACKAGE).partition(".")[0]
