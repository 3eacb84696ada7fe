"""Documents with a number of an ID card: hash and cipher live in the database only (identity.py)."""

from volunteer_services.volunteer_registry.services import identity


class SealedColumns:
	"""Mixin, to stand before Document among the bases: the secret columns are neither loaded nor written."""

	def load_from_db(self, *args, **kwargs):
		loaded = super().load_from_db(*args, **kwargs)
		for column in identity.SECRET_COLUMNS:
			self.set(column, None)
		return loaded

	def get_valid_dict(self, *args, **kwargs):
		values = super().get_valid_dict(*args, **kwargs)
		for column in identity.SECRET_COLUMNS:
			values.pop(column, None)
		return values
