"""One world for the whole walk, in one transaction that is never committed."""

from types import SimpleNamespace

import pytest

from tests.conftest import drop_caches, start_test


@pytest.fixture(scope="package")  # not longer: while it lives nothing commits and no program starts
def walk(site):
	"""``world``, ``driver``, ``judge`` and the ``methods`` of the running engine."""
	start_test(site)
	from tests.walker.collect import collect
	from tests.walker.driver import Driver
	from tests.walker.judge import Judge
	from tests.walker.quiet import Quiet
	from tests.walker.world import World

	methods = collect()
	world = World()
	drop_caches(site)
	judge = Judge(world)
	with Quiet() as quiet:
		yield SimpleNamespace(world=world, driver=Driver(world, quiet), judge=judge, methods=methods)
	site.db.rollback()
	drop_caches(site)
