frappe.listview_settings["Staff Appointment"] = {
	add_fields: ["from_date", "to_date"],
	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.from_date > today) return [__("Not Begun"), "blue", `from_date,>,${today}`];
		if (doc.to_date && doc.to_date < today) return [__("Ended"), "gray", `to_date,<,${today}`];
		return [__("In Force"), "green", `from_date,<=,${today}`];
	},
};
