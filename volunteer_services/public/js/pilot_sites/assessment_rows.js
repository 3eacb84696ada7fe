// The items of an assessment in the desk: what the system has proved is ticked at once, files are sent from the row,
// and the telephone takes over by a code.
frappe.provide("volunteer_services.assessments");

const ATTACH = "volunteer_services.api.assessments.attach_evidence";
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
	volunteer_services.uploads.choose({
		accept: WITH_FILE[row.evidence_required],
		largest_mb: LARGEST_FILE_MB,
		name: "volunteer-assessment-evidence",
		async done(file) {
			const sent = await volunteer_services.uploads.send({
				method: ATTACH,
				values: { assessment: frm.docname, item_code: row.item_code },
				file,
				title: __("Evidence"),
				waiting: __("Uploading …"),
			});
			if (sent) frm.reload_doc();
		},
	});
};

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
