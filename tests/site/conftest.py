"""Tests on a site: each begins as Administrator and is rolled back (unless marked `commits`)."""

import pytest


@pytest.fixture(autouse=True)
def _on_a_clean_site(clean_site):
	yield
