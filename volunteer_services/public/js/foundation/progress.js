// Progress of background jobs by polling: it works where realtime does not.
frappe.provide("volunteer_services.progress");

const POLL_MS = 800;

volunteer_services.progress.watch = async function (job, title) {
	const dialog = make_dialog(title);
	dialog.show();
	try {
		return await poll(job, dialog);
	} finally {
		dialog.hide();
	}
};

function make_dialog(title) {
	const dialog = new frappe.ui.Dialog({
		title,
		fields: [{ fieldtype: "HTML", fieldname: "bar" }],
	});
	dialog.fields_dict.bar.$wrapper.html(`
		<div class="progress" role="progressbar" aria-label="${frappe.utils.escape_html(title)}">
			<div class="progress-bar" style="width: 3%"></div>
		</div>
		<p class="text-muted small mt-2 mb-0 volunteer-progress-text">${__("Waiting for a free worker…")}</p>`);
	return dialog;
}

async function poll(job, dialog) {
	for (;;) {
		const status = await frappe.xcall("volunteer_services.api.progress.status", { job });
		show(dialog, status);
		if (status.state === "finished") return status.result;
		if (status.state === "failed") frappe.throw(status.message || __("The job failed."));
		if (status.state === "unknown") frappe.throw(__("The job is not known any more."));
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

function show(dialog, status) {
	const share = status.total ? Math.round((100 * status.done) / status.total) : 3;
	dialog.$wrapper.find(".progress-bar").css("width", `${Math.max(share, 3)}%`);
	if (status.state === "running") {
		const text = status.message || __("{0} of {1} done", [status.done, status.total]);
		dialog.$wrapper.find(".volunteer-progress-text").text(text);
	}
}
