// 现场登记: a person who stands at the counter is registered in one dialog. The phone comes first, and the number of
// the paper says sex and birth date while it is typed.
frappe.provide("volunteer_services.walk_in");

const API = "volunteer_services.api.registration";
const SAYING = ["Resident ID", "HK Macao Taiwan Residence Permit"];
const GUARDIAN = ["guardian_name", "guardian_phone", "guardian_consent"];

volunteer_services.walk_in.may = () =>
	volunteer_services.has_role("STAFF") && frappe.model.can_create("Volunteer Profile");

volunteer_services.walk_in.open = async function (done) {
	const [place] = await Promise.all([
		frappe.xcall(`${API}.walk_in_place`),
		new Promise((resolve) => frappe.model.with_doctype("Volunteer Profile", resolve)),
	]);
	const dialog = volunteer_services.dialogs.make({
		title: __("Register at the Counter"),
		size: "large",
		fields: fields(place, () => dialog),
		label: __("Register and Submit for Review"),
		call: (values) => register(dialog, values),
		done(answer) {
			say_registered(answer);
			done ? done(answer) : frappe.set_route("Form", "Volunteer Profile", answer.name);
		},
	});
	dialog.walk_in = { place };
	dialog.show();
	on_typing(dialog, "mobile", () => search_phone(dialog));
	on_typing(dialog, "id_number", () => read_number(dialog));
	ask_reviewers(dialog, place); // the fields take their defaults a moment later
	return dialog;
};

function fields(place, dialog) {
	const df = (fieldname) => frappe.meta.get_docfield("Volunteer Profile", fieldname);
	const choice = (fieldname, further) => ({
		fieldname,
		fieldtype: "Select",
		label: __(df(fieldname).label),
		// In the words of the file: Frappe's own Chinese says 男性 beside our 女.
		options: df(fieldname)
			.options.split("\n")
			.map((value) => ({ value, label: __(value, null, "Volunteer Profile") })),
		...further,
	});
	return [
		{
			fieldname: "mobile",
			fieldtype: "Data",
			label: __("Mobile"),
			description: __("Looks for a file first. Leave it empty for people without a phone."),
		},
		{ fieldname: "full_name", fieldtype: "Data", label: __("Name of Person"), reqd: 1 },
		choice("id_type", { default: "Resident ID", reqd: 1, onchange: () => read_number(dialog()) }),
		{ fieldname: "id_number", fieldtype: "Data", label: __("ID Number"), reqd: 1 },
		{ fieldtype: "Column Break" },
		{ fieldname: "found", fieldtype: "HTML" },
		choice("sex", { default: "Unknown" }),
		{
			fieldname: "date_of_birth",
			fieldtype: "Date",
			label: __("Date of Birth"),
			onchange: () => show_guardian(dialog()),
		},
		{ fieldname: "said", fieldtype: "HTML" },
		{ fieldtype: "Section Break", label: __("Consent") },
		{
			fieldname: "data_consent",
			fieldtype: "Check",
			label: __("The person consents to keeping their data"),
			reqd: 1,
		},
		{ fieldtype: "Column Break" },
		choice("consent_method", { default: "Paper Form", reqd: 1 }),
		{ fieldtype: "Section Break", fieldname: "guardian_section", label: __("Guardian"), hidden: 1 },
		{ fieldname: "guardian_name", fieldtype: "Data", label: __("Guardian Name") },
		{ fieldname: "guardian_consent", fieldtype: "Check", label: __("Guardian Consent") },
		{ fieldtype: "Column Break" },
		{ fieldname: "guardian_phone", fieldtype: "Data", label: __("Guardian Phone") },
		{
			fieldname: "child_data_consent",
			fieldtype: "Check",
			label: __("Guardian Consents to the Child's Data"),
			hidden: 1,
		},
		{ fieldtype: "Section Break", label: __("Region and Team") },
		{
			fieldname: "region",
			fieldtype: "Link",
			options: "Service Region",
			label: __("Region"),
			reqd: 1,
			default: place.region,
			onchange: () => ask_reviewers(dialog()),
		},
		{ fieldname: "address", fieldtype: "Data", label: __("Address") },
		{ fieldtype: "Column Break" },
		{
			fieldname: "team",
			fieldtype: "Link",
			options: "Volunteer Team",
			label: __("Primary Team"),
			default: place.team,
			description: place.site_name ? __("Site: {0}", [frappe.utils.escape_html(place.site_name)]) : "",
			filter_description: __("Active teams"),
			get_query: () => ({
				filters: { workflow_state: "Active", ...(place.site ? { site: place.site } : {}) },
			}),
			onchange: () => ask_reviewers(dialog()),
		},
		{ fieldname: "alone", fieldtype: "Check", hidden: 1, onchange: () => show_label(dialog()) },
	];
}

// A moment after the last key, so that one number is one question.
function on_typing(dialog, fieldname, work) {
	const input = dialog.fields_dict[fieldname].$input;
	input.attr({ autocomplete: "off" }).on("input", frappe.utils.debounce(work, 300));
}

async function search_phone(dialog) {
	const place = dialog.fields_dict.found.$wrapper.empty();
	const mobile = dialog.fields_dict.mobile.$input.val().replace(/\D/g, "");
	if (mobile.length < 11) return;
	const found = await frappe.xcall(`${API}.files_of_phone`, { mobile });
	if (mobile !== dialog.fields_dict.mobile.$input.val().replace(/\D/g, "")) return;
	if (!found.length) {
		place.html(`<p class="text-muted small">${__("No file of your place has this number.")}</p>`);
		return;
	}
	const escape = frappe.utils.escape_html;
	const rows = found.map(
		(row) => `<li><a href="${frappe.utils.get_form_link("Volunteer Profile", row.name)}">
			${escape(row.full_name)} (${escape(row.name)})</a>
			${escape(row.team_name || "")} · ${__(row.workflow_state, null, "Volunteer Profile")}</li>`
	);
	place.html(`<div class="alert alert-warning small"><b>${__("On file with this number:")}</b>
		<ul class="mb-0 pl-4">${rows.join("")}</ul></div>`);
	place.find("a").on("click", () => dialog.hide());
}

function read_number(dialog) {
	const place = dialog.fields_dict.said.$wrapper.empty();
	if (!SAYING.includes(dialog.get_value("id_type"))) return;
	const said = volunteer_services.identity_number.read(dialog.fields_dict.id_number.$input.val());
	if (said?.problem) {
		place.html(`<p class="text-danger small">${said.problem}</p>`);
	} else if (said) {
		dialog.set_values({ sex: said.sex, date_of_birth: said.date_of_birth }).then(() => show_guardian(dialog));
		place.html(
			`<p class="text-muted small">${__("From the number: {0}, {1} years", [__(said.sex, null, "Volunteer Profile"), said.age])}</p>`
		);
	}
}

function show_guardian(dialog) {
	const born = dialog.get_value("date_of_birth");
	const { guardian_age, child_age } = dialog.walk_in.place;
	const age = born ? moment().diff(moment(born), "years") : guardian_age;
	const is_minor = age < guardian_age;
	dialog.set_df_property("guardian_section", "hidden", is_minor ? 0 : 1);
	for (const fieldname of GUARDIAN) dialog.set_df_property(fieldname, "reqd", is_minor ? 1 : 0);
	dialog.set_df_property("child_data_consent", "hidden", age < child_age ? 0 : 1);
	dialog.set_df_property("child_data_consent", "reqd", age < child_age ? 1 : 0);
}

// Where nobody else can review, the settings may let the same person do it: it is offered by that person's name.
async function ask_reviewers(dialog, { region, team } = dialog.get_values(true) || {}) {
	const asked = (dialog.walk_in.asked = (dialog.walk_in.asked || 0) + 1);
	dialog.set_df_property("alone", "hidden", 1);
	if (!region) return;
	const { alone } = await frappe.xcall(`${API}.walk_in_reviewers`, { region, team: team || "" });
	if (asked !== dialog.walk_in.asked) return;
	if (alone) {
		dialog.set_df_property("alone", "label", __("{0} also reviews: nobody else can at this station", [alone]));
		dialog.set_df_property("alone", "description", __("It stands on the file that the exception was used."));
		dialog.set_df_property("alone", "hidden", 0);
	}
	dialog.walk_in.alone = alone;
	show_label(dialog);
}

function is_alone(dialog) {
	return Boolean(dialog.walk_in.alone && dialog.get_value("alone"));
}

function show_label(dialog) {
	dialog
		.get_primary_btn()
		.text(is_alone(dialog) ? __("Register, Reviewed by Myself") : __("Register and Submit for Review"));
}

async function register(dialog, values) {
	const { message } = await frappe.call({
		method: `${API}.register_walk_in`,
		type: "POST",
		freeze: true,
		args: {
			full_name: values.full_name,
			id_type: values.id_type,
			id_number: values.id_number,
			sex: values.sex,
			date_of_birth: values.date_of_birth,
			mobile: values.mobile,
			region: values.region,
			team: values.team,
			address: values.address,
			data_consent: Boolean(values.data_consent),
			consent_method: values.consent_method,
			guardian_name: values.guardian_name,
			guardian_phone: values.guardian_phone,
			guardian_consent: Boolean(values.guardian_consent),
			child_data_consent: Boolean(values.child_data_consent),
			alone: is_alone(dialog),
		},
	});
	return message;
}

function say_registered({ full_name, state }) {
	frappe.show_alert({
		message: `${frappe.utils.escape_html(full_name)}: ${__(state, null, "Volunteer Profile")}`,
		indicator: state === "Registered" ? "green" : "orange",
	});
}
