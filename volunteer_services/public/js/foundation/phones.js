// Numbers that a phone dials at a touch, in lists and below the fields of our forms.
frappe.provide("volunteer_services.phones");

const IS_PHONE = /(^|_)(mobile|phone)$/;

volunteer_services.phones.link = function (number) {
	if (!number) return "";
	const dialled = String(number).replace(/[^0-9+*#]/g, "");
	return `<a href="tel:${dialled}">${frappe.utils.escape_html(number)}</a>`;
};

$(document).on("form-refresh", (_event, frm) => {
	if (frappe.boot.module_app[frappe.model.scrub(frm.meta.module)] !== "volunteer_services") return;
	for (const { df } of frm.fields || []) {
		if (df.fieldtype !== "Data" || !IS_PHONE.test(df.fieldname)) continue;
		const call = frm.doc[df.fieldname] ? volunteer_services.phones.link(frm.doc[df.fieldname]) : "";
		const words = call ? `${__("Dial")} ${call}` : "";
		frm.fields_dict[df.fieldname].set_description([df.description && __(df.description), words].filter(Boolean).join(" · "));
	}
});
