// Frappe freezes the page before an action and waits for an answer. Of some refusals (403, 404, 413, 502 …) its
// request code tells nobody who asked, so that the page would stay frozen.
const APPLY = "frappe.model.workflow.apply_workflow";

$(document).ajaxError((event, xhr, settings) => {
	if (![settings.url, settings.data].some((part) => String(part || "").includes(APPLY))) return;
	// After whoever did hear of it has unfrozen.
	setTimeout(() => {
		while (frappe.dom.freeze_count) frappe.dom.unfreeze();
	});
});
