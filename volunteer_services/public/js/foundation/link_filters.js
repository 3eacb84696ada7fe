// What a link offers, in a sentence: Frappe would list the filter in English values ("not in Rejected, …").
const OFFERED = {
	"Service Log": {
		volunteer: __("Registered volunteers and applicants"),
		project: __("Approved projects"),
	},
	"Service Activity": { project: __("Projects sent to approval, and approved ones") },
	"Volunteer Project": { team: __("Active teams"), site: __("Active sites") },
	"Volunteer Profile": { primary_team: __("Active teams") },
	"Volunteer Team": { parent_volunteer_team: __("Teams that exist"), site: __("Active sites") },
	"Record Correction": { service_log: __("Approved records") },
	"Reward Redemption": { volunteer: __("Registered volunteers"), reward_item: __("Rewards on offer") },
	"Reward Item": { sponsor: __("Active sponsors"), site: __("Active sites") },
	"Pilot Site": {
		programme: __("Programmes that are planned or running"),
		service_site: __("Active sites"),
		lead_person: __("Users who may log in"),
	},
	"Site Visit": { service_site: __("Sites that are not closed"), pilot_site: __("Pilot sites of this site") },
	"Site Submission": { pilot_site: __("Sites with a plaque") },
	"Site Assessment": { service_site: __("Active sites"), standard: __("Standards that are not disabled") },
	"Staff Appointment": { user: __("Users who may log in"), scope: __("Regions, sites and teams for this role") },
};
const IN_ROWS = {
	"Service Activity": { participants: { volunteer: __("Registered volunteers and applicants") } },
};

$(document).on("form-refresh", (event, frm) => {
	for (const [fieldname, text] of Object.entries(OFFERED[frm.doctype] || {})) {
		if (frm.fields_dict[fieldname]) frm.fields_dict[fieldname].df.filter_description = text;
	}
	for (const [table, fields] of Object.entries(IN_ROWS[frm.doctype] || {})) {
		for (const [fieldname, text] of Object.entries(fields)) {
			frm.fields_dict[table].grid.update_docfield_property(fieldname, "filter_description", text);
		}
	}
});
