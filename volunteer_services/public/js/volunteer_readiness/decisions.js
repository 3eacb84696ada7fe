// Verifying and revoking qualifications, sending and confirming covers: from forms and lists, one or many.
frappe.provide("volunteer_services.readiness");

const API = "volunteer_services.api.readiness.";

async function decide(method, args, label, done) {
	const answer = await frappe.xcall(API + method, args);
	frappe.show_alert({ message: __("{0}: {1} done", [label, answer.done]), indicator: "green" });
	done();
}

function verify(names, done) {
	frappe.confirm(__("Have you seen the originals of {0} certificates, and do they say the same?", [names.length]), () =>
		decide("verify", { names }, __("Verify Original"), done)
	);
}

function revoke(names, done) {
	volunteer_services.dialogs.ask({
		title: __("Revoke", null, "Volunteer Qualification"),
		fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }],
		label: __("Revoke", null, "Volunteer Qualification"),
		call: ({ reason }) => frappe.xcall(`${API}revoke`, { names, reason }),
		done,
	});
}

volunteer_services.readiness.add_decisions = function (frm) {
	const again = () => frm.reload_doc();
	const may_verify = frm.doc.entered_by !== frappe.session.user || frappe.session.user === "Administrator";
	if (may_verify) frm.add_custom_button(__("Verify Original"), () => verify([frm.doc.name], again));
	frm.add_custom_button(__("Revoke", null, "Volunteer Qualification"), () => revoke([frm.doc.name], again));
};

volunteer_services.readiness.add_list_decisions = function (listview) {
	if (!volunteer_services.has_role("REVIEWERS")) return;
	const chosen = () => listview.get_checked_items(true);
	listview.page.add_actions_menu_item(__("Verify Original"), () => verify(chosen(), () => listview.refresh()), false);
	listview.page.add_actions_menu_item(__("Revoke", null, "Volunteer Qualification"), () => revoke(chosen(), () => listview.refresh()), false);
};

volunteer_services.readiness.add_cover_actions = function (listview) {
	if (!volunteer_services.has_role("REVIEWERS")) return;
	const act = (method, label) => {
		const names = listview.get_checked_items(true);
		decide(method, { names }, label, () => listview.refresh());
	};
	const sent = __("List Sent to the Insurer");
	const confirmed = __("Confirmed by the Insurer");
	listview.page.add_actions_menu_item(sent, () => act("mark_covers_sent", sent), false);
	listview.page.add_actions_menu_item(confirmed, () => act("confirm_covers", confirmed), false);
};
