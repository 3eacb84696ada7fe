const ITEM_COLOURS = { Draft: "gray", Available: "green", Withdrawn: "red" };

frappe.listview_settings["Reward Item"] = {
	add_fields: ["status", "has_stock", "stock_qty", "held_qty", "image"],
	has_indicator_for_draft: true,
	hide_name_column: true,

	get_indicator(doc) {
		const is_empty = doc.has_stock && !doc.erpnext_item && doc.stock_qty <= doc.held_qty;
		if (doc.status === "Available" && is_empty) return [__("Sold Out"), "orange", "status,=,Available"];
		return [__(doc.status, null, "Reward Item"), ITEM_COLOURS[doc.status] || "gray", `status,=,${doc.status}`];
	},

	formatters: {
		stock_qty(value, df, doc) {
			return doc.has_stock ? `<span>${value || 0}</span>` : "<span>—</span>"; // 16 takes one element
		},
	},

	onload(listview) {
		if (!volunteer_services.rewards.may_redeem()) return;
		listview.page.add_inner_button(__("Redeem at the Counter"), () =>
			volunteer_services.rewards.redeem({}, () => listview.refresh())
		);
	},
};
