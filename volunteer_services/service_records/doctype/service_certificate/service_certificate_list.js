frappe.listview_settings["Service Certificate"] = {
	add_fields: ["status"],
	get_indicator(doc) {
		const colours = { Valid: "green", Superseded: "orange", Revoked: "red" };
		return [__(doc.status, null, "Service Certificate"), colours[doc.status] || "gray", `status,=,${doc.status}`];
	},
};
