// Site assessments in the desk: the Excel form goes out and comes back, a new one begins in one dialog.
frappe.provide("volunteer_services.assessments");

const FORMS = "/api/method/volunteer_services.api.assessment_forms.";
const LARGEST_MB = 2;

volunteer_services.assessments.phone_url = (name) =>
	`/site-assessment${name ? `?name=${encodeURIComponent(name)}` : ""}`;

volunteer_services.assessments.export_form = (name) =>
	download(`${FORMS}export`, { assessment: name });

// Choose a form, send it, say what came of it. ``name``: the draft, or nothing for the one that the form names.
volunteer_services.assessments.import_form = function (name, done) {
	const input = document.createElement("input");
	input.type = "file";
	input.accept = ".xlsx";
	input.style.display = "none";
	input.addEventListener("change", async () => {
		const file = input.files[0];
		input.remove();
		if (!file) return;
		if (file.size > LARGEST_MB * 1024 * 1024) {
			frappe.throw(__("{0} is larger than {1} MB: it is no assessment form.", [file.name, LARGEST_MB]));
		}
		const result = await send(name, file);
		if (result) done(result);
	});
	input.addEventListener("cancel", () => input.remove());
	document.body.append(input); // so that it is found where somebody else must choose the file
	input.className = "volunteer-assessment-form";
	input.click();
};

volunteer_services.assessments.say_imported = (result) =>
	frappe.show_alert({
		message: __("{0} items changed: {1} of {2} are proved.", [
			result.changed,
			result.met_count,
			result.item_count,
		]),
		indicator: "green",
	});

// A form for a site that has no draft yet.
volunteer_services.assessments.export_blank = function () {
	const dialog = new frappe.ui.Dialog({
		title: __("Blank Excel Form"),
		fields: [
			{
				fieldname: "service_site",
				fieldtype: "Link",
				options: "Service Site",
				label: __("Service Site"),
				reqd: 1,
				get_query: () => ({ filters: { status: "Active" } }),
			},
			{
				fieldname: "standard",
				fieldtype: "Link",
				options: "Checklist Standard",
				label: __("Checklist Standard"),
				reqd: 1,
				get_query: () => ({ filters: { is_disabled: 0 } }),
			},
			{
				fieldname: "assessed_on",
				fieldtype: "Date",
				label: __("Assessed On"),
				default: frappe.datetime.get_today(),
				reqd: 1,
			},
		],
		primary_action_label: __("Download"),
		primary_action(values) {
			download(`${FORMS}export_blank`, values);
			dialog.hide();
		},
	});
	frappe
		.xcall("volunteer_services.api.checklists.in_force")
		.then((standard) => standard && dialog.set_value("standard", standard));
	dialog.show();
};

function download(address, values) {
	window.open(`${address}?${new URLSearchParams(values)}`, "_blank", "noopener");
}

async function send(name, file) {
	const form = new FormData();
	if (name) form.append("assessment", name);
	form.append("file", file, file.name);
	frappe.dom.freeze(__("Reading the form …"));
	let answer, data;
	try {
		answer = await fetch(`${FORMS}read`, {
			method: "POST",
			headers: { "Accept": "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token },
			body: form,
		});
		data = await answer.json().catch(() => ({}));
	} finally {
		frappe.dom.unfreeze();
	}
	if (answer.ok) return data.message;
	frappe.msgprint({ title: __("Excel Form"), indicator: "red", message: reason_of(data) });
	return null;
}

// The server's messages have escaped what came from the file.
function reason_of(data) {
	try {
		return JSON.parse(data._server_messages)
			.map((text) => JSON.parse(text).message)
			.join("<br>");
	} catch (_error) {
		return __("This did not work. Please try again.");
	}
}
