INSTALLED_APPS = ["shop"]
ROOT_URLCONF = "site_config.urls"
