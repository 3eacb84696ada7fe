frappe.listview_settings["Checklist Standard"] = {
	add_fields: ["is_disabled", "effective_from", "version_no"],
	hide_name_column: true,
	get_indicator(doc) {
		if (doc.is_disabled) return [__("Disabled"), "gray", "is_disabled,=,1"];
		return doc.effective_from > frappe.datetime.get_today()
			? [__("Upcoming"), "blue", "effective_from,>,Today"]
			: [__("Enabled"), "green", "is_disabled,=,0"];
	},
};
