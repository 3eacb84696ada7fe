frappe.listview_settings["Reward Sponsor"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator(doc) {
		const colour = doc.status === "Active" ? "green" : "gray";
		return [__(doc.status, null, "Reward Sponsor"), colour, `status,=,${doc.status}`];
	},
};
