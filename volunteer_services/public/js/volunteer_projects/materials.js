// Materials of an activity on its form: what is planned, out and back, and the dialog that hands out.
frappe.provide("volunteer_services.materials");

const API = "volunteer_services.api.materials";
const MATERIAL = "Activity Material";
const ENTRY = "Material Entry";
const SHEET = "Activity Material Sheet";
const HANDS_OUT = ["Published", "Completed"];
const PLANS = ["Draft", ...HANDS_OUT];

volunteer_services.materials.get = async (method, args) => {
	const { message } = await frappe.call({ method: `${API}.${method}`, type: "GET", args });
	return message;
};

volunteer_services.materials.post = async (method, args) => {
	const { message } = await frappe.call({ method: `${API}.${method}`, type: "POST", args, freeze: true });
	return message;
};

volunteer_services.materials.show = async function (frm) {
	if (frm.is_new() || !frappe.model.can_read(MATERIAL)) return;
	const activity = frm.docname;
	const { materials, shifts, still_out } = await volunteer_services.materials.get("of_activity", { activity });
	if (frm.docname !== activity) return;
	const group = __("Activity Materials");
	const may_write = frm.perm[0].write;
	if (materials.length) {
		// A second refresh may have been quicker.
		$(frm.wrapper).find(".volunteer-materials").closest(".form-dashboard-section").remove();
		frm.dashboard.add_section(panel(materials, still_out), group);
		frm.dashboard.show();
		if (may_write && HANDS_OUT.includes(frm.doc.workflow_state)) {
			frm.add_custom_button(__("Hand Out"), () => hand_out(frm, materials, shifts), group);
		}
		if (may_write && materials.some(({ handed_out }) => handed_out)) {
			frm.add_custom_button(__("Bring Back"), () => volunteer_services.materials.bring_back(frm, materials), group);
		}
		frm.add_custom_button(__(SHEET), () => volunteer_services.shift_matrix.print(frm, shifts, SHEET), group);
		frm.add_custom_button(__("Entries of Materials"), () => frappe.set_route("List", ENTRY, { activity }), group);
	}
	if (may_write && PLANS.includes(frm.doc.workflow_state || "Draft")) {
		frm.add_custom_button(__("Add a Material"), () => frappe.new_doc(MATERIAL, { activity }), group);
	}
};

function panel(materials, still_out) {
	const escape = frappe.utils.escape_html;
	const number = (value) => value || "";
	const rows = materials.map((row) => {
		const over = row.planned && row.handed_out - row.brought_back > row.planned;
		const came = row.damaged ? `${row.brought_back} (${__("{0} damaged", [row.damaged])})` : number(row.brought_back);
		return `<tr><td><a href="${frappe.utils.get_form_link(MATERIAL, row.name)}">${escape(row.title)}</a>
			${row.unit ? `<span class="text-muted small">${escape(row.unit)}</span>` : ""}</td>
			<td class="text-right">${number(row.planned)}</td>
			<td class="text-right ${over ? "text-danger" : ""}">${number(row.handed_out)}</td>
			<td class="text-right">${came}</td><td class="text-right">${number(row.missing)}</td>
			<td class="text-right"><b>${row.kind === "Used Up" ? __("used up") : row.still_out}</b></td></tr>`;
	});
	const head = [__("Planned"), __("Handed Out"), __("Brought Back"), __("Went Missing"), __("Still Out")];
	const told = still_out
		? `<span class="indicator-pill orange">${__("{0} pieces are still out.", [still_out])}</span>`
		: "";
	return `<div class="volunteer-materials"><table class="table table-sm mb-2"><thead><tr><th>${__("Material Name")}</th>
		${head.map((word) => `<th class="text-right">${word}</th>`).join("")}</tr></thead>
		<tbody>${rows.join("")}</tbody></table></div>${told}`;
}

frappe.dom.set_style(`
	.volunteer-materials { overflow-x: auto; }
	.volunteer-materials th, .volunteer-materials td { white-space: nowrap; }
`);

// --- handing out --------------------------------------------------------------------------------------------

// To everybody who comes, to some of them, or to one whom the list does not name.
function hand_out(frm, materials, shifts) {
	const several = shifts.filter(({ is_whole }) => !is_whole);
	const dialog = volunteer_services.dialogs.make({
		title: __("Hand Out Materials"),
		fields: [
			{
				fieldname: "material",
				fieldtype: "Select",
				label: __("Material Name"),
				reqd: 1,
				options: materials.map(({ name, title }) => ({ value: name, label: title })),
				default: materials[0].name,
				onchange: () => show_people(dialog),
			},
			{ fieldname: "pieces", fieldtype: "Int", label: __("Pieces for Each"), default: 1, reqd: 1 },
			{ fieldname: "column", fieldtype: "Column Break" },
			{
				fieldname: "shift",
				fieldtype: "Select",
				label: __("Shift"),
				hidden: several.length ? 0 : 1,
				options: [
					"",
					...several.map(({ name, shift_title, starts_on }) => ({
						value: name,
						label: `${shift_title} · ${frappe.datetime.str_to_user(starts_on)}`,
					})),
				],
				onchange: () => show_people(dialog),
			},
			{
				fieldname: "volunteer",
				fieldtype: "Link",
				options: "Volunteer Profile",
				label: __("Somebody Else"),
				description: __("Who has not signed up; nobody of the list below is given anything then."),
				get_query: () => ({ filters: { workflow_state: ["not in", ["Rejected", "Deregistered"]] } }),
			},
			{ fieldname: "people_section", fieldtype: "Section Break" },
			{
				fieldname: "people",
				fieldtype: "MultiCheck",
				label: __("To Whom"),
				columns: 2,
				select_all: true,
				sort_options: false,
				options: [],
			},
			{ fieldname: "again", fieldtype: "Check", label: __("Also to those who have some already") },
			{ fieldname: "remark", fieldtype: "Data", label: __("Remark") },
		],
		label: __("Hand Out"),
		call({ material, pieces, shift, volunteer, people, again, remark }) {
			const volunteers = volunteer ? [volunteer] : people || [];
			const args = { material, volunteers, pieces, again: again || 0, remark: remark || "" };
			return volunteer_services.materials.post("hand_out", shift ? { ...args, shift } : args);
		},
		done({ made, had }) {
			const told = [__("{0} people were given something.", [made])];
			if (had) told.push(__("{0} have some already and were given nothing.", [had]));
			frappe.show_alert({ message: told.join(" "), indicator: made ? "green" : "orange" }, 7);
			frm.reload_doc();
		},
	});
	dialog.show();
	show_people(dialog);
}

async function show_people(dialog) {
	const { material, shift } = dialog.get_values(true);
	if (!material) return;
	const asked = `${material}:${shift || ""}`;
	dialog.asked_for = asked;
	const rows = await volunteer_services.materials.get("people_for", shift ? { material, shift } : { material });
	if (dialog.asked_for !== asked) return; // another material was chosen meanwhile
	const field = dialog.fields_dict.people;
	field.df.options = rows.map((row) => ({ label: told(row), value: row.volunteer, checked: row.has ? 0 : 1 }));
	field.refresh();
}

const ROLES = () => [__("leads a shift"), __("responsible for a group"), ""];

function told({ volunteer_name, role, post, last_four, has }) {
	const more = [ROLES()[role], post, last_four && `··${last_four}`, has && __("has {0}", [has])].filter(Boolean);
	return frappe.utils.escape_html([volunteer_name, ...more].join(" · "));
}

// --- corrections --------------------------------------------------------------------------------------------

volunteer_services.materials.reverse = function (frm) {
	volunteer_services.dialogs.ask({
		title: __("Correct the Entry"),
		fields: [
			{
				fieldname: "reason",
				fieldtype: "Small Text",
				label: __("Reason"),
				reqd: 1,
				description: __("The entry stays, and an opposite one is added. Then enter what is right."),
			},
		],
		label: __("Correct the Entry"),
		call: ({ reason }) => volunteer_services.materials.post("reverse", { entry: frm.docname, reason }),
		done: ({ name }) => frappe.set_route("Form", ENTRY, name),
	});
};
