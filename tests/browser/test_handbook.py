"""The handbook on a phone and at a desk: it fits, and shuts nobody out."""

import pytest

from tests.browser import axe
from tests.browser.conftest import shot
from volunteer_services.portal.services import handbook

pytestmark = pytest.mark.commits


@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_of_the_handbook_fits_and_shuts_nobody_out(browser, width):
	page = browser.new_page(width=width, height=844)
	for name in handbook.PAGES:
		address = f"{handbook.ROUTE}/{name}".removesuffix(f"/{handbook.INDEX}")
		page.goto(address)
		if name in ("index", "complaints"):
			shot(page, f"handbook-{name}-{width}", full_page=True)
		assert axe.wider(page) <= 0, address
		assert axe.shut_out(page) == [], address
