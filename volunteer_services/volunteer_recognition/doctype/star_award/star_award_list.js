const AWARD_COLOURS = {
	Proposed: "blue",
	"Public Notice": "orange",
	Granted: "green",
	Objected: "red",
	Revoked: "gray",
};

frappe.listview_settings["Star Award"] = {
	add_fields: ["status", "needs_review", "notice_to", "is_barred"],
	get_indicator(doc) {
		if (doc.needs_review) return [__("Needs Review"), "red", "needs_review,=,1"];
		return [__(doc.status, null, "Star Award"), AWARD_COLOURS[doc.status] || "gray", `status,=,${doc.status}`];
	},
	formatters: {
		star(value) {
			return value ? `<span style="color: var(--yellow-500)">${"★".repeat(value)}</span>` : "";
		},
	},
	onload(listview) {
		volunteer_services.stars.setup_list(listview);
	},
};
