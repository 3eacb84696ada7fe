frappe.listview_settings["Recording Unit"] = { hide_name_column: true };

volunteer_services.lists.full_titles("Recording Unit");
