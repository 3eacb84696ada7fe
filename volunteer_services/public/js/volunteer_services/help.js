// 帮助: the page of the handbook for the form or list that is open, in Frappe's own help menu, and in empty lists.
// The table says what the DocTypes say under "documentation": their meta is not loaded yet when the menu is made.
frappe.provide("frappe.help.help_links");

const HANDBOOK = `${window.location.origin}/volunteer-services-help`; // whole: Frappe 16 then opens a new tab
const PAGES = {
	"first-hour#settings": ["Volunteer Services Settings"],
	"first-hour#regions": ["Service Region"],
	"first-hour#units": ["Recording Unit"],
	"first-hour#sites": ["Volunteer Team"],
	"registration#walk-in": ["Volunteer Profile"],
	"joining#online": ["Volunteer Application"],
	"registration#teams": ["Team Membership"],
	"needs#recipients": ["Service Recipient"],
	"needs#needs": ["Service Need", "Service Need Kind"],
	"needs#pairs": ["Recipient Pairing", "Pairing Contact"],
	"needs#menu": ["Service Offer"],
	"activities#project": ["Volunteer Project"],
	"activities#plan": ["Service Activity"],
	"sign-up#sign-up": ["Activity Sign Up"],
	"sign-up#shifts": ["Activity Shift"],
	"sign-up#availability": ["Shift Availability"],
	"sign-up#cover": ["Cover Request"],
	"sign-up#together": ["Group Sign Up"],
	"sign-up#materials": ["Activity Material", "Material Entry"],
	"check-in#scan": ["Check In"],
	"check-in#kiosk": ["Site Kiosk"],
	"readiness#qualifications": ["Volunteer Qualification", "Qualification Type"],
	"readiness#trainings": ["Volunteer Course", "Course Session", "Course Attendance"],
	"readiness#insurance": ["Volunteer Insurance Policy", "Insurance Cover", "Insurance Claim"],
	"readiness#agreements": ["Volunteer Agreement"],
	"activities#make-up": ["Make-up Declaration"],
	"records#entry": ["Service Log"],
	"records#self-reports": ["Service Self Report"],
	"records#corrections": ["Record Correction"],
	"complaints#handle": ["Service Complaint"],
	"certificates#issue": ["Service Certificate", "Service Certificate Request"],
	"stars#notice": ["Star Award"],
	"stars#schemes": ["Star Scheme"],
	"points#rules": ["Points Rule"],
	"points#counter": ["Reward Redemption"],
	"points#stock": ["Reward Item", "Reward Sponsor"],
	"points#giving": ["Points Donation", "Hardship Grant", "Points Adjustment"],
	"points#accounts": ["Points Account"],
	"sites#data": ["Service Site"],
	"sites#assess": ["Site Assessment", "Checklist Standard"],
	"sites#visits": ["Site Visit"],
	"sites#pilot": ["Pilot Site", "Pilot Programme", "Site Submission"],
	"appointments#appoint": ["Staff Appointment"],
};
const OTHER_ROUTES = {
	"": ["volunteer-home", "Workspaces/Volunteer Services"],
	review: ["service-review"],
	imports: ["List/Data Import", "Form/Data Import"],
};

$(document).on("startup", () => {
	if (!volunteer_services.told.roles) return; // the desk of others stays as it is
	for (const [page, doctypes] of Object.entries(PAGES)) {
		for (const doctype of doctypes) {
			for (const view of ["List", "Form", "Tree"]) offer(`${view}/${doctype}`, page, __(doctype));
		}
	}
	for (const [page, routes] of Object.entries(OTHER_ROUTES)) {
		for (const route of routes) offer(route, page, __("This Page"));
	}
});

function offer(route, page, subject) {
	const url = page ? `${HANDBOOK}/${page}` : HANDBOOK;
	(frappe.help.help_links[route] ||= []).push({ label: __("Help on {0}", [subject]), url });
}

// Frappe before 15.1 knows neither the next step nor the Chinese of the link: later ones show both by themselves.
const list = frappe.views.ListView.prototype;
const no_result_message = list.get_no_result_message;

list.get_no_result_message = function () {
	const html = no_result_message.call(this).replace(">Need Help?<", `>${__("Need Help?")}<`);
	const next_step = this.meta.description && __(this.meta.description);
	const is_filtered = this.filter_area?.get().length;
	if (!next_step || is_filtered || !volunteer_services.is_ours(this.doctype)) return html;
	return html.replace(/<p>[^<]*<\/p>/, `<p>${next_step}</p>`);
};
