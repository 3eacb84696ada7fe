"""The custom fields that join our documents with ERPNext's: data only, shared by install and uninstall.

``tests/static/strings.py`` reads the labels and descriptions from here.
"""

MODULE = "Time Bank"
ITEM_GROUP = "Volunteer Rewards"

# On the Stock Entry: what it belongs to.
REDEMPTION = "volunteer_reward_redemption"
SPONSOR = "volunteer_reward_sponsor"
MATERIAL = "volunteer_activity_material"

_SITE_WAREHOUSE = "Holds every reward of this site that names no warehouse of its own."
_MATERIALS = (
	"Activity materials with an ERP item are handed out from here. Empty: the ERP does not count them."
)
_OUT = "What is expected back is transferred here and back. Empty: it is issued and received."
_SECTION = {
	"fieldname": "erpnext_section",
	"fieldtype": "Section Break",
	"label": "Links to the ERP",
	"insert_after": "append",
	"collapsible": 1,
}
_COMPANY = {
	"fieldname": "erpnext_company",
	"fieldtype": "Link",
	"label": "ERP Company",
	"options": "Company",
	"insert_after": "erpnext_section",
}
_COLUMN = {"fieldname": "erpnext_column_break", "fieldtype": "Column Break"}
_COST_CENTER = {
	"fieldname": "erpnext_cost_center",
	"fieldtype": "Link",
	"label": "ERP Cost Center",
	"options": "Cost Center",
	"insert_after": "erpnext_column_break",
	"description": "Bears what is handed out. Empty: that of the recording unit, else the company's.",
}

CUSTOM_FIELDS: dict[str, tuple[dict, ...]] = {
	"Recording Unit": (
		_SECTION,
		_COMPANY,
		{**_COLUMN, "insert_after": "erpnext_company"},
		_COST_CENTER,
	),
	"Service Site": (
		_SECTION,
		{**_COMPANY, "description": "Empty: the company of the recording unit that runs the site."},
		{
			"fieldname": "erpnext_warehouse",
			"fieldtype": "Link",
			"label": "ERP Warehouse",
			"options": "Warehouse",
			"insert_after": "erpnext_company",
			"description": _SITE_WAREHOUSE,
		},
		{**_COLUMN, "insert_after": "erpnext_warehouse"},
		_COST_CENTER,
	),
	"Reward Item": (
		_SECTION,
		{
			"fieldname": "erpnext_item",
			"fieldtype": "Link",
			"label": "ERP Item",
			"options": "Item",
			"insert_after": "erpnext_section",
			"search_index": 1,
			"no_copy": 1,
			"description": "From then on the ERP counts the stock of this reward.",
		},
		{**_COLUMN, "insert_after": "erpnext_item"},
		{
			"fieldname": "erpnext_warehouse",
			"fieldtype": "Link",
			"label": "ERP Warehouse",
			"options": "Warehouse",
			"insert_after": "erpnext_column_break",
			"description": "Empty: the warehouse of the service site.",
		},
	),
	"Reward Sponsor": (
		_SECTION,
		{
			"fieldname": "erpnext_supplier",
			"fieldtype": "Link",
			"label": "ERP Supplier",
			"options": "Supplier",
			"insert_after": "erpnext_section",
			"no_copy": 1,
		},
	),
	"Reward Redemption": (
		{
			**_SECTION,
			"collapsible": 0,
			"depends_on": "eval:doc.erpnext_stock_entry||doc.erpnext_return_entry",
		},
		{
			"fieldname": "erpnext_stock_entry",
			"fieldtype": "Link",
			"label": "ERP Stock Entry",
			"options": "Stock Entry",
			"insert_after": "erpnext_section",
			"read_only": 1,
			"no_copy": 1,
			"search_index": 1,
		},
		{**_COLUMN, "insert_after": "erpnext_stock_entry"},
		{
			"fieldname": "erpnext_return_entry",
			"fieldtype": "Link",
			"label": "ERP Return Entry",
			"options": "Stock Entry",
			"insert_after": "erpnext_column_break",
			"read_only": 1,
			"no_copy": 1,
			"search_index": 1,
			"depends_on": "erpnext_return_entry",
		},
	),
	"Volunteer Services Settings": (
		{**_SECTION, "label": "Materials in the ERP"},
		{
			"fieldname": "erpnext_material_warehouse",
			"fieldtype": "Link",
			"label": "ERP Warehouse of Materials",
			"options": "Warehouse",
			"insert_after": "erpnext_section",
			"description": _MATERIALS,
		},
		{**_COLUMN, "insert_after": "erpnext_material_warehouse"},
		{
			"fieldname": "erpnext_material_out_warehouse",
			"fieldtype": "Link",
			"label": "ERP Warehouse of What Is Out",
			"options": "Warehouse",
			"insert_after": "erpnext_column_break",
			"description": _OUT,
		},
	),
	"Activity Material": (
		_SECTION,
		{
			"fieldname": "erpnext_item",
			"fieldtype": "Link",
			"label": "ERP Item",
			"options": "Item",
			"insert_after": "erpnext_section",
			"search_index": 1,
			"description": "What is handed out and comes back moves in the ERP, too.",
		},
	),
	"Material Entry": (
		{
			"fieldname": "erpnext_stock_entry",
			"fieldtype": "Link",
			"label": "ERP Stock Entry",
			"options": "Stock Entry",
			"insert_after": "remark",
			"read_only": 1,
			"no_copy": 1,
			"search_index": 1,
			"depends_on": "erpnext_stock_entry",
		},
	),
	"Stock Entry": (
		{
			"fieldname": REDEMPTION,
			"fieldtype": "Link",
			"label": "Reward Redemption",
			"options": "Reward Redemption",
			"insert_after": "remarks",
			"read_only": 1,
			"no_copy": 1,
			"print_hide": 1,
			"search_index": 1,
			"depends_on": REDEMPTION,
		},
		{
			"fieldname": SPONSOR,
			"fieldtype": "Link",
			"label": "Reward Sponsor",
			"options": "Reward Sponsor",
			"insert_after": REDEMPTION,
			"read_only": 1,
			"no_copy": 1,
			"print_hide": 1,
			"search_index": 1,
			"depends_on": SPONSOR,
		},
		{
			"fieldname": MATERIAL,
			"fieldtype": "Link",
			"label": "Activity Material",
			"options": "Activity Material",
			"insert_after": SPONSOR,
			"read_only": 1,
			"no_copy": 1,
			"print_hide": 1,
			"search_index": 1,
			"depends_on": MATERIAL,
		},
	),
}


def texts() -> set[str]:
	"""Every text that a user sees."""
	fields = [field for group in CUSTOM_FIELDS.values() for field in group]
	found = {field.get(key) or "" for field in fields for key in ("label", "description")}
	return (found | {ITEM_GROUP}) - {""}
