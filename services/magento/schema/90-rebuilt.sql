-- Tables that a shop rebuilds or prunes itself: grids, indexes, changelogs, jobs.

CREATE TABLE sales_order_grid (
  entity_id int unsigned NOT NULL,
  status varchar(32),
  store_id smallint unsigned,
  store_name varchar(255),
  customer_id int unsigned,
  base_grand_total decimal(20,4),
  base_total_paid decimal(20,4),
  grand_total decimal(20,4),
  total_paid decimal(20,4),
  increment_id varchar(50),
  base_currency_code varchar(3),
  order_currency_code varchar(255),
  shipping_name varchar(255),
  billing_name varchar(255),
  created_at timestamp NULL DEFAULT NULL,
  updated_at timestamp NULL DEFAULT NULL,
  billing_address varchar(255),
  shipping_address varchar(255),
  shipping_information varchar(255),
  customer_email varchar(255),
  customer_group varchar(255),
  subtotal decimal(20,4),
  shipping_and_handling decimal(20,4),
  customer_name varchar(255),
  payment_method varchar(255),
  total_refunded decimal(20,4),
  pickup_location_code varchar(255),
  dispute_status varchar(45),
  PRIMARY KEY (entity_id),
  UNIQUE (increment_id, store_id),
  KEY (base_grand_total),
  KEY (base_total_paid),
  KEY (billing_name),
  KEY (created_at),
  KEY (customer_id),
  KEY (grand_total),
  KEY (pickup_location_code),
  KEY (shipping_name),
  KEY (status),
  KEY (store_id),
  KEY (total_paid),
  KEY (updated_at),
  FULLTEXT KEY (increment_id, billing_name, shipping_name, shipping_address, billing_address, customer_name, customer_email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_grid_flat (
  entity_id int unsigned NOT NULL,
  name text,
  email varchar(255),
  group_id int,
  created_at timestamp NULL DEFAULT NULL,
  website_id int,
  confirmation varchar(255),
  created_in text,
  dob date,
  gender int,
  taxvat varchar(255),
  lock_expires timestamp NULL DEFAULT NULL,
  shipping_full text,
  billing_full text,
  billing_firstname varchar(255),
  billing_lastname varchar(255),
  billing_telephone varchar(255),
  billing_postcode varchar(255),
  billing_country_id varchar(255),
  billing_region varchar(255),
  billing_region_id int,
  billing_street varchar(255),
  billing_city varchar(255),
  billing_fax varchar(255),
  billing_vat_id varchar(255),
  billing_company varchar(255),
  PRIMARY KEY (entity_id),
  KEY (billing_country_id),
  KEY (confirmation),
  KEY (created_at),
  KEY (dob),
  KEY (gender),
  KEY (group_id),
  KEY (website_id),
  FULLTEXT KEY (name, email, created_in, taxvat, shipping_full, billing_full, billing_firstname, billing_lastname, billing_telephone, billing_postcode, billing_region, billing_city, billing_fax, billing_company)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_index_eav (
  entity_id int unsigned NOT NULL,
  attribute_id smallint unsigned NOT NULL,
  store_id smallint unsigned NOT NULL,
  value int unsigned NOT NULL,
  source_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (entity_id, attribute_id, store_id, value, source_id),
  KEY (attribute_id),
  KEY (store_id),
  KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_price_cl (
  version_id int unsigned NOT NULL AUTO_INCREMENT,
  entity_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE cron_schedule (
  schedule_id int unsigned NOT NULL AUTO_INCREMENT,
  job_code varchar(255) NOT NULL DEFAULT '0',
  status varchar(7) NOT NULL DEFAULT 'pending',
  messages text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  scheduled_at timestamp NULL DEFAULT NULL,
  executed_at timestamp NULL DEFAULT NULL,
  finished_at timestamp NULL DEFAULT NULL,
  PRIMARY KEY (schedule_id),
  KEY (job_code, status, scheduled_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE session (
  session_id varchar(255) NOT NULL,
  session_expires int unsigned NOT NULL DEFAULT 0,
  session_data mediumblob NOT NULL,
  PRIMARY KEY (session_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE report_event_types (
  event_type_id smallint unsigned NOT NULL AUTO_INCREMENT,
  event_name varchar(64) NOT NULL,
  customer_login smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (event_type_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE report_event (
  event_id bigint unsigned NOT NULL AUTO_INCREMENT,
  logged_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  event_type_id smallint unsigned NOT NULL DEFAULT 0,
  object_id int unsigned NOT NULL DEFAULT 0,
  subject_id int unsigned NOT NULL DEFAULT 0,
  subtype smallint unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL,
  PRIMARY KEY (event_id),
  KEY (event_type_id),
  KEY (object_id),
  KEY (store_id),
  KEY (subject_id),
  KEY (subtype),
  FOREIGN KEY (event_type_id) REFERENCES report_event_types (event_type_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE cataloginventory_stock_cl (
  version_id int unsigned NOT NULL AUTO_INCREMENT,
  entity_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE inventory_cl (
  version_id int unsigned NOT NULL AUTO_INCREMENT,
  entity_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE sales_order_data_exporter_cl (
  version_id int unsigned NOT NULL AUTO_INCREMENT,
  entity_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (version_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
