"""What the setup wizard would ask, answered for devsite's own sites: China, Shanghai time, Chinese, CNY."""

from connect import arguments, connect

SETTINGS = {
	"setup_complete": 1,
	"country": "China",
	"time_zone": "Asia/Shanghai",
	"language": "zh",
	"currency": "CNY",
	"date_format": "yyyy-mm-dd",
	"time_format": "HH:mm:ss",
	"number_format": "#,###.##",
	"first_day_of_the_week": "Monday",
	"enable_onboarding": 0,
	"disable_system_update_notification": 1,
	"disable_change_log_notification": 1,
	"enable_telemetry": 0,
	"app_name": "志愿服务 Volunteer Services",
}


def main():
	site, sites_path, _ = arguments()
	frappe = connect(site, sites_path)
	settings = frappe.get_doc("System Settings")
	settings.update({key: value for key, value in SETTINGS.items() if settings.meta.has_field(key)})
	settings.flags.ignore_mandatory = True
	settings.save()
	frappe.db.set_default("desktop:home_page", "workspace")
	if frappe.db.exists("Currency", "CNY"):
		frappe.db.set_value("Currency", "CNY", {"enabled": 1})
	frappe.db.set_value("User", "Administrator", {"language": "zh", "time_zone": "Asia/Shanghai"})
	if frappe.get_meta("Installed Application").has_field("is_setup_complete"):
		frappe.db.set_value("Installed Application", {"app_name": "frappe"}, "is_setup_complete", 1)
	frappe.db.commit()
	frappe.clear_cache()


if __name__ == "__main__":
	main()
