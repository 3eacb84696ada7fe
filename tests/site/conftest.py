"""Tests on a site: each begins as Administrator and is rolled back (unless marked `commits`)."""

import pytest

from tests import factories


@pytest.fixture(autouse=True)
def _on_a_clean_site(request, clean_site):
	factories.begin_test(pooled=request.node.get_closest_marker("commits") is None)
	yield
