frappe.listview_settings["Team Membership"] = {
	add_fields: ["left_on", "role"],
	get_indicator(doc) {
		return doc.left_on && doc.left_on < frappe.datetime.get_today()
			? [__("Has Left"), "gray", "left_on,is,set"]
			: [__(doc.role), doc.role === "Member" ? "green" : "blue", `role,=,${doc.role}`];
	},
};
