// The warehouses of materials: there only where ERPNext is installed.
const WAREHOUSES = ["erpnext_material_warehouse", "erpnext_material_out_warehouse"];

frappe.ui.form.on("Volunteer Services Settings", {
	refresh(frm) {
		for (const field of WAREHOUSES.filter((name) => frm.fields_dict[name])) {
			frm.set_query(field, () => ({ filters: { is_group: 0, disabled: 0 } }));
		}
	},
});
