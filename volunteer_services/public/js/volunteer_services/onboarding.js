// The first steps on the workspace: Frappe before 15.1 does not translate what stands beside a step, and no Frappe 15
// translates what is said after it. Frappe 16 shows the steps elsewhere and translates them by itself.
const widget = frappe.widget?.widget_factory?.onboarding?.prototype;

if (widget?.show_step) {
	const show_step = widget.show_step;

	widget.show_step = function (step) {
		if (this.label !== __("Volunteer Services")) return show_step.call(this, step);
		for (const field of ["description", "action_label", "callback_title", "callback_message"]) {
			if (step[field]) step[field] = __(step[field]);
		}
		show_step.call(this, step);
		if (step.action === "Create Entry") {
			this.step_body.find("p:last a").text(__("List: {0}", [__(step.reference_document)]));
		}
		return undefined;
	};
}
