const API = "volunteer_services.api.registration";
const { has_role } = volunteer_services;

volunteer_services.link_filters.describe("Volunteer Profile", { primary_team: __("Active teams") });
volunteer_services.workflow_reason.declare("Volunteer Profile", { Deregister: { fields: ["exit_reason"] } });

frappe.ui.form.on("Volunteer Profile", {
	setup(frm) {
		frm.set_query("primary_team", () => ({ filters: { workflow_state: "Active" } }));
		frm.set_query("user", () => ({ filters: { enabled: 1 } }));
	},

	refresh(frm) {
		frm.toggle_display("id_number_masked", !frm.is_new());
		frm.toggle_display(["registration_tab"], !frm.is_new());
		frm.set_df_property("id_number", "reqd", frm.is_new());
		if (frm.is_new()) return;
		show_headline(frm);
		add_buttons(frm);
	},
});

function show_headline(frm) {
	const doc = frm.doc;
	frm.dashboard.clear_headline(); // a second refresh would add to it
	if (doc.is_restricted) {
		frm.dashboard.set_headline_alert(
			__("The consent was withdrawn: the records are kept, the file is locked."),
			"red"
		);
		frm.disable_save();
		return;
	}
	if (doc.merged_into) {
		const link = frappe.utils.get_form_link("Volunteer Profile", doc.merged_into, true);
		frm.dashboard.set_headline_alert(__("Merged into {0}", [link]), "orange");
		frm.disable_save();
		return;
	}
	const stars = doc.star_level
		? `<span style="color: var(--yellow-500)" aria-label="${__("{0} stars", [doc.star_level])}">${"★".repeat(
				doc.star_level
		  )}</span>`
		: __("no star yet");
	const last = doc.last_service_date
		? __("last service {0}", [frappe.datetime.str_to_user(doc.last_service_date)])
		: __("no service yet");
	const hours = format_number(doc.total_hours || 0, null, 2);
	const points = __("{0} points", [format_number(doc.points_balance || 0, null, 0)]);
	frm.dashboard.set_headline(
		`<div><b>${__("{0} hours", [hours])}</b> · <b>${points}</b> · ${stars} · ${last}</div>`
	);
}

function add_buttons(frm) {
	const group = __("Person's File");
	if (frm.doc.id_number_masked && frm.doc.__onload?.shows_last_four) {
		frm.add_custom_button(
			__("Show Last Four Characters"),
			() => look_at_number(frm, __("Show Last Four Characters"), "last_four"),
			group
		);
	}
	if (has_role("REVIEWERS")) {
		if (frm.doc.id_number_masked) {
			frm.add_custom_button(__("Reveal ID Number"), () => look_at_number(frm, __("Reveal ID Number"), "reveal"), group);
		}
		if (frm.doc.is_restricted) {
			frm.add_custom_button(__("Record New Consent"), () => renew_consent(frm), group);
		} else if (!frm.doc.merged_into) {
			frm.add_custom_button(__("Withdraw Consent"), () => withdraw_consent(frm), group);
		}
	}
	if (has_role("SITE_MANAGERS") && !frm.doc.is_restricted) {
		frm.add_custom_button(__("Set Health Status"), () => set_health_status(frm), group);
	}
	if (has_role("MANAGERS") && !frm.doc.merged_into) {
		frm.add_custom_button(__("Merge into Another File"), () => merge(frm), group);
	}
	if (frm.doc.workflow_state === "Registered") {
		frm.add_custom_button(__("Print Volunteer Card"), () => print(frm, "Volunteer Card"), group);
	}
	frm.add_custom_button(__("Print Volunteer File"), () => print(frm, "Volunteer File"), group);
}

function print(frm, format) {
	volunteer_services.paper.open(frm.doc, format);
}

function ask(title, fields, label, call) {
	volunteer_services.dialogs.ask({ title, fields, label, call });
}

function reason_field(description) {
	return { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1, description };
}

function look_at_number(frm, title, method) {
	const note = __("Your name, the time and the reason are written to the file and the access log.");
	ask(title, [reason_field(note)], __("Reveal"), async ({ reason }) => {
		const number = await frappe.xcall(`volunteer_services.api.identity.${method}`, {
			volunteer: frm.docname,
			reason,
		});
		frappe.msgprint({ title: frm.doc.full_name, message: frappe.utils.escape_html(number) });
		frm.reload_doc();
	});
}

function withdraw_consent(frm) {
	const note = __("The file is locked. Service records are kept as the law demands; nothing is deleted.");
	ask(__("Withdraw Consent"), [reason_field(note)], __("Withdraw and Lock"), async ({ reason }) => {
		await frappe.xcall(`${API}.withdraw_consent`, { volunteer: frm.docname, reason });
		frm.reload_doc();
	});
}

function renew_consent(frm) {
	const df = frappe.meta.get_docfield(frm.doctype, "consent_method", frm.docname);
	ask(
		__("Record New Consent"),
		[{ fieldname: "method", fieldtype: "Select", label: __(df.label), options: df.options, reqd: 1 }],
		__("Unlock"),
		async ({ method }) => {
			await frappe.xcall(`${API}.renew_consent`, { volunteer: frm.docname, method });
			frm.reload_doc();
		}
	);
}

function set_health_status(frm) {
	ask(
		__("Set Health Status"),
		[
			{
				fieldname: "health_status",
				fieldtype: "Small Text",
				label: __("Health Status"),
				default: frm.doc.health_status,
			},
			{
				fieldname: "has_consent",
				fieldtype: "Check",
				label: __("The person consented to storing health data"),
			},
		],
		__("Save"),
		async ({ health_status, has_consent }) => {
			await frappe.xcall(`${API}.set_health_status`, {
				volunteer: frm.docname,
				health_status: health_status || "",
				has_consent: Boolean(has_consent),
			});
			frm.reload_doc();
		}
	);
}

function merge(frm) {
	ask(
		__("Merge into Another File"),
		[
			{
				fieldname: "target",
				fieldtype: "Link",
				options: "Volunteer Profile",
				label: __("File That Stays"),
				reqd: 1,
				get_query: () => ({ filters: { name: ["!=", frm.docname] } }),
			},
			reason_field(__("All service records move to the file that stays. This cannot be undone.")),
		],
		__("Merge"),
		async ({ target, reason }) => {
			await frappe.xcall(`${API}.merge`, { source: frm.docname, target, reason });
			frappe.set_route("Form", "Volunteer Profile", target);
		}
	);
}
