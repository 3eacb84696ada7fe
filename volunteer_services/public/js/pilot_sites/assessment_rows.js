// The items of an assessment in the desk: what the system has proved is ticked at once, files are sent from the row,
// and the telephone takes over by a code.
frappe.provide("volunteer_services.assessments");

const ATTACH = "/api/method/volunteer_services.api.assessments.attach_evidence";
const LARGEST_FILE_MB = 10;
const PICTURES = /\.(png|jpe?g|gif|webp|bmp)$/i;
const WITH_FILE = { Photo: "image/*", Document: "image/*,.pdf,.doc,.docx,.wps,.xls,.xlsx,.ofd,.txt" };

// Rows that records prove and nobody has ticked.
volunteer_services.assessments.proved = function (rows, offers) {
	return rows.filter((row) => !row.is_met && offers[row.item_code]?.is_enough);
};

// One confirmation ticks them and saves; the server counts again.
volunteer_services.assessments.confirm_proved = function (frm, offers) {
	const rows = volunteer_services.assessments.proved(frm.doc.results, offers);
	const lines = rows.map((row) => {
		const counted = frappe.utils.escape_html(offers[row.item_code].text);
		return `<li>${frappe.utils.escape_html(row.item_title)}: ${counted}</li>`;
	});
	frappe.confirm(`${__("The system has proved these items. Tick them?")}<ul>${lines.join("")}</ul>`, async () => {
		for (const row of rows) await frappe.model.set_value(row.doctype, row.name, "is_met", 1);
		await frm.save();
	});
};

// What stands as evidence of a row: a small picture, or the name of the file.
volunteer_services.assessments.evidence_html = function (row) {
	if (!row.evidence) return "";
	const address = encodeURI(row.evidence);
	const name = frappe.utils.escape_html(row.evidence.split("/").pop());
	const shown = PICTURES.test(row.evidence)
		? `<img src="${address}" alt="${name}" title="${name}" loading="lazy" style="height: 44px; border-radius: 4px">`
		: name;
	return `<a class="volunteer-evidence" href="${address}" target="_blank" rel="noopener">${shown}</a>`;
};

volunteer_services.assessments.upload_html = function (row) {
	if (!WITH_FILE[row.evidence_required]) return "";
	const code = frappe.utils.escape_html(row.item_code);
	return `<button type="button" class="btn btn-xs btn-default" data-upload="${code}">${__("Upload")}</button>`;
};

volunteer_services.assessments.upload = function (frm, row) {
	if (frm.is_dirty()) frappe.throw(__("Save the assessment first."));
	const input = document.createElement("input");
	Object.assign(input, { type: "file", accept: WITH_FILE[row.evidence_required] });
	input.className = "volunteer-assessment-evidence";
	input.style.display = "none";
	input.addEventListener("cancel", () => input.remove());
	input.addEventListener("change", async () => {
		const file = input.files[0];
		input.remove();
		if (!file) return;
		if (file.size > LARGEST_FILE_MB * 1024 * 1024) {
			frappe.throw(__("{0} is larger than {1} MB. Choose a smaller file.", [file.name, LARGEST_FILE_MB]));
		}
		if (await attach(frm.docname, row.item_code, file)) frm.reload_doc();
	});
	document.body.append(input);
	input.click();
};

async function attach(assessment, item_code, file) {
	const form = new FormData();
	form.append("assessment", assessment);
	form.append("item_code", item_code);
	form.append("file", file, file.name);
	frappe.dom.freeze(__("Uploading …"));
	try {
		const headers = { "Accept": "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
		const answer = await fetch(ATTACH, { method: "POST", headers, body: form });
		if (answer.ok) return true;
		const data = await answer.json().catch(() => ({}));
		frappe.msgprint({ title: __("Evidence"), indicator: "red", message: reason_of(data) });
		return false;
	} finally {
		frappe.dom.unfreeze();
	}
}

function reason_of(data) {
	try {
		return JSON.parse(data._server_messages).map((text) => JSON.parse(text).message).join("<br>");
	} catch (_error) {
		return __("This did not work. Please try again.");
	}
}

// The address of the page for telephones, and its code to be photographed from the screen.
volunteer_services.assessments.show_phone = async function (name) {
	const { address, code } = await frappe.xcall("volunteer_services.api.assessments.phone_link", {
		assessment: name || null,
	});
	const shown = frappe.utils.escape_html(address);
	frappe.msgprint({
		title: __("Fill on Phone"),
		message: `<div class="text-center"><img class="volunteer-phone-code" src="${code}" alt="${shown}" width="220">
			<p>${__("Scan with the telephone, and log in there.")}</p>
			<p><a href="${shown}" target="_blank" rel="noopener">${shown}</a></p></div>`,
	});
};
