app_name = "volunteer_services"
app_title = "Volunteer Services"
app_publisher = "Volunteer Services developers"
app_description = "Community volunteer service (志愿服务): registry, service records, stars, certificates"
app_email = "developers@volunteer-services.example"
app_license = "mit"
app_logo_url = "/assets/volunteer_services/images/logo.svg"

after_install = "volunteer_services.install.after_install"
