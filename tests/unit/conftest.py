"""Property tests on a loaded machine: no example has a time limit of its own."""

from hypothesis import settings

settings.register_profile("app", deadline=None)
settings.load_profile("app")
