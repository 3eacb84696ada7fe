"""The photo of a person: its own consent, private, and gone with the consent, the service or the file."""

import base64
import os

import frappe
import pytest

from tests import factories as make
from volunteer_services.api import registration
from volunteer_services.exceptions import ConsentError, FileAddressError
from volunteer_services.volunteer_registry.services.twins import merging

PROFILE = "Volunteer Profile"
PNG = base64.b64decode(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def place(clean_site):
	return make.Place().staff()


def uploaded(who, is_private: int = 1, ending: str = "png"):
	"""A picture that the form has uploaded to the file of ``who``."""
	return frappe.get_doc(
		{
			"doctype": "File",
			"file_name": f"{make.unique('photo')}.{ending}",
			"content": PNG + os.urandom(8),
			"is_private": is_private,
			"attached_to_doctype": PROFILE,
			"attached_to_name": who.name,
		}
	).insert(ignore_permissions=True)


def pictured(place):
	"""A volunteer with a photo, and its File."""
	who = place.volunteer()
	file = uploaded(who)
	who.photo, who.photo_consent = file.file_url, 1
	who.save()
	return who, file


def is_gone(file) -> bool:
	return not frappe.db.exists("File", file.name) and not os.path.exists(file.get_full_path())


def test_a_photo_needs_a_consent_of_its_own(place):
	who = place.volunteer()
	url = uploaded(who).file_url
	who.photo = url
	with pytest.raises(ConsentError, match="consent to a photo"):
		who.save()
	who.reload()
	who.photo, who.photo_consent = url, 1
	who.save()
	who.photo_consent = 0
	with pytest.raises(ConsentError, match="take the photo out"):
		who.save()


@pytest.mark.parametrize(("is_private", "ending"), [(0, "png"), (1, "svg"), (1, "pdf")])
def test_only_a_private_picture_is_a_photo(place, is_private, ending):
	who = place.volunteer()
	who.photo_consent = 1
	who.photo = f"/{'private/' if is_private else ''}files/{make.unique('photo')}.{ending}"
	with pytest.raises(FileAddressError, match="no private picture"):
		who.save()


def test_a_replaced_photo_goes_from_the_disk(place):
	who, file = pictured(place)
	other = uploaded(who)
	who.photo = other.file_url
	who.save()
	assert is_gone(file) and not is_gone(other)


def test_it_goes_with_the_consent(place):
	who, file = pictured(place)
	frappe.set_user(place.manager)
	registration.withdraw_consent(who.name, "本人要求")
	assert frappe.db.get_value(PROFILE, who.name, ["photo", "photo_consent"]) == (None, 0)
	assert is_gone(file)


def test_it_goes_when_the_person_leaves(place):
	who, file = pictured(place)
	who.update({"workflow_state": "Deregistered", "exit_reason": "Moved Away", "decision_reason": "本人申请"})
	who.save()
	assert frappe.db.get_value(PROFILE, who.name, ["photo", "photo_consent"]) == (None, 0)
	assert is_gone(file)


def test_the_photo_of_a_merged_file_goes(place):
	(who, file), stays = pictured(place), place.volunteer()
	merging.merge(who.name, stays.name, "同一人")
	assert is_gone(file) and not frappe.db.get_value(PROFILE, who.name, "photo")


def test_the_picture_is_opened_by_those_who_see_the_file(place):
	_who, file = pictured(place)
	elsewhere = make.Place().staff()
	for user, may in (
		(place.leader, True),
		(place.manager, True),
		(elsewhere.leader, False),
		("Guest", False),
	):
		frappe.set_user(user)
		assert frappe.get_doc("File", file.name).is_downloadable() is may, user
