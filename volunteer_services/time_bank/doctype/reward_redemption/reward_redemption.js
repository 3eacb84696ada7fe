// What is asked for is edited before the request and after a return; the server refuses it in between.
const ASKED = [
	"reward_item", "qty", "channel", "beneficiary_kind", "beneficiary", "proxy_name", "proxy_proof", "site",
];

volunteer_services.link_filters.describe("Reward Redemption", {
	volunteer: __("Registered volunteers"),
	reward_item: __("Rewards on offer"),
});

// A redemption beside the volunteer's points; the hand-over asks who collects, in one request.
frappe.ui.form.on("Reward Redemption", {
	setup(frm) {
		frm.set_query("volunteer", () => ({ filters: { workflow_state: "Registered" } }));
		frm.set_query("reward_item", () => ({ filters: { status: "Available" } }));
	},

	refresh(frm) {
		const { doc } = frm;
		frm.toggle_display("handover_section", !frm.is_new());
		frm.toggle_display("decision_section", !frm.is_new());
		const is_asking = frm.is_new() || doc.workflow_state === "Returned";
		frm.set_df_property("volunteer", "read_only", frm.is_new() ? 0 : 1);
		ASKED.forEach((field) => frm.set_df_property(field, "read_only", is_asking ? 0 : 1));
		show_points(frm);
		if (doc.workflow_state === "Fulfilled") {
			frm.add_custom_button(__("Print Redemption Receipt"), () =>
				volunteer_services.paper.open(doc, "Redemption Receipt")
			);
		}
	},

	volunteer: (frm) => show_points(frm),
	reward_item: (frm) => show_points(frm),

	// The workflow would go on by itself: the promise stays open, the dialog hands over and reloads.
	before_workflow_action(frm) {
		if (frm.selected_workflow_action !== "Hand Over") return;
		frappe.dom.unfreeze();
		volunteer_services.rewards.hand_over(frm);
		return new Promise(() => {});
	},
});

async function show_points(frm) {
	const { volunteer, reward_item } = frm.doc;
	frm.dashboard.clear_headline(); // a second refresh would add to it
	if (!volunteer) return;
	const [found, item] = await Promise.all([
		frappe.xcall("volunteer_services.api.rewards.standing", { volunteer }),
		reward_item ? frappe.db.get_value("Reward Item", reward_item, ["image", "points_price"]) : null,
	]);
	if (frm.doc.volunteer !== volunteer || frm.doc.reward_item !== reward_item) return;
	const image = item?.message?.image;
	const picture = image
		? `<img src="${encodeURI(image)}" alt="" style="height: 48px; margin-inline-end: 12px; border-radius: 6px">`
		: "";
	const words = [
		`<b>${__("{0} points", [found.balance])}</b>`,
		__("{0} held", [found.held]),
		__("{0} at disposal", [found.available]),
	];
	if (frm.is_new() && item?.message) words.push(__("price {0}", [item.message.points_price]));
	frm.dashboard.clear_headline();
	frm.dashboard.set_headline(`<div>${picture}${words.join(" · ")}</div>`);
}
