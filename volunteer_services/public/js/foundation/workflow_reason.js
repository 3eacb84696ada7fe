// Decisions against somebody need a reason: it is asked for before the workflow goes on.
frappe.provide("volunteer_services.workflow_reason");

const REASONED = [
	"Return",
	"Reject",
	"Suspend",
	"Deregister",
	"Dissolve",
	"Cancel",
	"Call Off",
	"Take Back",
	"Require Rectification",
	"Withdraw",
	"Revoke Plaque",
];
const REASON_FIELD = { "Service Log": "return_reason" };
const DOCTYPES = [
	"Volunteer Team",
	"Volunteer Profile",
	"Volunteer Project",
	"Service Activity",
	"Service Log",
	"Record Correction",
	"Hardship Grant",
	"Points Adjustment",
	"Reward Redemption",
	"Site Assessment",
	"Pilot Site",
	"Site Submission",
];

// What else a decision asks for.
const FURTHER = {
	"Volunteer Profile": { Deregister: ["exit_reason"] },
	"Site Assessment": { "Require Rectification": ["rectify_owner", "rectify_by"] },
};

const READ_BY = { "Revoke Plaque": () => __("Shown on the public page that checks plaques.") };

// What is most often the answer: who handed the assessment in puts right what is missing.
const SUGGESTED = { rectify_owner: (frm) => frm.doc.submitted_by };

volunteer_services.workflow_reason.ask = function (frm) {
	const action = frm.selected_workflow_action;
	const fieldname = REASON_FIELD[frm.doctype] || "decision_reason";
	if (!REASONED.includes(action) || !frappe.meta.has_field(frm.doctype, fieldname)) {
		return Promise.resolve();
	}
	frappe.dom.unfreeze(); // the workflow freezes the page before it asks
	return new Promise((resolve) => show_dialog(frm, action, fieldname, resolve));
};

// Closing the dialog leaves the promise open: the action does not go on, and nothing is saved.
function show_dialog(frm, action, fieldname, resolve) {
	const dialog = new frappe.ui.Dialog({
		title: __(action),
		fields: dialog_fields(frm, action, fieldname),
		primary_action_label: __(action),
		async primary_action(values) {
			dialog.disable_primary_action();
			try {
				await frm.set_value(values);
				await frm.save(frm.doc.docstatus === 1 ? "Update" : "Save");
				dialog.hide();
				frm.selected_workflow_action = action;
				frappe.dom.freeze(); // the workflow unfreezes when it is done
				resolve();
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
}

function dialog_fields(frm, action, fieldname) {
	const fields = [
		{
			fieldname,
			fieldtype: "Small Text",
			label: __("Reason"),
			reqd: 1,
			description: READ_BY[action]?.() || __("The person concerned can read it. Say what to do next."),
		},
	];
	const further = (FURTHER[frm.doctype] || {})[action] || [];
	const asked = further.map((name) => ({
		...frappe.meta.get_docfield(frm.doctype, name, frm.docname),
		hidden: 0,
		reqd: 1,
		read_only: 0,
		default: frm.doc[name] || SUGGESTED[name]?.(frm),
	}));
	return [...asked, ...fields];
}

DOCTYPES.forEach((doctype) =>
	frappe.ui.form.on(doctype, {
		before_workflow_action: (frm) => volunteer_services.workflow_reason.ask(frm),
	})
);

// Before an action Frappe 16 asks for a setting of the Workflow, which only System Managers may read: all
// others would be refused. The workflow that came with the form has the setting.
const get_value = frappe.db.get_value;
frappe.db.get_value = function (doctype, filters, fieldname, ...further) {
	if (
		doctype === "Workflow" &&
		fieldname === "enable_action_confirmation" &&
		DOCTYPES.includes(filters?.document_type)
	) {
		const workflow = frappe.workflow.workflows[filters.document_type];
		return Promise.resolve({ message: { [fieldname]: workflow?.[fieldname] || 0 } });
	}
	return get_value.call(this, doctype, filters, fieldname, ...further);
};
