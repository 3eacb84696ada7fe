import re
import string

import pytest

from tests import rooms  # noqa: F401 — so that every rule's class is known
from volunteer_services.foundation.domain import errors
from volunteer_services.volunteer_registry.domain import errors as errors_of_volunteer_registry


@pytest.mark.parametrize("cls", errors.all_errors(), ids=lambda cls: cls.__name__)
def test_each_error_has_a_sentence_of_its_own_with_gapless_placeholders(cls):
	assert "template" in vars(cls), "the sentence is inherited: two rules would look the same"
	numbers = {int(n) for n in re.findall(r"\{(\d+)\}", cls.template)}
	assert numbers == set(range(len(numbers)))
	assert all(field is None or field.isdigit() for _, field, _, _ in string.Formatter().parse(cls.template))
	assert cls.template.endswith(".")
	assert all(0 <= position < len(numbers) for position in cls.words)
	params = [f"value{n}" for n in sorted(numbers)]
	assert all(param in str(cls(*params)) for param in params)


def test_sentences_are_collected_once_each():
	templates = errors.all_templates()
	assert errors.OverlapError.template in templates
	assert len(templates) == len(set(templates)) == len(errors.all_errors())
	assert "" not in templates


def test_a_group_cannot_be_raised_and_parameters_must_fit():
	with pytest.raises(TypeError, match="groups"):
		errors_of_volunteer_registry.IdentityError()
	with pytest.raises(TypeError, match="takes 2 parameters, not 1"):
		errors_of_volunteer_registry.IdLengthError("44*")


def test_localised_translates_the_sentence_and_the_words_only():
	chinese = {
		errors.ActionNotAllowedError.template: "{0}时不能{1}",
		"Draft": "草稿",
		"Approve": "批准",
		"440": "不译",
		errors_of_volunteer_registry.IdLengthError.template: "{0}有{1}位",
	}
	error = errors.ActionNotAllowedError("Draft", "Approve")
	assert error.localised(lambda text: chinese.get(text, text)) == "草稿时不能批准"
	assert (
		errors_of_volunteer_registry.IdLengthError("440", 3).localised(lambda text: chinese.get(text, text))
		== "440有3位"
	)
