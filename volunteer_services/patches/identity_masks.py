"""Stored masks of identity numbers show two characters: with the three and four of before, birth date, sex
and the check character left a handful of numbers. Papers that were printed stay as they are."""

import frappe


def execute() -> None:
	frappe.db.sql(
		"""update `tabVolunteer Profile` set `id_number_masked` = concat(repeat('*',
		char_length(`id_number_masked`) - 2), right(`id_number_masked`, 2)) where
		char_length(`id_number_masked`) >= 8"""
	)
