frappe.listview_settings["Pilot Programme"] = {
	add_fields: ["status", "is_template"],
	hide_name_column: true,

	get_indicator(doc) {
		if (doc.is_template) return [__("Template", null, "Pilot Programme"), "purple", "is_template,=,1"];
		const colour = { Planned: "light-blue", Running: "green", Closed: "gray" }[doc.status];
		return [__(doc.status, null, "Pilot Programme"), colour || "gray", `status,=,${doc.status}|is_template,=,0`];
	},
};
