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
	"Terminate",
];
const DOCTYPES = volunteer_services.told.states || [];
const DECLARED = {};

// A form says what is its own. ``fieldname``: where the reason is written. ``further``: action → what else it asks
// for: ``fields`` of the document, ``suggested`` values (field → function of the form), ``read_by``: who reads it.
volunteer_services.workflow_reason.declare = function (doctype, further, fieldname = "decision_reason") {
	DECLARED[doctype] = { further, fieldname };
};

function declared(frm, action) {
	const { further = {}, fieldname = "decision_reason" } = DECLARED[frm.doctype] || {};
	return { fields: [], suggested: {}, read_by: null, ...further[action], fieldname };
}

volunteer_services.workflow_reason.needed = (action) => REASONED.includes(action);

volunteer_services.workflow_reason.ask = function (frm) {
	const action = frm.selected_workflow_action;
	const { fieldname } = declared(frm, action);
	if (!REASONED.includes(action) || !frappe.meta.has_field(frm.doctype, fieldname)) {
		return Promise.resolve();
	}
	frappe.dom.unfreeze(); // the workflow freezes the page before it asks
	return new Promise((resolve) => show_dialog(frm, action, resolve));
};

// Closing the dialog leaves the promise open: the action does not go on, and nothing is saved.
function show_dialog(frm, action, resolve) {
	volunteer_services.dialogs.ask({
		title: __(action),
		fields: dialog_fields(frm, action),
		label: __(action),
		async call(values) {
			await frm.set_value(values);
			await frm.save(frm.doc.docstatus === 1 ? "Update" : "Save");
		},
		done() {
			frm.selected_workflow_action = action;
			frappe.dom.freeze(); // the workflow unfreezes when it is done
			resolve();
		},
	});
}

function dialog_fields(frm, action) {
	const { fieldname, fields, suggested, read_by } = declared(frm, action);
	const reason = {
		fieldname,
		fieldtype: "Small Text",
		label: __("Reason"),
		reqd: 1,
		description: read_by || __("The person concerned can read it. Say what to do next."),
	};
	const further = fields.map((name) => ({
		...frappe.meta.get_docfield(frm.doctype, name, frm.docname),
		hidden: 0,
		reqd: 1,
		read_only: 0,
		default: frm.doc[name] || suggested[name]?.(frm),
	}));
	return [...further, reason];
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
