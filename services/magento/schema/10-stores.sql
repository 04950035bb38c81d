-- Websites, stores, configuration and what the whole shop leans on.

CREATE TABLE store_website (
  website_id smallint unsigned NOT NULL AUTO_INCREMENT,
  code varchar(32),
  name varchar(64),
  sort_order smallint unsigned NOT NULL DEFAULT 0,
  default_group_id smallint unsigned NOT NULL DEFAULT 0,
  is_default smallint unsigned DEFAULT 0,
  PRIMARY KEY (website_id),
  UNIQUE (code),
  KEY (default_group_id),
  KEY (sort_order)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE store_group (
  group_id smallint unsigned NOT NULL AUTO_INCREMENT,
  website_id smallint unsigned NOT NULL DEFAULT 0,
  name varchar(255) NOT NULL,
  root_category_id int unsigned NOT NULL DEFAULT 0,
  default_store_id smallint unsigned NOT NULL DEFAULT 0,
  code varchar(32),
  PRIMARY KEY (group_id),
  UNIQUE (code),
  KEY (default_store_id),
  KEY (website_id),
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE store (
  store_id smallint unsigned NOT NULL AUTO_INCREMENT,
  code varchar(32),
  website_id smallint unsigned NOT NULL DEFAULT 0,
  group_id smallint unsigned NOT NULL DEFAULT 0,
  name varchar(255) NOT NULL,
  sort_order smallint unsigned NOT NULL DEFAULT 0,
  is_active smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id),
  UNIQUE (code),
  KEY (group_id),
  KEY (is_active, sort_order),
  KEY (website_id),
  FOREIGN KEY (group_id) REFERENCES store_group (group_id) ON DELETE CASCADE,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE core_config_data (
  config_id int unsigned NOT NULL AUTO_INCREMENT,
  scope varchar(8) NOT NULL DEFAULT 'default',
  scope_id int NOT NULL DEFAULT 0,
  path varchar(255) NOT NULL DEFAULT 'general',
  value text,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (config_id),
  UNIQUE (scope, scope_id, path)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE tax_class (
  class_id smallint NOT NULL AUTO_INCREMENT,
  class_name varchar(255) NOT NULL,
  class_type varchar(8) NOT NULL DEFAULT 'CUSTOMER',
  PRIMARY KEY (class_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE directory_country (
  country_id varchar(2) NOT NULL,
  iso2_code varchar(2),
  iso3_code varchar(3),
  PRIMARY KEY (country_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE directory_country_region (
  region_id int unsigned NOT NULL AUTO_INCREMENT,
  country_id varchar(4) NOT NULL DEFAULT '0',
  code varchar(32),
  default_name varchar(255),
  PRIMARY KEY (region_id),
  KEY (country_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE directory_country_region_name (
  locale varchar(16) NOT NULL,
  region_id int unsigned NOT NULL DEFAULT 0,
  name varchar(255),
  PRIMARY KEY (locale, region_id),
  KEY (region_id),
  FOREIGN KEY (region_id) REFERENCES directory_country_region (region_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE directory_currency_rate (
  currency_from varchar(3) NOT NULL,
  currency_to varchar(3) NOT NULL,
  rate decimal(24,12) NOT NULL DEFAULT 0.000000000000,
  PRIMARY KEY (currency_from, currency_to),
  KEY (currency_to)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE sales_sequence_meta (
  meta_id int unsigned NOT NULL AUTO_INCREMENT,
  entity_type varchar(32) NOT NULL,
  store_id smallint unsigned NOT NULL,
  sequence_table varchar(64) NOT NULL,
  PRIMARY KEY (meta_id),
  UNIQUE (entity_type, store_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE sales_sequence_profile (
  profile_id int unsigned NOT NULL AUTO_INCREMENT,
  meta_id int unsigned NOT NULL,
  prefix varchar(32),
  suffix varchar(32),
  start_value int unsigned NOT NULL DEFAULT 1,
  step int unsigned NOT NULL DEFAULT 1,
  max_value int unsigned NOT NULL,
  warning_value int unsigned NOT NULL,
  is_active tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (profile_id),
  UNIQUE (meta_id, prefix, suffix),
  FOREIGN KEY (meta_id) REFERENCES sales_sequence_meta (meta_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
