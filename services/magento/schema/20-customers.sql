-- Customers, their addresses and newsletter subscriptions. The value tables have no store_id: customer attributes are global.

CREATE TABLE customer_group (
  customer_group_id int unsigned NOT NULL AUTO_INCREMENT,
  customer_group_code varchar(32) NOT NULL,
  tax_class_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (customer_group_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_entity (
  entity_id int unsigned NOT NULL AUTO_INCREMENT,
  website_id smallint unsigned,
  email varchar(255),
  group_id smallint unsigned NOT NULL DEFAULT 0,
  increment_id varchar(50),
  store_id smallint unsigned DEFAULT 0,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  is_active smallint unsigned NOT NULL DEFAULT 1,
  disable_auto_group_change smallint unsigned NOT NULL DEFAULT 0,
  created_in varchar(255),
  prefix varchar(40),
  firstname varchar(255),
  middlename varchar(255),
  lastname varchar(255),
  suffix varchar(40),
  dob date,
  password_hash varchar(128),
  rp_token varchar(128),
  rp_token_created_at datetime,
  default_billing int unsigned,
  default_shipping int unsigned,
  taxvat varchar(50),
  confirmation varchar(64),
  gender smallint unsigned,
  failures_num smallint DEFAULT 0,
  first_failure timestamp NULL DEFAULT NULL,
  lock_expires timestamp NULL DEFAULT NULL,
  session_cutoff timestamp NULL DEFAULT NULL,
  PRIMARY KEY (entity_id),
  UNIQUE (email, website_id),
  KEY (firstname),
  KEY (lastname),
  KEY (store_id),
  KEY (website_id),
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE SET NULL,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_entity_varchar (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value varchar(255),
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_entity_int (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value int NOT NULL DEFAULT 0,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_entity_decimal (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value decimal(12,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_entity_text (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value text NOT NULL,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_entity_datetime (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value datetime,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_address_entity (
  entity_id int unsigned NOT NULL AUTO_INCREMENT,
  increment_id varchar(50),
  parent_id int unsigned,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  is_active smallint unsigned NOT NULL DEFAULT 1,
  city varchar(255) NOT NULL,
  company varchar(255),
  country_id varchar(255) NOT NULL,
  fax varchar(255),
  firstname varchar(255) NOT NULL,
  lastname varchar(255) NOT NULL,
  middlename varchar(255),
  postcode varchar(255),
  prefix varchar(40),
  region varchar(255),
  region_id int unsigned,
  street text NOT NULL,
  suffix varchar(40),
  telephone varchar(255) NOT NULL,
  vat_id varchar(255),
  vat_is_valid int unsigned,
  vat_request_date varchar(255),
  vat_request_id varchar(255),
  vat_request_success int unsigned,
  PRIMARY KEY (entity_id),
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_address_entity_varchar (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value varchar(255),
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_address_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_address_entity_int (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value int NOT NULL DEFAULT 0,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_address_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_address_entity_decimal (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value decimal(12,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_address_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_address_entity_text (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value text NOT NULL,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_address_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_address_entity_datetime (
  value_id int NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  entity_id int unsigned NOT NULL DEFAULT 0,
  value datetime,
  PRIMARY KEY (value_id),
  UNIQUE (entity_id, attribute_id),
  KEY (attribute_id),
  KEY (entity_id, attribute_id, value),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (entity_id) REFERENCES customer_address_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE newsletter_subscriber (
  subscriber_id int unsigned NOT NULL AUTO_INCREMENT,
  store_id smallint unsigned DEFAULT 0,
  change_status_at timestamp NULL DEFAULT NULL,
  customer_id int unsigned NOT NULL DEFAULT 0,
  subscriber_email varchar(150),
  subscriber_status int NOT NULL DEFAULT 0,
  subscriber_confirm_code varchar(32) DEFAULT 'NULL',
  PRIMARY KEY (subscriber_id),
  KEY (customer_id),
  KEY (store_id),
  KEY (subscriber_email),
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_log (
  log_id int NOT NULL AUTO_INCREMENT,
  customer_id int NOT NULL,
  last_login_at timestamp NULL DEFAULT NULL,
  last_logout_at timestamp NULL DEFAULT NULL,
  PRIMARY KEY (log_id),
  UNIQUE (customer_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
