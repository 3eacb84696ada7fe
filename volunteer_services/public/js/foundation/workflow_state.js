// The state stands beside the title, coloured and in the user's language: the form does not repeat it. As a
// field it would be a link that speaks English to whoever may not read the DocType Workflow State.
$(document).on("form-refresh", (event, frm) => {
	if (volunteer_services.told.states?.includes(frm.doctype)) frm.toggle_display("workflow_state", false);
});
