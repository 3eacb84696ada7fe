const EDITABLE_STATES = ["Draft", "Returned"];
const REVIEW_FIELDS = [
	"rating",
	"rated_by",
	"rater_kind",
	"rating_date",
	"remark",
	"attachment",
	"return_reason",
];

volunteer_services.link_filters.describe("Service Log", {
	volunteer: __("Registered volunteers and applicants"),
	project: __("Approved projects"),
});
volunteer_services.workflow_reason.declare("Service Log", {}, "return_reason");

frappe.ui.form.on("Service Log", {
	setup(frm) {
		frm.set_query("project", () => ({
			filters: { workflow_state: ["in", ["Recruiting", "In Progress", "Completed", "Closed"]] },
		}));
		frm.set_query("activity", () => (frm.doc.project ? { filters: { project: frm.doc.project } } : {}));
		frm.set_query("volunteer", () => ({
			filters: { workflow_state: ["not in", ["Rejected", "Deregistered", "Suspended"]] },
		}));
	},

	refresh(frm) {
		frm.events.show_state(frm);
		frm.events.close_fields(frm);
		if (frm.doc.docstatus === 1 && frappe.model.can_create("Record Correction")) {
			frm.add_custom_button(__("Request Correction"), () =>
				frappe.new_doc("Record Correction", { service_log: frm.doc.name })
			);
		}
	},

	// The server refuses edits under review; the form says so by closing its fields.
	close_fields(frm) {
		if (frm.doc.docstatus !== 0) return;
		const open = frm.is_new() || EDITABLE_STATES.includes(frm.doc.workflow_state);
		for (const df of frm.meta.fields) {
			if (df.read_only || REVIEW_FIELDS.includes(df.fieldname)) continue;
			if (frappe.model.no_value_type.includes(df.fieldtype)) continue;
			frm.set_df_property(df.fieldname, "read_only", open ? 0 : 1);
		}
	},

	show_state(frm) {
		const doc = frm.doc;
		if (["Returned", "Rejected"].includes(doc.workflow_state) && doc.return_reason) {
			frm.set_intro(`${__(doc.workflow_state, null, "Service Log")}: ${doc.return_reason}`, "orange");
		} else if (doc.workflow_state === "Awaiting Registration") {
			frm.set_intro(__("The record waits until the volunteer is registered."), "blue");
		} else if (doc.corrected_by) {
			const link = frappe.utils.get_form_link("Service Log", doc.corrected_by, true);
			frm.set_intro(__("Replaced by the corrected record {0}.", [link]), "blue");
		} else if (doc.is_repeated && doc.docstatus === 0) {
			frm.set_intro(
				__("Another record of this person has the same day and minutes. Compare the two before you go on."),
				"orange"
			);
		} else if (doc.is_late && doc.docstatus === 0) {
			frm.set_intro(__("Recorded later than 10 working days after the activity."), "orange");
		}
	},

	activity(frm) {
		if (!frm.doc.activity) return;
		frappe.db
			.get_value("Service Activity", frm.doc.activity, [
				"project",
				"starts_on",
				"ends_on",
				"break_minutes",
				"service_content",
				"location",
				"activity_leader",
				"recipient_group",
			])
			.then(({ message }) => {
				for (const [field, value] of Object.entries(message || {})) {
					if (value && !frm.doc[field]) frm.set_value(field, value);
				}
			});
	},

	starts_on: (frm) => frm.events.show_minutes(frm),
	ends_on: (frm) => frm.events.show_minutes(frm),
	break_minutes: (frm) => frm.events.show_minutes(frm),

	// The server counts; this only shows what to expect.
	show_minutes(frm) {
		const { starts_on, ends_on, break_minutes } = frm.doc;
		if (!starts_on || !ends_on) return;
		const minutes = moment(ends_on).diff(moment(starts_on), "minutes") - cint(break_minutes);
		if (minutes > 0) {
			frm.set_value({ minutes, hours: flt(minutes / 60, 2), service_date: starts_on.slice(0, 10) });
		}
	},
});
