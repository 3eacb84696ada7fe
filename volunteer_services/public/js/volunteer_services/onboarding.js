// The first steps on the workspace: Frappe before 15.1 does not translate what stands beside a step, no Frappe 15
// translates what is said after it, and the first one looks for a tour of the form where there is none. Frappe 16
// shows the steps elsewhere.
const widget = frappe.widget?.widget_factory?.onboarding?.prototype;
const is_ours = (shown) => shown.label === __("Volunteer Services");

if (widget?.show_step) {
	const { show_step, create_entry } = widget;

	widget.show_step = function (step) {
		if (!is_ours(this)) return show_step.call(this, step);
		for (const field of ["description", "action_label", "callback_title", "callback_message"]) {
			if (step[field]) step[field] = __(step[field]);
		}
		show_step.call(this, step);
		if (step.action === "Create Entry") {
			this.step_body.find("p:last a").text(__("List: {0}", [__(step.reference_document)]));
		}
		return undefined;
	};

	widget.create_entry = async function (step) {
		await create_entry.call(this, step);
		if (is_ours(this)) delete frappe.route_hooks.after_load;
	};
}
