const SELF_REPORT = "Service Self Report";
const OPEN_STATES = ["Waiting for Witness", "Waiting for Acceptance"];

frappe.ui.form.on(SELF_REPORT, {
	setup(frm) {
		frm.set_query("project", () => ({
			filters: { workflow_state: ["in", ["Recruiting", "In Progress", "Completed", "Closed"]] },
		}));
	},

	refresh(frm) {
		const { workflow_state, witness_user } = frm.doc;
		const waits = workflow_state === "Waiting for Witness";
		frm.set_df_property("project", "read_only", OPEN_STATES.includes(workflow_state) ? 0 : 1);
		frm.set_df_property("witness_words", "read_only", waits ? 0 : 1);
		frm.set_intro("");
		if (frm.doc.service_log) {
			frm.add_custom_button(__("Service Log"), () => frappe.set_route("Form", "Service Log", frm.doc.service_log));
		} else if (waits && witness_user === frappe.session.user) {
			frm.add_custom_button(__("I was there"), () => bear_witness(frm, true)).addClass("btn-primary");
			frm.add_custom_button(__("I was not there"), () => bear_witness(frm, false));
		} else {
			say_what_is_next(frm);
		}
	},
});

function say_what_is_next(frm) {
	const { workflow_state, witness_kind, witness_user, project } = frm.doc;
	if (workflow_state === "Waiting for Acceptance") {
		frm.set_intro(
			project
				? __("Confirmed. Accept the report: a service record is made of it, which goes to review.")
				: __("Confirmed. Enter the project to which the service belongs, then accept the report."),
			"blue"
		);
	} else if (workflow_state === "Waiting for Witness") {
		const text =
			witness_kind === "Team Leader"
				? __("Were you there? Then confirm. Else ask the leader, and write what was said.")
				: witness_user
					? __("The witness is asked on the own page. You may also call, and write what was said.")
					: __("Call the witness, write what was said, then confirm.");
		frm.set_intro(text, "blue");
	}
}

async function bear_witness(frm, was_there) {
	await frappe.xcall("volunteer_services.api.self_reports.answer", {
		self_report: frm.docname,
		was_there,
		words: frm.doc.witness_words || "",
	});
	await frm.reload_doc();
}
