from volunteer_services.foundation.doors.table import NAMING as _NAMING
from volunteer_services.foundation.doors.table import OVERRIDES as _OVERRIDES
from volunteer_services.foundation.house import read as _read

app_name = "volunteer_services"
app_title = "Volunteer Services 志愿服务"
app_publisher = "Volunteer Services developers"
app_description = "Community volunteer service (志愿服务): registry, service records, stars, certificates"
app_email = "developers@volunteer-services.example"
app_license = "mit"
app_logo_url = "/assets/volunteer_services/images/logo.svg"

# The tile on the apps screen; only our staff sees it.
add_to_apps_screen = [
	{
		"name": app_name,
		"logo": app_logo_url,
		"title": app_title,
		"route": "/app/volunteer-services",
		"has_permission": "volunteer_services.foundation.roles.is_staff",
	}
]

app_include_js = ["volunteer_services.bundle.js"]

before_install = "volunteer_services.install.before_install"
after_install = "volunteer_services.install.after_install"
before_uninstall = "volunteer_services.uninstall.before_uninstall"
after_uninstall = "volunteer_services.uninstall.after_uninstall"
# ERPNext may come and go after this app (integrations/erpnext).
after_app_install = "volunteer_services.integrations.erpnext.setup.after_app_install"
before_app_uninstall = "volunteer_services.integrations.erpnext.setup.before_app_uninstall"
after_app_uninstall = "volunteer_services.integrations.erpnext.setup.after_app_uninstall"

# The rooms; each declares its own documents (foundation/house.py).
volunteer_services_rooms = [
	"volunteer_services.volunteer_registry.declarations",
	"volunteer_services.service_needs.declarations",
	"volunteer_services.volunteer_readiness.declarations",
	"volunteer_services.volunteer_projects.declarations",
	"volunteer_services.service_records.declarations",
	"volunteer_services.time_bank.declarations",
	"volunteer_services.volunteer_recognition.declarations",
	"volunteer_services.pilot_sites.declarations",
	"volunteer_services.volunteer_services.declarations",
]
_house = _read(volunteer_services_rooms)

# Lists, documents, reports and APIs share one scope (foundation/scope).
permission_query_conditions = {
	**_house.query_conditions(),
	# The framework's own, as far as it hangs on our documents.
	"File": "volunteer_services.foundation.doors.files.permission_query_conditions",
	"Tag Link": "volunteer_services.foundation.doors.hung.tag_links",
	"Document Follow": "volunteer_services.foundation.doors.hung.follows",
	"Workflow Action": "volunteer_services.foundation.doors.hung.workflow_actions",
	"Prepared Report": "volunteer_services.foundation.doors.reports.permission_query_conditions",
}
has_permission = {
	**dict.fromkeys(_house.scoped(), "volunteer_services.foundation.scope.conditions.has_permission"),
	"File": "volunteer_services.foundation.doors.files.has_permission",
	"Tag Link": "volunteer_services.foundation.doors.hung.has_permission",
	"Document Follow": "volunteer_services.foundation.doors.hung.has_permission",
	"Workflow Action": "volunteer_services.foundation.doors.hung.has_permission",
	"Prepared Report": "volunteer_services.foundation.doors.reports.has_permission",
}

# Addresses of files are checked wherever a document has some. Service Log asks in its controller: bulk
# review goes one by one as soon as anybody listens to it.
doc_events = {
	"*": {"before_print": "volunteer_services.foundation.doors.paper.before_print"},
	**{
		doctype: {
			"validate": ["volunteer_services.foundation.files.attachments.check"],
			"on_update": ["volunteer_services.foundation.files.attachments.keep_private"],
		}
		for doctype in _house.naming_files()
	},
	"File": {
		"before_validate": [
			"volunteer_services.foundation.files.kept.keep",
			"volunteer_services.foundation.doors.files.check_change",
		],
		"on_trash": "volunteer_services.foundation.files.kept.keep",
	},
	**{
		doctype: {"validate": "volunteer_services.foundation.doors.hung.check_reference"}
		for doctype in _NAMING
	},
	"Version": {"before_insert": "volunteer_services.foundation.doors.fields.hide_levels"},
	"Data Import": {"before_validate": "volunteer_services.foundation.doors.imports.check"},
	"Stock Entry": {
		"validate": "volunteer_services.integrations.erpnext.entries.validate",
		"before_cancel": "volunteer_services.integrations.erpnext.entries.before_cancel",
		"on_cancel": "volunteer_services.integrations.erpnext.entries.on_cancel",
	},
}
# Names are found by their pinyin.
for _spoken in _house.spoken():
	doc_events.setdefault(_spoken, {})["on_change"] = "volunteer_services.foundation.documents.spoken.keep"
# Links to ERPNext's documents are checked and followed.
for _linked in ("Recording Unit", "Service Site", "Reward Item", "Reward Sponsor"):
	doc_events[_linked]["validate"].append("volunteer_services.integrations.erpnext.links.validate")
	doc_events[_linked]["on_update"].append("volunteer_services.integrations.erpnext.links.on_update")
for _linked in ("Activity Material", "Volunteer Services Settings"):
	doc_events.setdefault(_linked, {}).setdefault("validate", []).append(
		"volunteer_services.integrations.erpnext.links.validate"
	)
# Frappe takes a file from the disk before the event of its deletion (foundation/files/kept.py).
delete_file_data_content = "volunteer_services.foundation.files.kept.delete_content"
# A card of the board of pilot sites is found by its name, not by its place (pilot_sites/services/board.py).
# An action of a workflow runs whole again after a deadlock, its refusal is one that the desk can show, and
# only what the guard would let pass is offered.
override_whitelisted_methods = {
	# Frappe's generic methods ask for the scope of our DocTypes, too (foundation/doors).
	**_OVERRIDES,
	"frappe.model.workflow.apply_workflow": "volunteer_services.api.workflow.apply",
	"frappe.model.workflow.get_transitions": "volunteer_services.api.workflow.transitions",
	"frappe.model.workflow.get_common_transition_actions": "volunteer_services.api.workflow.common_actions",
	"frappe.desk.desktop.update_onboarding_step": (
		"volunteer_services.volunteer_services.home.first_steps.update_onboarding_step"
	),
	"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": (
		"volunteer_services.api.pilot_sites.move_card"
	),
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": (
		"volunteer_services.api.pilot_sites.order_cards"
	),
}
before_job = [
	"volunteer_services.foundation.doors.requests.before_job",
	"volunteer_services.foundation.jobs.language.before_job",
]
override_doctype_dashboards = {"Stock Entry": "volunteer_services.integrations.erpnext.entries.dashboard"}

# An error of our functions tells its message only, no SQL and no paths.
before_request = [
	"volunteer_services.foundation.endpoint.hide_tracebacks",
	"volunteer_services.foundation.doors.requests.before_request",
]

# The pages of one person send headers that keep them out of every cache; those of the public are kept.
page_renderer = [
	"volunteer_services.portal.services.rendering.PublicPage",
	"volunteer_services.www.my_volunteer_service.OwnPage",
	"volunteer_services.www.site_assessment.AssessmentPage",
	"volunteer_services.www.volunteer_team_service.TeamPage",
	"volunteer_services.www.join_volunteers.JoinPage",
	"volunteer_services.www.volunteer_complaints.ComplaintPage",
	"volunteer_services.www.volunteer_needs.NeedPage",
	"volunteer_services.www.volunteer_kiosk.KioskPage",
]

# The pages of the handbook have one template, and so have those of a volunteer.
website_route_rules = [
	{"from_route": "/my-volunteer-service/<part>", "to_route": "my-volunteer-service"},
	{"from_route": "/volunteer-team-service/<part>", "to_route": "volunteer-team-service"},
	{"from_route": "/join-volunteers/<part>", "to_route": "join-volunteers"},
	{"from_route": "/volunteer-needs/<part>", "to_route": "volunteer-needs"},
	{"from_route": "/volunteer-complaints/<part>", "to_route": "volunteer-complaints"},
	{"from_route": "/volunteer-activities/<name>", "to_route": "volunteer-activities"},
	{"from_route": "/volunteer-sites/<name>", "to_route": "volunteer-sites"},
	{"from_route": "/volunteer-services-help/<page>", "to_route": "volunteer-services-help"},
]

# Print formats (foundation/paper/printing.py).
jinja = {
	"methods": [
		"volunteer_services.foundation.paper.printing.qr_data_uri",
		"volunteer_services.foundation.paper.printing.verification_url",
		"volunteer_services.foundation.paper.printing.printed_code",
		"volunteer_services.foundation.paper.printing.date_zh",
		"volunteer_services.foundation.paper.printing.date_en",
		"volunteer_services.foundation.paper.printing.hours_zh",
		"volunteer_services.foundation.paper.printing.hours_en",
		"volunteer_services.foundation.paper.printing.hours_text",
		"volunteer_services.foundation.paper.printing.hours_number",
		"volunteer_services.foundation.paper.printing.is_chinese",
		"volunteer_services.time_bank.reporting.receipt.redemption_receipt",
		"volunteer_services.volunteer_projects.services.notice.paper.recruitment_notice",
		"volunteer_services.volunteer_projects.reporting.papers.activity_day_sheet",
		"volunteer_services.volunteer_projects.reporting.papers.activity_pass_cards",
		"volunteer_services.volunteer_projects.reporting.material_sheet.activity_material_sheet",
		"volunteer_services.service_records.reporting.activity_ledgers.activity_ledger",
		"volunteer_services.service_records.reporting.activity_ledgers.project_ledger",
		"volunteer_services.service_records.reporting.hours_statement.hours_statement",
		"volunteer_services.volunteer_readiness.reporting.call_list.call_list",
		"volunteer_services.volunteer_registry.reporting.file_card.volunteer_print_data",
		"volunteer_services.time_bank.services.giving.donations.donation_issuer",
		"volunteer_services.time_bank.services.books.statements.points_statement",
		"volunteer_services.time_bank.services.books.passbook.passbook_pages",
		"volunteer_services.service_needs.reporting.papers.recipient_card",
		"volunteer_services.service_needs.reporting.papers.service_menu",
		"volunteer_services.pilot_sites.reporting.papers.plaque_certificate",
		"volunteer_services.pilot_sites.reporting.papers.site_visit_record",
		"volunteer_services.pilot_sites.reporting.papers.site_submission_sheet",
		"volunteer_services.pilot_sites.reporting.assessment_sheet.assessment_sheet",
	],
}

# A room adds its buttons to the lists of rooms below it.
doctype_list_js = {
	"Service Need": "public/js/volunteer_projects/service_need_list.js",
	"Service Site": "public/js/pilot_sites/service_site_list.js",
	"Volunteer Profile": "public/js/volunteer_recognition/volunteer_profile_list.js",
}

# The same function under two schedules would become one job: each line names its own.
scheduler_events = {
	# Offered places that nobody answered go on to the next; forgotten check-outs are set to the plan;
	# whoever may stand in is asked; places of groups that have no names go to others; kiosks are over.
	"cron": {
		# A wave of a call-out that too few answered is followed by the next.
		"*/2 * * * *": [
			"volunteer_services.volunteer_readiness.services.emergency.waves.run",
			# What came due of the messages, and what failed before.
			"volunteer_services.foundation.messages.deliver.run",
		],
		"*/10 * * * *": [
			# What no team took in time goes back to who dispatched it.
			"volunteer_services.service_needs.services.needs.dispatching.lapse",
			"volunteer_services.volunteer_projects.services.signing.lapse.run",
			"volunteer_services.volunteer_projects.services.presence.forgotten.run",
			"volunteer_services.volunteer_projects.services.kiosk.device.close_ended",
			"volunteer_services.volunteer_projects.services.covering.due.run",
			"volunteer_services.volunteer_projects.services.together.groups.release",
		],
	},
	"hourly": [
		"volunteer_services.integrations.erpnext.stock.mirror_all",
		"volunteer_services.portal.services.public.figures.refresh",
	],
	"daily": [
		"volunteer_services.service_needs.services.pairs.following.remind",
		"volunteer_services.service_needs.services.recipients.retention.forget",
		"volunteer_services.volunteer_projects.services.signing.lapse.ask_to_confirm",
		"volunteer_services.foundation.scope.appointments.sync_terms",
		"volunteer_services.volunteer_registry.services.joining.cleaning.delete_old",
		"volunteer_services.foundation.messages.deliver.forget_texts",
		"volunteer_services.foundation.messages.staff.queue_digest",
		"volunteer_services.service_records.services.telling.record_reminders.remind",
		"volunteer_services.service_records.services.complaints.daily.run",
		"volunteer_services.volunteer_readiness.services.daily.refresh_readiness",
		"volunteer_services.time_bank.services.earning.jobs.queue_expiry",
		"volunteer_services.pilot_sites.services.reminders.daily.remind_sites",
	],
	"daily_long": [
		"volunteer_services.service_records.services.proof.prove_totals",
		"volunteer_services.service_records.services.team_activity.refresh_all",
		"volunteer_services.volunteer_recognition.services.jobs.daily_stars",
		"volunteer_services.time_bank.services.books.audit.reconcile_points",
	],
	"weekly_long": [
		"volunteer_services.volunteer_recognition.services.jobs.weekly_stars",
		"volunteer_services.time_bank.services.earning.jobs.queue_missing",
	],
}

# What one room tells those above it (foundation/events.py): called in this order, in the same transaction.
volunteer_registered = ["volunteer_services.service_records.services.entry.release_awaiting_of"]
volunteer_deregistered = [
	"volunteer_services.service_needs.services.pairs.following.on_deregistered",
	"volunteer_services.time_bank.services.earning.leaving.on_deregistered",
]
volunteers_merged = [
	"volunteer_services.volunteer_projects.services.signing.merged.on_merged",
	"volunteer_services.volunteer_readiness.services.merging.on_merged",
	"volunteer_services.service_records.services.totals.on_merged",
	"volunteer_services.time_bank.services.books.merging.merge",
]
# Told with a list of volunteers who lost a qualification, a pass, a cover or an agreement; who holds places
# that depend on them listens.
readiness_lost = ["volunteer_services.volunteer_projects.services.signing.lost.on_lost"]
activity_recorded = ["volunteer_services.service_records.services.recording.record_rows"]
minutes_approved = ["volunteer_services.time_bank.services.earning.credits.credit"]
minutes_withdrawn = ["volunteer_services.time_bank.services.earning.credits.settle"]

# What is told about a document or to a user does not keep either.
ignore_links_on_delete = ["Message Delivery", "Message Preference"]

# What the desk is told when it opens (foundation/desk.py).
extend_bootinfo = [
	"volunteer_services.foundation.desk.extend_bootinfo",
	"volunteer_services.volunteer_services.home.landing.extend_bootinfo",
	"volunteer_services.setup.help_menu.extend_bootinfo",
]

# Staff land on their home, volunteers on their page, guests on the organisation's, where no other is set.
get_website_user_home_page = "volunteer_services.volunteer_services.home.landing.website_home"
on_session_creation = ["volunteer_services.volunteer_services.home.landing.on_session_creation"]
