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

# Lists, documents, reports and APIs share one scope (services/scope.py).
permission_query_conditions = {
	"Service Site": "volunteer_services.foundation.scope.queries.service_site",
	"Volunteer Team": "volunteer_services.foundation.scope.queries.volunteer_team",
	"Volunteer Profile": "volunteer_services.foundation.scope.queries.volunteer_profile",
	"Team Membership": "volunteer_services.foundation.scope.queries.team_membership",
	"Volunteer Project": "volunteer_services.foundation.scope.queries.volunteer_project",
	"Service Activity": "volunteer_services.foundation.scope.queries.service_activity",
	"Service Log": "volunteer_services.foundation.scope.queries.service_log",
	"Record Correction": "volunteer_services.foundation.scope.queries.record_correction",
	"Service Certificate": "volunteer_services.foundation.scope.queries.service_certificate",
	"Star Award": "volunteer_services.foundation.scope.queries.star_award",
	"Points Account": "volunteer_services.foundation.scope.queries.points_account",
	"Points Entry": "volunteer_services.foundation.scope.queries.points_entry",
	"Points Transfer": "volunteer_services.foundation.scope.queries.points_transfer",
	"Points Earning": "volunteer_services.foundation.scope.queries.points_earning",
	"Points Adjustment": "volunteer_services.foundation.scope.queries.points_adjustment",
	"Reward Sponsor": "volunteer_services.foundation.scope.queries.reward_sponsor",
	"Reward Item": "volunteer_services.foundation.scope.queries.reward_item",
	"Reward Redemption": "volunteer_services.foundation.scope.queries.reward_redemption",
	"Points Donation": "volunteer_services.foundation.scope.queries.points_donation",
	"Hardship Grant": "volunteer_services.foundation.scope.queries.hardship_grant",
	"Staff Appointment": "volunteer_services.foundation.scope.queries.staff_appointment",
	"Site Assessment": "volunteer_services.foundation.scope.queries.site_assessment",
	"Pilot Programme": "volunteer_services.foundation.scope.queries.pilot_programme",
	"Pilot Site": "volunteer_services.foundation.scope.queries.pilot_site",
	"Site Visit": "volunteer_services.foundation.scope.queries.site_visit",
	"Site Submission": "volunteer_services.foundation.scope.queries.site_submission",
	# Rows of tables, which Frappe lists by the role's right on the parent alone.
	"Volunteer Profile Kind": "volunteer_services.foundation.scope.queries.volunteer_profile_kind",
	"Volunteer Profile Skill": "volunteer_services.foundation.scope.queries.volunteer_profile_skill",
	"Volunteer Availability": "volunteer_services.foundation.scope.queries.volunteer_availability",
	"Volunteer Proxy": "volunteer_services.foundation.scope.queries.volunteer_proxy",
	"Volunteer Platform Number": "volunteer_services.foundation.scope.queries.volunteer_platform_number",
	"Service Site Area": "volunteer_services.foundation.scope.queries.service_site_area",
	"Service Site Operator": "volunteer_services.foundation.scope.queries.service_site_operator",
	"Volunteer Project Post": "volunteer_services.foundation.scope.queries.volunteer_project_post",
	"Service Activity Participant": (
		"volunteer_services.foundation.scope.queries.service_activity_participant"
	),
	"Service Certificate Entry": "volunteer_services.foundation.scope.queries.service_certificate_entry",
	"Points Adjustment Row": "volunteer_services.foundation.scope.queries.points_adjustment_row",
	"Site Assessment Result": "volunteer_services.foundation.scope.queries.site_assessment_result",
	"Pilot Site Milestone": "volunteer_services.foundation.scope.queries.pilot_site_milestone",
	"Site Visit Expert": "volunteer_services.foundation.scope.queries.site_visit_expert",
	"Site Visit Resource": "volunteer_services.foundation.scope.queries.site_visit_resource",
	"Site Visit Finding": "volunteer_services.foundation.scope.queries.site_visit_finding",
	"Site Submission Attachment": "volunteer_services.foundation.scope.queries.site_submission_attachment",
	"Pilot Programme Phase": "volunteer_services.foundation.scope.queries.pilot_programme_phase",
	"Pilot Programme Submission": "volunteer_services.foundation.scope.queries.pilot_programme_submission",
	# The framework's own, as far as it hangs on our documents.
	"File": "volunteer_services.foundation.doors.files.permission_query_conditions",
}
has_permission = {
	"Service Site": "volunteer_services.foundation.scope.conditions.has_permission",
	"Volunteer Team": "volunteer_services.foundation.scope.conditions.has_permission",
	"Volunteer Profile": "volunteer_services.foundation.scope.conditions.has_permission",
	"Team Membership": "volunteer_services.foundation.scope.conditions.has_permission",
	"Volunteer Project": "volunteer_services.foundation.scope.conditions.has_permission",
	"Service Activity": "volunteer_services.foundation.scope.conditions.has_permission",
	"Service Log": "volunteer_services.foundation.scope.conditions.has_permission",
	"Record Correction": "volunteer_services.foundation.scope.conditions.has_permission",
	"Service Certificate": "volunteer_services.foundation.scope.conditions.has_permission",
	"Star Award": "volunteer_services.foundation.scope.conditions.has_permission",
	"Points Account": "volunteer_services.foundation.scope.conditions.has_permission",
	"Points Entry": "volunteer_services.foundation.scope.conditions.has_permission",
	"Points Transfer": "volunteer_services.foundation.scope.conditions.has_permission",
	"Points Earning": "volunteer_services.foundation.scope.conditions.has_permission",
	"Points Adjustment": "volunteer_services.foundation.scope.conditions.has_permission",
	"Reward Sponsor": "volunteer_services.foundation.scope.conditions.has_permission",
	"Reward Item": "volunteer_services.foundation.scope.conditions.has_permission",
	"Reward Redemption": "volunteer_services.foundation.scope.conditions.has_permission",
	"Points Donation": "volunteer_services.foundation.scope.conditions.has_permission",
	"Hardship Grant": "volunteer_services.foundation.scope.conditions.has_permission",
	"Staff Appointment": "volunteer_services.foundation.scope.conditions.has_permission",
	"Site Assessment": "volunteer_services.foundation.scope.conditions.has_permission",
	"Pilot Programme": "volunteer_services.foundation.scope.conditions.has_permission",
	"Pilot Site": "volunteer_services.foundation.scope.conditions.has_permission",
	"Site Visit": "volunteer_services.foundation.scope.conditions.has_permission",
	"Site Submission": "volunteer_services.foundation.scope.conditions.has_permission",
	"File": "volunteer_services.foundation.doors.files.has_permission",
}

# The time bank on ERPNext: links are checked, and the Stock Entries of redemptions are guarded.
# Service Log asks in its controller: bulk review goes one by one as soon as anybody listens to it.
_files = "volunteer_services.foundation.files.attachments.check"
_erp_links = {
	"validate": [_files, "volunteer_services.integrations.erpnext.links.validate"],
	"on_update": "volunteer_services.integrations.erpnext.links.on_update",
}
doc_events = {
	"*": {"before_print": "volunteer_services.foundation.doors.paper.before_print"},
	"Recording Unit": _erp_links,
	"Service Site": _erp_links,
	"Reward Item": _erp_links,
	"Reward Sponsor": _erp_links,
	"Volunteer Profile": {"validate": _files},
	"Service Activity": {"validate": _files},
	"Record Correction": {"validate": _files},
	"Reward Redemption": {"validate": _files},
	"Points Donation": {"validate": _files},
	"Points Adjustment": {"validate": _files},
	"Hardship Grant": {"validate": _files},
	"Site Assessment": {"validate": _files},
	"Pilot Site": {"validate": _files},
	"Site Submission": {"validate": _files},
	"File": {
		"before_validate": [
			"volunteer_services.foundation.files.kept.keep",
			"volunteer_services.foundation.doors.files.check_change",
		],
		"on_trash": "volunteer_services.foundation.files.kept.keep",
	},
	"Stock Entry": {
		"validate": "volunteer_services.integrations.erpnext.entries.validate",
		"before_cancel": "volunteer_services.integrations.erpnext.entries.before_cancel",
		"on_cancel": "volunteer_services.integrations.erpnext.entries.on_cancel",
	},
}
# Frappe takes a file from the disk before the event of its deletion (services/kept_files.py).
delete_file_data_content = "volunteer_services.foundation.files.kept.delete_content"
# A card of the board of pilot sites is found by its name, not by its place (services/pilot_board.py).
# The framework's generic methods ask for the scope of our DocTypes, too (foundation/doors).
_doors = "volunteer_services.foundation.doors"
override_whitelisted_methods = {
	"frappe.desk.doctype.kanban_board.kanban_board.update_order_for_single_card": (
		"volunteer_services.api.pilot_sites.move_card"
	),
	"frappe.desk.doctype.kanban_board.kanban_board.update_order": (
		"volunteer_services.api.pilot_sites.order_cards"
	),
	"frappe.desk.search.search_link": f"{_doors}.search.search_link",
	"frappe.desk.search.search_widget": f"{_doors}.search.search_widget",
	"frappe.client.validate_link_and_fetch": f"{_doors}.search.validate_link_and_fetch",
	"frappe.desk.search.get_link_title": f"{_doors}.search.get_link_title",
	"frappe.client.get_list": f"{_doors}.lists.get_list",
	"frappe.client.get_count": f"{_doors}.lists.get_count",
	"frappe.client.get": f"{_doors}.lists.get_document",
	"frappe.client.get_value": f"{_doors}.lists.get_value",
	"frappe.client.get_single_value": f"{_doors}.lists.get_single_value",
	"frappe.client.validate_link": f"{_doors}.lists.validate_link",
	"frappe.desk.reportview.get": f"{_doors}.lists.report_view",
	"frappe.desk.reportview.get_list": f"{_doors}.lists.report_view_list",
	"frappe.desk.reportview.get_count": f"{_doors}.lists.report_view_count",
	"frappe.desk.reportview.export_query": f"{_doors}.lists.export_report_view",
	"frappe.desk.reportview.get_stats": f"{_doors}.lists.get_stats",
	"frappe.desk.reportview.get_sidebar_stats": f"{_doors}.lists.get_sidebar_stats",
	"frappe.desk.reportview.get_filter_dashboard_data": f"{_doors}.lists.get_filter_dashboard_data",
	"frappe.desk.listview.get_group_by_count": f"{_doors}.lists.get_group_by_count",
	"frappe.desk.form.utils.get_next": f"{_doors}.lists.get_next",
	"frappe.desk.calendar.get_events": f"{_doors}.lists.get_events",
	"frappe.desk.doctype.number_card.number_card.get_result": f"{_doors}.lists.get_number_card",
	"frappe.desk.doctype.dashboard_chart.dashboard_chart.get": f"{_doors}.lists.get_chart",
	"frappe.core.doctype.data_export.exporter.export_data": f"{_doors}.lists.export_data",
	"frappe.core.doctype.data_import.data_import.download_template": f"{_doors}.lists.download_template",
	"frappe.desk.form.linked_with.get": f"{_doors}.linked.get",
	"frappe.desk.form.linked_with.get_submitted_linked_docs": f"{_doors}.linked.get_submitted_linked_docs",
	"frappe.desk.query_report.get_data_for_custom_field": f"{_doors}.reports.get_data_for_custom_field",
	"frappe.desk.doctype.tag.tag.get_documents_for_tag": f"{_doors}.documents.get_documents_for_tag",
	"frappe.desk.like.toggle_like": f"{_doors}.documents.toggle_like",
	"frappe.desk.doctype.tag.tag.add_tag": f"{_doors}.documents.add_tag",
	"frappe.desk.doctype.tag.tag.add_tags": f"{_doors}.documents.add_tags",
	"frappe.desk.doctype.tag.tag.remove_tag": f"{_doors}.documents.remove_tag",
	"frappe.desk.doctype.tag.tag.get_tagged_docs": f"{_doors}.documents.get_tagged_docs",
	"frappe.desk.form.assign_to.add": f"{_doors}.documents.assign",
	"frappe.desk.form.assign_to.add_multiple": f"{_doors}.documents.assign_multiple",
	"frappe.desk.form.assign_to.remove": f"{_doors}.documents.unassign",
	"frappe.desk.form.assign_to.remove_multiple": f"{_doors}.documents.unassign_multiple",
	"frappe.desk.form.assign_to.close": f"{_doors}.documents.close_assignment",
	"frappe.desk.form.document_follow.update_follow": f"{_doors}.documents.update_follow",
	"frappe.desk.form.document_follow.follow_document": f"{_doors}.documents.follow_document",
	"frappe.desk.form.document_follow.unfollow_document": f"{_doors}.documents.unfollow_document",
	"frappe.desk.form.document_follow.get_follow_users": f"{_doors}.documents.get_follow_users",
	"frappe.desk.form.utils.add_comment": f"{_doors}.documents.add_comment",
	"frappe.desk.form.utils.update_comment": f"{_doors}.documents.update_comment",
	"frappe.desk.form.utils.update_comment_publicity": f"{_doors}.documents.update_comment_publicity",
	"frappe.share.add": f"{_doors}.documents.share",
	"frappe.share.set_permission": f"{_doors}.documents.set_share_permission",
	"frappe.share.get_users": f"{_doors}.documents.get_share_users",
	"frappe.core.doctype.communication.email.make": f"{_doors}.documents.make_mail",
	"frappe.model.mapper.make_mapped_doc": f"{_doors}.documents.make_mapped_document",
	"frappe.model.mapper.map_docs": f"{_doors}.documents.map_documents",
	"frappe.desk.treeview.get_all_nodes": f"{_doors}.documents.get_all_nodes",
	"frappe.handler.upload_file": f"{_doors}.files.upload_file",
	"frappe.client.attach_file": f"{_doors}.files.attach_file",
	"frappe.utils.file_manager.add_attachments": f"{_doors}.files.add_attachments",
	"frappe.core.api.file.get_attached_images": f"{_doors}.files.get_attached_images",
	"upload_file": f"{_doors}.files.upload_file",
	"frappe.utils.print_format.report_to_pdf": f"{_doors}.paper.report_to_pdf",
}
before_request = [f"{_doors}.requests.before_request"]
before_job = [f"{_doors}.requests.before_job"]
override_doctype_dashboards = {"Stock Entry": "volunteer_services.integrations.erpnext.entries.dashboard"}

# The pages of one person send headers that keep them out of every cache.
page_renderer = [
	"volunteer_services.www.my_volunteer_service.OwnPage",
	"volunteer_services.www.site_assessment.AssessmentPage",
]

# Print formats (services/printing.py).
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
		"volunteer_services.service_records.reporting.activity_ledgers.activity_ledger",
		"volunteer_services.service_records.reporting.activity_ledgers.project_ledger",
		"volunteer_services.service_records.reporting.hours_statement.hours_statement",
		"volunteer_services.volunteer_registry.reporting.file_card.volunteer_print_data",
		"volunteer_services.time_bank.services.giving.donations.donation_issuer",
		"volunteer_services.time_bank.services.books.statements.points_statement",
		"volunteer_services.time_bank.services.books.passbook.passbook_pages",
		"volunteer_services.pilot_sites.reporting.papers.plaque_certificate",
		"volunteer_services.pilot_sites.reporting.papers.site_visit_record",
		"volunteer_services.pilot_sites.reporting.papers.site_submission_sheet",
		"volunteer_services.pilot_sites.reporting.assessment_sheet.assessment_sheet",
	],
}

# The registry's list gets the button of the stars.
doctype_list_js = {"Volunteer Profile": "public/js/star_profile_list.js"}

# The same function under two schedules would become one job: each line names its own.
scheduler_events = {
	"hourly": ["volunteer_services.integrations.erpnext.stock.mirror_all"],
	"daily": [
		"volunteer_services.foundation.scope.appointments.sync_terms",
		"volunteer_services.time_bank.services.earning.jobs.queue_expiry",
		"volunteer_services.pilot_sites.services.reminders.daily.daily",
	],
	"daily_long": [
		"volunteer_services.volunteer_recognition.services.jobs.daily",
		"volunteer_services.time_bank.services.books.audit.reconcile",
	],
	"weekly_long": [
		"volunteer_services.volunteer_recognition.services.jobs.weekly",
		"volunteer_services.time_bank.services.earning.jobs.queue_missing",
	],
}

# What one room tells the others (foundation/events.py); called in this order, in the same transaction.
volunteer_registered = ["volunteer_services.service_records.services.entry.release_awaiting_of"]
volunteer_deregistered = ["volunteer_services.time_bank.services.earning.leaving.on_deregistered"]
volunteers_merged = [
	"volunteer_services.service_records.services.totals.on_merged",
	"volunteer_services.time_bank.services.books.merging.merge",
]
activity_recorded = ["volunteer_services.service_records.services.recording.record_rows"]
minutes_approved = ["volunteer_services.time_bank.services.earning.credits.credit"]
minutes_withdrawn = ["volunteer_services.time_bank.services.earning.credits.settle"]
