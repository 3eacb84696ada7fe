// A dialog whose button asks the server once: it is off until the answer comes, and an error leaves the dialog open.
frappe.provide("volunteer_services.dialogs");

// ``label``: the button. ``call(values)`` asks the server; ``done(answer, values)`` follows when the dialog is closed.
// All else is the dialog's own. Returns the dialog, which is not shown yet.
volunteer_services.dialogs.make = function ({ label, call, done, ...options }) {
	const dialog = new frappe.ui.Dialog({
		...options,
		primary_action_label: label,
		async primary_action(values) {
			const answer = await once(dialog, () => call(values));
			await done?.(answer, values);
		},
	});
	return dialog;
};

volunteer_services.dialogs.ask = function (options) {
	volunteer_services.dialogs.make(options).show();
};

async function once(dialog, work) {
	dialog.disable_primary_action();
	try {
		const answer = await work();
		dialog.hide();
		return answer;
	} finally {
		dialog.enable_primary_action();
	}
}
