const NEED_API = "volunteer_services.api.needs";

frappe.ui.form.on("Service Need", {
	setup(frm) {
		frm.set_query("need_kind", () => ({ filters: { is_enabled: 1 } }));
		frm.set_query("recipient", () => ({ filters: { status: "On File" } }));
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	recipient(frm) {
		if (!frm.is_new()) return;
		frm.doc.region = null; // another recipient, another place
		take_place(frm);
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.is_new()) {
			frm.set_df_property("channel", "options", [
				"Home Visit",
				"Phone",
				"At the Window",
				"Grid Worker",
				"Hotline 12345",
				"Partner Organisation",
			]);
			take_place(frm);
			return;
		}
		say_what_is_due(frm);
		const state = frm.doc.workflow_state;
		if (volunteer_services.has_role("REVIEWERS")) {
			if (["Verified", "Sent Back"].includes(state)) {
				frm.add_custom_button(__("Choose a Team"), () => choose_team(frm)).addClass("btn-primary");
			}
			if (state === "Awaiting Rating") {
				frm.add_custom_button(__("Enter the Rating"), () => enter_rating(frm)).addClass("btn-primary");
			}
			if (["Received", "Verified", "Sent Back"].includes(state)) {
				frm.add_custom_button(__("Same as Another"), () => merge_need(frm));
			}
		}
		if (["Dispatched", "Accepted"].includes(state)) {
			frm.add_custom_button(__("Send It Back"), () => send_back(frm));
		}
		if (state === "Dispatched" && frm.doc.team) {
			frm.add_custom_button(__("The Team Takes It"), () => take(frm)).addClass("btn-primary");
		}
	},
});

// A need belongs where the recipient's file does: nobody types it at the door.
async function take_place(frm) {
	const { recipient, region } = frm.doc;
	if (!recipient || region) return;
	const { message: file } = await frappe.db.get_value("Service Recipient", recipient, ["region", "site"]);
	if (frm.doc.recipient === recipient && frm.is_new()) await frm.set_value({ region: file.region, site: file.site });
}

function say_what_is_due(frm) {
	const { urgency, answered_on, answer_by, workflow_state } = frm.doc;
	if (urgency === "Emergency" && ["Received", "Verified", "Sent Back"].includes(workflow_state)) {
		frm.set_intro(__("An emergency is nothing for volunteers: call 110, 119 or 120, and say here to whom it was handed on."), "red");
	} else if (!answered_on && answer_by && ["Received", "Verified", "Sent Back"].includes(workflow_state)) {
		const is_over = answer_by < frappe.datetime.now_datetime();
		frm.set_intro(
			__("Whoever asked gets an answer by {0}.", [frappe.datetime.str_to_user(answer_by)]),
			is_over ? "red" : "blue"
		);
	}
}

async function choose_team(frm) {
	const args = { need: frm.docname };
	const { message: found } = await frappe.call({ method: `${NEED_API}.suggestions`, type: "GET", args });
	const options = found.map((one) => ({ value: one.team, label: team_line(one) }));
	volunteer_services.dialogs.ask({
		title: __("Choose a Team"),
		fields: [
			{
				fieldname: "suggested",
				fieldtype: "Select",
				label: __("Suggested Teams"),
				options: ["", ...options],
				description: __("Near, with the skills, with people who are free then, not asked for long."),
			},
			{
				fieldname: "team",
				fieldtype: "Link",
				options: "Volunteer Team",
				label: __("Another Team"),
				get_query: () => ({ filters: { workflow_state: "Active", is_group: 0 } }),
			},
		],
		label: __("Dispatch Need"),
		call: ({ suggested, team }) => {
			if (!(team || suggested)) frappe.throw(__("Choose a team."));
			return frappe.xcall(`${NEED_API}.dispatch`, { need: frm.docname, team: team || suggested });
		},
		done: (answer) => {
			const until = frappe.datetime.str_to_user(answer.accept_by);
			frappe.show_alert({ message: __("The team takes it by {0}, or it comes back.", [until]), indicator: "green" });
			frm.reload_doc();
		},
	});
}

function team_line(one) {
	const parts = [one.team_name, one.distance ? __("{0} steps away", [one.distance]) : __("here")];
	if (one.skills_missing) parts.push(__("{0} skills missing", [one.skills_missing]));
	if (one.free_people) parts.push(__("{0} people free", [one.free_people]));
	if (one.open_needs) parts.push(__("has {0} needs", [one.open_needs]));
	return parts.join(" · ");
}

async function take(frm) {
	await frappe.xcall(`${NEED_API}.take`, { need: frm.docname, team: frm.doc.team });
	await frm.reload_doc();
}

function send_back(frm) {
	volunteer_services.dialogs.ask({
		title: __("Send It Back"),
		fields: [{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 }],
		label: __("Send It Back"),
		call: ({ reason }) => frappe.xcall(`${NEED_API}.send_back`, { need: frm.docname, reason }),
		// The team may no longer see it.
		done: () => (volunteer_services.has_role("REVIEWERS") ? frm.reload_doc() : frappe.set_route("List", "Service Need")),
	});
}

function enter_rating(frm) {
	const ways = ["Feedback Card", "Phone", "Website", "In Person"].map((value) => ({ value, label: __(value, null, "Service Need") }));
	volunteer_services.dialogs.ask({
		title: __("Enter the Rating"),
		fields: [
			{ fieldname: "stars", fieldtype: "Select", label: __("Rating (1 to 5)"), options: ["5", "4", "3", "2", "1"], reqd: 1 },
			{ fieldname: "way", fieldtype: "Select", label: __("Rating Came By"), options: ways, reqd: 1 },
			{ fieldname: "words", fieldtype: "Small Text", label: __("Words of the Served Side") },
		],
		label: __("Save"),
		call: ({ stars, way, words }) =>
			frappe.xcall(`${NEED_API}.rate`, { need: frm.docname, stars: Number(stars), way, words: words || "" }),
		done: () => frm.reload_doc(),
	});
}

function merge_need(frm) {
	volunteer_services.dialogs.ask({
		title: __("Same as Another"),
		fields: [
			{
				fieldname: "into",
				fieldtype: "Link",
				options: "Service Need",
				label: __("Need That Stays"),
				reqd: 1,
				get_query: () => ({
					filters: {
						name: ["!=", frm.docname],
						recipient: frm.doc.recipient || ["is", "not set"],
						workflow_state: ["not in", ["Done", "Declined", "Cancelled", "Unmet", "Joined to Another"]],
					},
				}),
			},
		],
		label: __("Join to Another", null, "Service Need"),
		call: ({ into }) => frappe.xcall(`${NEED_API}.merge`, { need: frm.docname, into }),
		done: ({ into }) => frappe.set_route("Form", "Service Need", into),
	});
}
