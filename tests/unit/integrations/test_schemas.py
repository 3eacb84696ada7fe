"""Types as JSON Schema, and that what a schema allows is read by the function's own reader."""

from typing import Annotated

import pytest

from volunteer_services.foundation.domain import arguments
from volunteer_services.foundation.domain.arguments import Day, Moment, Names, Rows, Text, choice
from volunteer_services.integrations.openapi import schemas


def everything(
	name: str,
	day: Day,
	moment: Moment,
	names: Names,
	rows: Rows,
	text: Text,
	kind: Annotated[str, choice("Phone", "Home Visit")],
	count: int = 1,
	share: float | None = None,
	tick: bool = False,
	either: str | int | None = None,
	values: dict | None = None,
	**further,
) -> dict | None:
	"""A function with an argument of each kind."""


@pytest.mark.parametrize(
	("argument", "wanted"),
	[
		("name", {"type": "string", "maxLength": arguments.MOST_CHARACTERS}),
		("day", {"type": "string", "format": "date", "examples": ["2026-03-05"]}),
		("kind", {"type": "string", "enum": ["Phone", "Home Visit"]}),
		("names", {"type": "array", "items": {"type": "string"}, "maxItems": arguments.MOST_ITEMS}),
		("tick", {"type": "boolean", "default": False}),
		("share", {"anyOf": [{"type": "number"}, {"type": "null"}]}),
		("values", {"anyOf": [{"type": "object"}, {"type": "null"}]}),
	],
)
def test_each_type_has_its_schema(argument, wanted):
	found, _required = schemas.of_arguments(everything)
	assert found[argument] == wanted


def test_what_must_be_given_is_said_and_further_ones_are_left_out():
	found, required = schemas.of_arguments(everything)
	assert required == ["name", "day", "moment", "names", "rows", "text", "kind"]
	assert "further" not in found
	assert schemas.of_answer(everything) == {"anyOf": [{"type": "object"}, {"type": "null"}]}


def test_the_reader_takes_what_the_schema_shows():
	found, _required = schemas.of_arguments(everything)
	samples = {
		name: (schema.get("examples") or schema.get("enum") or [None])[0] for name, schema in found.items()
	}
	given = {name: value for name, value in samples.items() if value is not None}
	read = arguments.Reader(everything).read(
		(), {**given, "name": "x", "names": ["a"], "rows": [{}], "text": "t"}
	)
	assert read["day"] == "2026-03-05" and read["moment"] == "2026-03-05 09:00:00" and read["kind"] == "Phone"
