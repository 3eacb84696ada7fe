const RECIPIENT_API = "volunteer_services.api.recipients";
const RECIPIENT_STATES = ["On File", "Suspended", "Moved Away", "Deceased", "Consent Withdrawn"];

frappe.ui.form.on("Service Recipient", {
	setup(frm) {
		frm.set_query("site", () => ({ filters: { status: "Active" } }));
	},

	refresh(frm) {
		frm.set_intro("");
		if (frm.is_new()) return;
		show_glance(frm);
		if (!volunteer_services.has_role("REVIEWERS")) return;
		const is_over = ["Deceased", "Consent Withdrawn"].includes(frm.doc.status);
		if (!is_over) {
			frm.add_custom_button(__("New Need"), () =>
				frappe.new_doc("Service Need", { recipient: frm.docname })
			).addClass("btn-primary");
			frm.add_custom_button(__("Make a Pairing"), () => frappe.new_doc("Recipient Pairing", { recipient: frm.docname }));
			frm.add_custom_button(__("Enter Address and Phone"), () => enter_contact(frm));
			frm.add_custom_button(__("Change Status"), () => change_status(frm));
		}
		volunteer_services.paper.add_button(frm, __("Service Card"), "Recipient Service Card");
		frm.add_custom_button(__("Copy for the Person"), () => hand_out_copy(frm));
		if (frm.doc.has_contact) frm.add_custom_button(__("Show Address"), () => show_address(frm));
		if (frm.doc.due_on && frm.doc.due_on < frappe.datetime.get_today()) {
			frm.set_intro(__("Nobody has been there since {0}.", [
				frappe.datetime.str_to_user(frm.doc.last_served_on || frm.doc.creation.slice(0, 10)),
			]), "red");
		}
	},
});

// Every service at a glance: what was asked, what came of it, who goes there.
async function show_glance(frm) {
	const place = frm.get_field("glance").$wrapper;
	const args = { recipient: frm.docname };
	const { message: found } = await frappe.call({ method: `${RECIPIENT_API}.glance`, type: "GET", args });
	if (frm.docname !== args.recipient) return;
	const { counts } = found;
	const head = [__("Needs: {0}, served: {1}", [counts.needs, counts.served])];
	if (counts.rating) head.push(__("rated {0} of 5", [counts.rating]));
	const day = (value) => (value ? frappe.datetime.str_to_user(String(value).slice(0, 10)) : "");
	const line = (parts) => `<li>${parts.filter(Boolean).join(" · ")}</li>`;
	const text = (value) => frappe.utils.escape_html(value || "");
	const link = (doctype, name, word) => `<a href="${frappe.utils.get_form_link(doctype, name)}">${text(word)}</a>`;
	const needs = found.needs.map((one) =>
		line([
			day(one.received_on),
			link("Service Need", one.name, one.need_kind),
			__(one.workflow_state, null, "Service Need"),
			text(one.team_name),
			one.rating ? "★".repeat(one.rating) : "",
		])
	);
	const pairs = found.pairs.map((one) =>
		line([
			link("Recipient Pairing", one.name, one.who),
			__(one.workflow_state, null, "Recipient Pairing"),
			__("{0} contacts", [one.contacts]),
			one.next_due_on ? __("due {0}", [day(one.next_due_on)]) : "",
		])
	);
	const contacts = found.contacts.map((one) =>
		line([day(one.contact_on), __(one.contact_kind, null, "Pairing Contact"), text(one.note)])
	);
	const block = (title, rows) => (rows.length ? `<p class="text-muted mb-1">${title}</p><ul>${rows.join("")}</ul>` : "");
	place.html(
		`<p><strong>${head.join(" · ")}</strong></p>` +
			block(__("Latest Needs"), needs) +
			block(__("Who Goes There"), pairs) +
			block(__("Latest Contacts"), contacts)
	);
}

async function hand_out_copy(frm) {
	const found = await frappe.xcall(`${RECIPIENT_API}.own_copy`, { recipient: frm.docname });
	const file = new Blob([JSON.stringify(found, null, "\t")], { type: "application/json" });
	const link = document.createElement("a");
	link.href = URL.createObjectURL(file);
	link.download = `${frm.docname}.json`;
	link.click();
	URL.revokeObjectURL(link.href);
}

function enter_contact(frm) {
	volunteer_services.dialogs.ask({
		title: __("Enter Address and Phone"),
		fields: [
			{ fieldname: "address", fieldtype: "Small Text", label: __("Address") },
			{ fieldname: "phone", fieldtype: "Data", label: __("Phone") },
			{ fieldname: "contact_person", fieldtype: "Data", label: __("Person to Call") },
			{
				fieldname: "health_notes",
				fieldtype: "Small Text",
				label: __("Health Notes"),
				read_only: !frm.doc.consent_health,
				description: frm.doc.consent_health ? "" : __("Needs the consent to health notes."),
			},
			{ fieldtype: "HTML", options: `<p class="text-muted">${__("What is left empty stays as it is.")}</p>` },
		],
		label: __("Save"),
		call: (values) => {
			const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
			return frappe.xcall(`${RECIPIENT_API}.keep_contact`, { recipient: frm.docname, ...given });
		},
		done: () => frm.reload_doc(),
	});
}

function show_address(frm) {
	volunteer_services.dialogs.ask({
		title: __("Show Address"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Data",
				label: __("Reason"),
				reqd: 1,
				description: __("It is logged who looked, when and why."),
			},
		],
		label: __("Show"),
		call: ({ reason }) => frappe.xcall(`${RECIPIENT_API}.look`, { recipient: frm.docname, reason }),
		done: (found) => {
			const rows = [
				[__("Address"), found.address],
				[__("Phone"), found.phone],
				[__("Person to Call"), found.contact_person],
				[__("Health Notes"), found.health_notes],
			].filter(([, value]) => value);
			const html = rows.map(
				([label, value]) => `<p><strong>${label}</strong><br>${frappe.utils.escape_html(value)}</p>`
			);
			frappe.msgprint({ title: frm.doc.masked_name, message: html.join("") });
		},
	});
}

function change_status(frm) {
	const options = RECIPIENT_STATES.filter((state) => state !== frm.doc.status).map((value) => ({
		value,
		label: __(value, null, "Service Recipient"),
	}));
	volunteer_services.dialogs.ask({
		title: __("Change Status"),
		fields: [
			{ fieldname: "status", fieldtype: "Select", label: __("Status"), options, reqd: 1 },
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
			{
				fieldtype: "HTML",
				options: `<p class="text-muted">${__(
					"Where a file ends, its open needs are cancelled and its pairings end. A withdrawn consent empties the address for good."
				)}</p>`,
			},
		],
		label: __("Change Status"),
		call: ({ status, reason }) =>
			frappe.xcall(`${RECIPIENT_API}.move`, { recipient: frm.docname, status, reason }),
		done: (answer) => {
			if (answer.cancelled) {
				frappe.show_alert({ message: __("{0} open needs were cancelled.", [answer.cancelled]), indicator: "orange" });
			}
			frm.reload_doc();
		},
	});
}
