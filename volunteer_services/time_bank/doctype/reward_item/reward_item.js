// The stock of a reward comes in and is corrected by actions; the form only shows it.
volunteer_services.link_filters.describe("Reward Item", { sponsor: __("Active sponsors"), site: __("Active sites") });

frappe.ui.form.on("Reward Item", {
	setup(frm) {
		frm.set_query("sponsor", () => ({ filters: { status: "Active" } }));
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},
	refresh(frm) {
		if (frm.is_new()) return;
		show_headline(frm);
		const rewards = volunteer_services.rewards;
		if (frm.doc.status === "Available" && rewards.may_redeem()) {
			frm.add_custom_button(__("Redeem at the Counter"), () =>
				rewards.redeem({ reward_item: frm.docname }, () => frm.reload_doc())
			);
		}
		if (frm.doc.has_stock && !frm.doc.erpnext_item && frm.perm[0]?.write) {
			frm.add_custom_button(__("Receive Stock"), () => rewards.receive_stock(frm), __("Stock"));
			frm.add_custom_button(__("Correct Stock"), () => rewards.correct_stock(frm), __("Stock"));
		}
	},
});

function show_headline(frm) {
	const { status, has_stock, stock_qty, held_qty, points_price, erpnext_item } = frm.doc;
	frm.dashboard.clear_headline(); // a second refresh would add to it
	if (status !== "Available") return;
	const price = `<b>${__("{0} points", [points_price])}</b>`;
	const left = Math.max(0, (stock_qty || 0) - (held_qty || 0));
	const words = !has_stock ? __("never runs out") : __("{0} left", [left]);
	frm.dashboard.set_headline(`<div>${price}${erpnext_item ? "" : ` · ${words}`}</div>`);
}
