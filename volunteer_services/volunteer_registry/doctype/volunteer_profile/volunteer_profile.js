const REVIEWERS = [
	"Volunteer Site Manager",
	"Volunteer District Officer",
	"Volunteer City Officer",
	"Volunteer Services Manager",
];
const HEALTH_WRITERS = ["Volunteer Site Manager", "Volunteer Services Manager"];
const OFFICERS = ["Volunteer District Officer", "Volunteer City Officer", "Volunteer Services Manager"];
const API = "volunteer_services.api.registration";
const POINTS = "volunteer_services.api.points";

function has_role(roles) {
	return frappe.session.user === "Administrator" || roles.some((role) => frappe.user.has_role(role));
}

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
	if (has_role(REVIEWERS)) {
		if (frm.doc.id_number_masked) {
			frm.add_custom_button(__("Reveal ID Number"), () => reveal(frm), group);
		}
		if (frm.doc.is_restricted) {
			frm.add_custom_button(__("Record New Consent"), () => renew_consent(frm), group);
		} else if (!frm.doc.merged_into) {
			frm.add_custom_button(__("Withdraw Consent"), () => withdraw_consent(frm), group);
		}
	}
	if (has_role(HEALTH_WRITERS) && !frm.doc.is_restricted) {
		frm.add_custom_button(__("Set Health Status"), () => set_health_status(frm), group);
	}
	if (has_role(["Volunteer Services Manager"]) && !frm.doc.merged_into) {
		frm.add_custom_button(__("Merge into Another File"), () => merge(frm), group);
	}
	if (frm.doc.workflow_state === "Registered") {
		frm.add_custom_button(__("Print Volunteer Card"), () => print(frm, "Volunteer Card"), group);
	}
	frm.add_custom_button(__("Print Volunteer File"), () => print(frm, "Volunteer File"), group);
	add_points_buttons(frm);
}

async function add_points_buttons(frm) {
	const volunteer = frm.docname;
	const account = await frappe.xcall(`${POINTS}.of_volunteer`, { volunteer });
	if (!account.account || frm.docname !== volunteer) return;
	const group = __("Time Bank");
	frm.add_custom_button(
		__("Account Statement"),
		() => frappe.set_route("Form", "Points Account", account.account),
		group
	);
	const left = account.balance - account.held;
	if (frm.doc.workflow_state === "Deregistered" && left > 0 && has_role(OFFICERS)) {
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
		await frappe.xcall(`${POINTS}.settle_exit`, { volunteer: frm.docname });
		frm.reload_doc();
	});
}

function print(frm, format) {
	const query = new URLSearchParams({
		doctype: frm.doctype,
		name: frm.docname,
		format,
		no_letterhead: 1,
		_lang: frappe.boot.lang,
	});
	window.open(`/printview?${query}`, "_blank", "noopener");
}

function ask(title, fields, label, call) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields,
		primary_action_label: label,
		async primary_action(values) {
			dialog.disable_primary_action();
			try {
				await call(values);
				dialog.hide();
			} finally {
				dialog.enable_primary_action();
			}
		},
	});
	dialog.show();
}

function reason_field(description) {
	return { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1, description };
}

function reveal(frm) {
	const note = __("Your name, the time and the reason are written to the file and the access log.");
	ask(__("Reveal ID Number"), [reason_field(note)], __("Reveal"), async ({ reason }) => {
		const number = await frappe.xcall("volunteer_services.api.identity.reveal", {
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
