// The state stands beside the title, coloured and in the user's language: the form does not repeat it. As a
// field it would be a link that speaks English to whoever may not read the DocType Workflow State.
const MODULES = ["Volunteer Registry", "Volunteer Projects", "Service Records", "Time Bank", "Pilot Sites"];

$(document).on("form-refresh", (event, frm) => {
	if (MODULES.includes(frm.meta.module) && frm.fields_dict.workflow_state) {
		frm.toggle_display("workflow_state", false);
	}
});
