"""Reading arguments: what forms, queries and JSON send becomes what a function declares, or one refusal."""

import json
import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_services.foundation.domain import arguments, errors
from volunteer_services.foundation.domain.arguments import Day, Moment, Names, Reader, Rows, Text, choice


def read(hint, value, default=None):
	def function(argument=default): ...

	function.__annotations__ = {"argument": hint}
	return Reader(function).read((), {"argument": value})["argument"]


@pytest.mark.parametrize("value", [True, 1, "1", "true", "True", " yes ", "Y", "on", "是"])
def test_a_yes_is_a_yes_however_it_comes(value):
	assert read(bool, value) is True


@pytest.mark.parametrize("value", [False, 0, "0", "false", "NO", "n", "off", "否"])
def test_a_no_is_a_no(value):
	assert read(bool, value) is False
	assert read(bool | None, value) is False


@pytest.mark.parametrize("value", [2, -1, "2", "maybe", [], {}, 1.5, float("nan"), "x" * 9999])
def test_anything_else_is_neither(value):
	with pytest.raises(errors.NotYesOrNoError):
		read(bool, value)


@pytest.mark.parametrize(("value", "number"), [("7", 7), (" -7 ", -7), (7.0, 7), (0, 0), ("+5", 5)])
def test_whole_numbers(value, number):
	assert read(int, value) == number


@pytest.mark.parametrize(
	"value",
	[
		"NaN",
		"Infinity",
		"1e5",
		"٣",
		"３",
		"1_0",
		"0x1",
		"7.5",
		7.5,
		True,
		[],
		2**31,
		10**400,
		float("inf"),
		"9" * 30,
	],
)
def test_what_is_no_whole_number_that_a_column_holds(value):
	with pytest.raises(errors.NotWholeNumberError):
		read(int, value)


@pytest.mark.parametrize("value", ["NaN", float("nan"), "inf", "1e400", 1e300, 10**400, True, "½", {}])
def test_what_is_no_number(value):
	with pytest.raises(errors.NotNumberError):
		read(float, value)
	assert (read(float, "2.5"), read(float, 2), read(float, ".5")) == (2.5, 2.0, 0.5)


@pytest.mark.parametrize(
	"value",
	[
		"0000-00-00",
		"9/22/2026",
		"2026-02-30",
		"2026-13-01",
		"20260101",
		"2026-W01-1",
		"9999-12-31",
		"tomorrow",
		"２０２６-０１-０１",
		"2026-01-01 25:00:00",
		"2026-01-01\x00",
		20260101,
		True,
		[],
	],
)
def test_what_is_no_day(value):
	with pytest.raises(errors.NotDayError):
		read(Day, value)
	with pytest.raises(errors.NotDayError):
		read(Moment | None, value)


def test_days_and_moments():
	for value in (
		"2026-02-28",
		"2026-02-28 00:00:00",
		"2026-02-28T10:20",
		date(2026, 2, 28),
		datetime(2026, 2, 28, 9),
	):
		assert read(Day, value) == "2026-02-28"
	assert read(Moment, "2026-02-28") == "2026-02-28"
	assert read(Moment, "2026-02-28T10:20") == "2026-02-28 10:20:00"
	assert read(Moment, datetime(2026, 2, 28, 9)) == "2026-02-28 09:00:00"


@pytest.mark.parametrize("value", ["a\x00", "\ud800", "x\udfff"])
def test_what_the_database_cannot_store_is_refused_wherever_it_stands(value):
	for hint, sent in ((str, value), (list | str, [value]), (dict, {"a": [{value: 1}]}), (Names, [value])):
		with pytest.raises(errors.UnstorableTextError):
			read(hint, sent)
	with pytest.raises(errors.UnstorableTextError):
		read(dict | str, json.dumps({"a": value}))


@pytest.mark.parametrize("value", ["[", "[NaN]", '{"a": -Infinity}', "{'a': 1}", "[" * 50_000])
def test_json_that_is_none(value):
	with pytest.raises(errors.NotJsonError):
		read(dict | list | str, value)


def test_nothing_is_deeper_than_the_reader():
	deep: list = []
	for _ in range(100_000):
		deep = [deep]
	assert read(list, deep) is deep
	with pytest.raises(errors.NotJsonError):
		read(list, [[float("nan")]])


def test_lists_and_objects():
	assert read(list | str, "[1]") == [1] == read(list | str, [1])
	assert read(dict | str, '{"a": 1}') == {"a": 1}
	assert read(dict | list | str | None, "") is None
	assert read(dict | list | str | None, "null") is None
	for hint, value, refusal in (
		(dict | str, "[]", errors.NotObjectError),
		(list | str, "{}", errors.NotListError),
		(list | dict | str, "7", errors.NotListOrObjectError),
		(Rows, '["x"]', errors.NotRowsError),
		(Names, "[null]", errors.NotNamesError),
		(Names, [True], errors.NotNamesError),
		(Names, 7, errors.NotNamesError),
		(list, [0] * (arguments.MOST_ITEMS + 1), errors.TooManyItemsError),
	):
		with pytest.raises(refusal):
			read(hint, value)


def test_names_and_rows():
	assert read(Names, "one") == ["one"] == read(Names, '["one", ""]')
	assert read(Names | None, "") is None
	assert read(Rows | None, '[{"a": 1}]') == [{"a": 1}]


def test_texts_have_an_end():
	assert read(str, "x" * arguments.MOST_CHARACTERS)
	with pytest.raises(errors.TextTooLongError):
		read(str, "x" * (arguments.MOST_CHARACTERS + 1))
	assert read(Text, "x" * 100_000)
	for value in (7, [], {}, True):
		with pytest.raises(errors.NotTextError):
			read(str, value)


def test_choices():
	assert read(choice_hint(), "a") == "a"
	for value in ("c", "", ["a"], None, 1):
		# any of: nothing at all is a missing argument, everything else is none of the choices
		with pytest.raises((errors.NotOneOfError, errors.MissingArgumentError)):
			Reader(_chooses).read((), {"word": value})


def choice_hint():
	from typing import Annotated

	return Annotated[str, choice("a", "b")]


def _chooses(word: choice_hint()): ...


def test_missing_and_empty_ones():
	def function(must: str, day: Day, n: int = 3, flag: bool = False, more: str | None = None): ...

	reader = Reader(function)
	full = {"must": "x", "day": "2026-01-01"}
	assert reader.read((), full) == full
	assert reader.read(("x",), {"day": "2026-01-01", "n": "", "flag": None, "more": ""}) == {
		**full,
		"more": "",
	}
	for missing in ({}, {"must": None, "day": "2026-01-01"}, {"must": "x"}):
		with pytest.raises(errors.MissingArgumentError):
			reader.read((), missing)
	with pytest.raises(errors.NotDayError):
		reader.read((), {"must": "x", "day": ""})


def test_further_arguments_pass_only_where_the_function_takes_them():
	def function(one: str, **rest): ...

	assert Reader(function).read((), {"one": "x", "two": 2}) == {"one": "x", "two": 2}
	with pytest.raises(errors.UnstorableTextError):
		Reader(function).read((), {"one": "x", "two": "\x00"})


def test_an_argument_without_a_type_is_a_fault_of_the_code():
	def function(one): ...

	with pytest.raises(TypeError, match="one has no type"):
		Reader(function)


def test_what_a_refusal_quotes_is_short_and_harmless():
	shown = arguments.shown("<script>\x00\ud800" + "x" * 500)
	assert shown.startswith("&lt;script&gt;\N{REPLACEMENT CHARACTER}") and len(shown) < 100
	assert shown.encode()
	assert arguments.shown("") == "“”"


VALUES = st.recursive(
	st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
	lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
	max_leaves=8,
)


@given(
	VALUES, st.sampled_from((str, int, float, bool, list | str, dict | str, Day, Moment, Names, Rows, Text))
)
def test_whatever_comes_is_read_or_refused(value, hint):
	try:
		found = read(hint, value)
	except errors.ArgumentError as refused:
		assert str(refused).encode()
		return
	assert not isinstance(found, float) or math.isfinite(found)
