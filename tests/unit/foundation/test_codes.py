import json

import pytest

from tests import rooms
from volunteer_services.foundation.domain.words import Word
from volunteer_services.service_records.domain.codes import ApprovalLevel
from volunteer_services.volunteer_recognition.domain.codes import StarAwardStatus
from volunteer_services.volunteer_registry.domain.codes import PoliticalStatus, Sex


def test_sex_codes_are_those_of_the_standard():
	assert {sex.code: sex.value for sex in Sex} == {
		"0": "Unknown",
		"1": "Male",
		"2": "Female",
		"9": "Unspecified",
	}
	assert Sex.from_code("1") is Sex.MALE
	assert Sex.from_code("0") is Sex.UNKNOWN
	with pytest.raises(KeyError):
		Sex.from_code("3")


def test_political_status_has_the_thirteen_codes_in_order():
	assert [status.code for status in PoliticalStatus] == [f"{n:02d}" for n in range(1, 14)]
	assert PoliticalStatus.from_code("1") is PoliticalStatus.CPC
	assert PoliticalStatus.from_code("10").zh.startswith("九三")
	assert PoliticalStatus.MASSES.zh == "群众"


def test_levels_are_ordered_by_rank_and_not_by_letters():
	assert ApprovalLevel.SITE < ApprovalLevel.DISTRICT < ApprovalLevel.CITY
	assert max(ApprovalLevel) is ApprovalLevel.CITY
	assert ApprovalLevel.SITE <= "Site"
	assert ApprovalLevel.CITY > "Site"
	assert not ApprovalLevel.DISTRICT >= "City"


def test_words_are_plain_strings_for_the_database_and_for_json():
	assert StarAwardStatus.NOTICE == "Public Notice"
	assert str(StarAwardStatus.NOTICE) == f"{StarAwardStatus.NOTICE}" == "Public Notice"
	assert json.dumps([Sex.MALE]) == '["Male"]'
	assert Sex("Female") is Sex.FEMALE


CLASSES = {
	cls.__name__: cls
	for module in rooms.modules("codes")
	for cls in vars(module).values()
	if isinstance(cls, type) and issubclass(cls, Word) and cls is not Word
}
OPTIONS = {name: cls.options() for name, cls in CLASSES.items()}


@pytest.mark.parametrize("name", OPTIONS)
def test_no_word_is_listed_twice_and_each_has_its_chinese(name):
	cls = CLASSES[name]
	assert len(set(OPTIONS[name])) == len(OPTIONS[name]) == len(cls)
	assert all(any("一" <= char <= "鿿" for char in member.zh) for member in cls)
	assert all("\n" not in option and option == option.strip() for option in OPTIONS[name])
