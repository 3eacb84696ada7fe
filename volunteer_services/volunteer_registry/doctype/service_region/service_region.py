from frappe.utils.nestedset import NestedSet


class ServiceRegion(NestedSet):
	pass
