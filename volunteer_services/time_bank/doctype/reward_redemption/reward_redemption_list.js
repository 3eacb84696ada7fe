const REDEMPTION_COLOURS = {
	Requested: "blue",
	Approved: "orange",
	Fulfilled: "green",
	Returned: "yellow",
	Rejected: "red",
	Cancelled: "gray",
};

frappe.listview_settings["Reward Redemption"] = {
	add_fields: ["workflow_state", "points", "qty"],
	has_indicator_for_draft: true,
	hide_name_column: true,

	get_indicator(doc) {
		const state = doc.workflow_state;
		return [__(state, null, "Reward Redemption"), REDEMPTION_COLOURS[state] || "gray", `workflow_state,=,${state}`];
	},

	// On narrow screens the columns that follow are left out: quantity and points stand beside the reward.
	formatters: {
		item_title(value, df, doc) {
			const title = frappe.utils.escape_html(value || "") + (doc.qty > 1 ? ` × ${doc.qty}` : "");
			const parts = volunteer_services.lists.shows("points") ? [title] : [title, __("{0} points", [doc.points])];
			return `<span>${parts.join(" · ")}</span>`;
		},
	},

	onload(listview) {
		if (!volunteer_services.rewards.may_redeem()) return;
		listview.page.add_inner_button(__("Redeem at the Counter"), () =>
			volunteer_services.rewards.redeem({}, () => listview.refresh())
		);
		const waiting = () => listview.filter_area.add([["Reward Redemption", "workflow_state", "=", "Requested"]]);
		listview.page.add_menu_item(__("Waiting for a Decision"), waiting);
	},
};
