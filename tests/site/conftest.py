"""Tests on a site: each begins as Administrator and is rolled back (unless marked `commits`)."""

import contextlib

import pytest

from tests import factories, held


@pytest.fixture(autouse=True)
def _on_a_clean_site(request, clean_site):
	commits = request.node.get_closest_marker("commits") is not None
	factories.begin_test(pooled=not commits)
	with contextlib.nullcontext() if commits else held.commits(clean_site.db):
		yield
