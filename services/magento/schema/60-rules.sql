-- Cart price rules, their coupons and counters.

CREATE TABLE salesrule (
  rule_id int unsigned NOT NULL AUTO_INCREMENT,
  name varchar(255),
  description text,
  from_date date,
  to_date date,
  uses_per_customer int NOT NULL DEFAULT 0,
  is_active smallint NOT NULL DEFAULT 0,
  conditions_serialized mediumtext,
  actions_serialized mediumtext,
  stop_rules_processing smallint NOT NULL DEFAULT 1,
  is_advanced smallint unsigned NOT NULL DEFAULT 1,
  product_ids text,
  sort_order int unsigned NOT NULL DEFAULT 0,
  simple_action varchar(32),
  discount_amount decimal(12,4) NOT NULL DEFAULT 0.0000,
  discount_qty decimal(12,4),
  discount_step int unsigned NOT NULL DEFAULT 0,
  apply_to_shipping smallint unsigned NOT NULL DEFAULT 0,
  times_used int unsigned NOT NULL DEFAULT 0,
  is_rss smallint NOT NULL DEFAULT 0,
  coupon_type smallint unsigned NOT NULL DEFAULT 1,
  use_auto_generation smallint NOT NULL DEFAULT 0,
  uses_per_coupon int NOT NULL DEFAULT 0,
  simple_free_shipping smallint unsigned,
  PRIMARY KEY (rule_id),
  KEY (is_active, sort_order, to_date, from_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_coupon (
  coupon_id int unsigned NOT NULL AUTO_INCREMENT,
  rule_id int unsigned NOT NULL,
  code varchar(255),
  usage_limit int unsigned,
  usage_per_customer int unsigned,
  times_used int unsigned NOT NULL DEFAULT 0,
  expiration_date datetime,
  is_primary smallint unsigned,
  created_at timestamp NULL DEFAULT NULL,
  type smallint DEFAULT 0,
  PRIMARY KEY (coupon_id),
  UNIQUE (code),
  UNIQUE (rule_id, is_primary),
  KEY (rule_id),
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_coupon_usage (
  coupon_id int unsigned NOT NULL,
  customer_id int unsigned NOT NULL,
  times_used int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (coupon_id, customer_id),
  KEY (customer_id),
  FOREIGN KEY (coupon_id) REFERENCES salesrule_coupon (coupon_id) ON DELETE CASCADE,
  FOREIGN KEY (customer_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_customer (
  rule_customer_id int unsigned NOT NULL AUTO_INCREMENT,
  rule_id int unsigned NOT NULL DEFAULT 0,
  customer_id int unsigned NOT NULL DEFAULT 0,
  times_used smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (rule_customer_id),
  KEY (customer_id, rule_id),
  KEY (rule_id, customer_id),
  FOREIGN KEY (customer_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE,
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_website (
  rule_id int unsigned NOT NULL,
  website_id smallint unsigned NOT NULL,
  PRIMARY KEY (rule_id, website_id),
  KEY (website_id),
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_customer_group (
  rule_id int unsigned NOT NULL,
  customer_group_id int unsigned NOT NULL,
  PRIMARY KEY (rule_id, customer_group_id),
  KEY (customer_group_id),
  FOREIGN KEY (customer_group_id) REFERENCES customer_group (customer_group_id) ON DELETE CASCADE,
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_label (
  label_id int unsigned NOT NULL AUTO_INCREMENT,
  rule_id int unsigned NOT NULL,
  store_id smallint unsigned NOT NULL,
  label varchar(255),
  PRIMARY KEY (label_id),
  UNIQUE (rule_id, store_id),
  KEY (store_id),
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE salesrule_product_attribute (
  rule_id int unsigned NOT NULL,
  website_id smallint unsigned NOT NULL,
  customer_group_id int unsigned NOT NULL,
  attribute_id smallint unsigned NOT NULL,
  PRIMARY KEY (rule_id, website_id, customer_group_id, attribute_id),
  KEY (attribute_id),
  KEY (customer_group_id),
  KEY (website_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (customer_group_id) REFERENCES customer_group (customer_group_id) ON DELETE CASCADE,
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
