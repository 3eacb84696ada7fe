// The time bank on a volunteer's file: redeem, the account, and the points of somebody who has left.
const API = "volunteer_services.api.points";

frappe.ui.form.on("Volunteer Profile", {
	refresh(frm) {
		if (frm.is_new()) return;
		add_redeem_button(frm);
		add_points_buttons(frm);
	},
});

function add_redeem_button(frm) {
	const { name, full_name, workflow_state, is_restricted } = frm.doc;
	const { rewards } = volunteer_services;
	if (workflow_state !== "Registered" || is_restricted || !rewards.may_redeem()) return;
	frm.add_custom_button(__("Redeem at the Counter"), () =>
		rewards.redeem({ volunteer: name, volunteer_name: full_name }, () => frm.reload_doc())
	);
}

async function add_points_buttons(frm) {
	const volunteer = frm.docname;
	const account = await frappe.xcall(`${API}.of_volunteer`, { volunteer });
	if (!account.account || frm.docname !== volunteer) return;
	const group = __("Time Bank");
	frm.add_custom_button(
		__("Account Statement"),
		() => frappe.set_route("Form", "Points Account", account.account),
		group
	);
	const left = account.balance - account.held;
	if (frm.doc.workflow_state === "Deregistered" && left > 0 && volunteer_services.has_role("OFFICERS")) {
		frm.add_custom_button(__("Settle Points"), () => settle_points(frm, account, left), group);
	}
}

// To the pool at once where the settings say so; else somebody names the relatives.
function settle_points(frm, account, left) {
	if (account.exit_policy !== "Pool") {
		frappe.new_doc("Points Adjustment", { adjustment_kind: "Transferred", from_volunteer: frm.docname });
		return;
	}
	frappe.confirm(__("Move {0} points to the public pool?", [left]), async () => {
		await frappe.xcall(`${API}.settle_exit`, { volunteer: frm.docname });
		frm.reload_doc();
	});
}
