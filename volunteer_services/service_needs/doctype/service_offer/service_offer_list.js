frappe.listview_settings["Service Offer"] = {
	add_fields: ["is_published"],
	get_indicator(doc) {
		return doc.is_published
			? [__("On the Menu"), "green", "is_published,=,1"]
			: [__("Not on the Menu"), "gray", "is_published,=,0"];
	},
};
