const COMPLAINT_API = "volunteer_services.api.complaints";
const COMPLAINT_RESULTS = ["Found True", "Found Untrue", "Could Not Be Verified"];

frappe.ui.form.on("Service Complaint", {
	setup(frm) {
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.is_new()) {
			frm.set_df_property("source", "options", ["Phone", "In Person", "In Writing"]);
			return;
		}
		// What was said stays as it was said; the steps are buttons.
		frm.disable_save();
		frm.set_read_only();
		if (!volunteer_services.has_role("REVIEWERS")) return;
		add_complaint_steps(frm);
		show_due_day(frm);
	},
});

function add_complaint_steps(frm) {
	const { status } = frm.doc;
	if (status === "Received") {
		frm.add_custom_button(__("Take It Up"), () => complaint_step(frm, "take_up")).addClass("btn-primary");
		frm.add_custom_button(__("Do Not Take It Up"), () => decline_complaint(frm));
	}
	if (["Investigating", "Under Review"].includes(status)) {
		frm.add_custom_button(__("Answer the Complaint"), () => answer_complaint(frm)).addClass("btn-primary");
	}
}

function show_due_day(frm) {
	const due = frm.doc.status === "Received" ? frm.doc.acknowledge_by : frm.doc.answer_by;
	if (!due || !["Received", "Investigating", "Under Review"].includes(frm.doc.status)) return;
	const is_over = due < frappe.datetime.get_today();
	const day = frappe.datetime.str_to_user(due);
	frm.set_intro(is_over ? __("This was due on {0}.", [day]) : __("Due on {0}.", [day]), is_over ? "red" : "blue");
}

async function complaint_step(frm, step, values = {}) {
	await frappe.xcall(`${COMPLAINT_API}.${step}`, { service_complaint: frm.docname, ...values });
	await frm.reload_doc();
}

function decline_complaint(frm) {
	volunteer_services.dialogs.ask({
		title: __("Do Not Take It Up"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("The complainant reads it."),
			},
		],
		label: __("Do Not Take It Up"),
		call: ({ reason }) => frappe.xcall(`${COMPLAINT_API}.decline`, { service_complaint: frm.docname, reason }),
		done: () => frm.reload_doc(),
	});
}

function answer_complaint(frm) {
	const options = COMPLAINT_RESULTS.map((value) => ({ value, label: __(value, null, "Service Complaint") }));
	volunteer_services.dialogs.ask({
		title: __("Answer the Complaint"),
		fields: [
			{ fieldname: "result", fieldtype: "Select", label: __("Result"), options: ["", ...options], reqd: 1 },
			{
				fieldname: "findings",
				fieldtype: "Small Text",
				label: __("What Was Found"),
				reqd: 1,
				description: __("For the organisation; the complainant does not read it."),
			},
			{ fieldname: "answer", fieldtype: "Small Text", label: __("Answer to the Complainant"), reqd: 1 },
		],
		label: __("Answer the Complaint"),
		call: (values) => frappe.xcall(`${COMPLAINT_API}.answer`, { service_complaint: frm.docname, ...values }),
		done: () => frm.reload_doc(),
	});
}
