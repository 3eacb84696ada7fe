"""Columns of a document that services write by SQL and nobody else."""


class DerivedColumns:
	"""Mixin, to stand before Document among the bases: sums on a file.

	An update leaves them out, so that a form that was open meanwhile does not bring old sums back, without a
	lock; a new document begins without them, whatever was sent.
	"""

	derived_columns: frozenset[str] = frozenset()

	def db_insert(self, *args, **kwargs):
		for column in self.derived_columns:
			self.set(
				column, 0 if self.meta.get_field(column).fieldtype in ("Int", "Long Int", "Float") else None
			)
		return super().db_insert(*args, **kwargs)

	def db_update(self, *args, **kwargs):
		self.flags.leave_out = self.derived_columns
		try:
			return super().db_update(*args, **kwargs)
		finally:
			self.flags.leave_out = None

	def get_valid_dict(self, *args, **kwargs):
		values = super().get_valid_dict(*args, **kwargs)
		for column in self.flags.leave_out or ():
			values.pop(column, None)
		return values
