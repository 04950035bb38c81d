-- Links between products: related, configurable, bundle, grouped, downloadable, custom options.

CREATE TABLE catalog_product_link_type (
  link_type_id smallint unsigned NOT NULL AUTO_INCREMENT,
  code varchar(32),
  PRIMARY KEY (link_type_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_link (
  link_id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL DEFAULT 0,
  linked_product_id int unsigned NOT NULL DEFAULT 0,
  link_type_id smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (link_id),
  UNIQUE (link_type_id, product_id, linked_product_id),
  KEY (linked_product_id),
  KEY (product_id),
  FOREIGN KEY (linked_product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE,
  FOREIGN KEY (link_type_id) REFERENCES catalog_product_link_type (link_type_id) ON DELETE CASCADE,
  FOREIGN KEY (product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_link_attribute (
  product_link_attribute_id smallint unsigned NOT NULL AUTO_INCREMENT,
  link_type_id smallint unsigned NOT NULL DEFAULT 0,
  product_link_attribute_code varchar(32),
  data_type varchar(32),
  PRIMARY KEY (product_link_attribute_id),
  KEY (link_type_id),
  FOREIGN KEY (link_type_id) REFERENCES catalog_product_link_type (link_type_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_link_attribute_int (
  value_id int unsigned NOT NULL AUTO_INCREMENT,
  product_link_attribute_id smallint unsigned,
  link_id int unsigned NOT NULL,
  value int NOT NULL DEFAULT 0,
  PRIMARY KEY (value_id),
  UNIQUE (product_link_attribute_id, link_id),
  KEY (link_id),
  FOREIGN KEY (link_id) REFERENCES catalog_product_link (link_id) ON DELETE CASCADE,
  FOREIGN KEY (product_link_attribute_id) REFERENCES catalog_product_link_attribute (product_link_attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_link_attribute_decimal (
  value_id int unsigned NOT NULL AUTO_INCREMENT,
  product_link_attribute_id smallint unsigned,
  link_id int unsigned NOT NULL,
  value decimal(20,6) NOT NULL DEFAULT 0.000000,
  PRIMARY KEY (value_id),
  UNIQUE (product_link_attribute_id, link_id),
  KEY (link_id),
  FOREIGN KEY (link_id) REFERENCES catalog_product_link (link_id) ON DELETE CASCADE,
  FOREIGN KEY (product_link_attribute_id) REFERENCES catalog_product_link_attribute (product_link_attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_link_attribute_varchar (
  value_id int unsigned NOT NULL AUTO_INCREMENT,
  product_link_attribute_id smallint unsigned NOT NULL DEFAULT 0,
  link_id int unsigned NOT NULL,
  value varchar(255),
  PRIMARY KEY (value_id),
  UNIQUE (product_link_attribute_id, link_id),
  KEY (link_id),
  FOREIGN KEY (link_id) REFERENCES catalog_product_link (link_id) ON DELETE CASCADE,
  FOREIGN KEY (product_link_attribute_id) REFERENCES catalog_product_link_attribute (product_link_attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_super_attribute (
  product_super_attribute_id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL DEFAULT 0,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  position smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (product_super_attribute_id),
  UNIQUE (product_id, attribute_id),
  FOREIGN KEY (product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_super_attribute_label (
  value_id int unsigned NOT NULL AUTO_INCREMENT,
  product_super_attribute_id int unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL DEFAULT 0,
  use_default smallint unsigned DEFAULT 0,
  value varchar(255),
  PRIMARY KEY (value_id),
  UNIQUE (product_super_attribute_id, store_id),
  KEY (store_id),
  FOREIGN KEY (product_super_attribute_id) REFERENCES catalog_product_super_attribute (product_super_attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_super_link (
  link_id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL DEFAULT 0,
  parent_id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (link_id),
  UNIQUE (product_id, parent_id),
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE,
  FOREIGN KEY (product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_relation (
  parent_id int unsigned NOT NULL,
  child_id int unsigned NOT NULL,
  PRIMARY KEY (parent_id, child_id),
  KEY (child_id),
  FOREIGN KEY (child_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE,
  FOREIGN KEY (parent_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_bundle_option (
  option_id int unsigned NOT NULL AUTO_INCREMENT,
  parent_id int unsigned NOT NULL,
  required smallint unsigned NOT NULL DEFAULT 0,
  position int unsigned NOT NULL DEFAULT 0,
  type varchar(255),
  PRIMARY KEY (option_id),
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_bundle_option_value (
  value_id int unsigned NOT NULL AUTO_INCREMENT,
  option_id int unsigned NOT NULL,
  store_id smallint unsigned NOT NULL,
  title varchar(255),
  parent_product_id int unsigned NOT NULL,
  PRIMARY KEY (value_id),
  UNIQUE (option_id, parent_product_id, store_id),
  FOREIGN KEY (option_id) REFERENCES catalog_product_bundle_option (option_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_bundle_selection (
  selection_id int unsigned NOT NULL AUTO_INCREMENT,
  option_id int unsigned NOT NULL,
  parent_product_id int unsigned NOT NULL,
  product_id int unsigned NOT NULL,
  position int unsigned NOT NULL DEFAULT 0,
  is_default smallint unsigned NOT NULL DEFAULT 0,
  selection_price_type smallint unsigned NOT NULL DEFAULT 0,
  selection_price_value decimal(12,4) NOT NULL DEFAULT 0.0000,
  selection_qty decimal(12,4),
  selection_can_change_qty smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (selection_id),
  KEY (option_id),
  KEY (product_id),
  FOREIGN KEY (option_id) REFERENCES catalog_product_bundle_option (option_id) ON DELETE CASCADE,
  FOREIGN KEY (product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE downloadable_link (
  link_id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL DEFAULT 0,
  sort_order int unsigned NOT NULL DEFAULT 0,
  number_of_downloads int,
  is_shareable smallint unsigned NOT NULL DEFAULT 0,
  link_url varchar(255),
  link_file varchar(255),
  link_type varchar(20),
  sample_url varchar(255),
  sample_file varchar(255),
  sample_type varchar(20),
  PRIMARY KEY (link_id),
  KEY (product_id, sort_order),
  FOREIGN KEY (product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE downloadable_link_title (
  title_id int unsigned NOT NULL AUTO_INCREMENT,
  link_id int unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL DEFAULT 0,
  title varchar(255),
  PRIMARY KEY (title_id),
  UNIQUE (link_id, store_id),
  KEY (store_id),
  FOREIGN KEY (link_id) REFERENCES downloadable_link (link_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE downloadable_link_price (
  price_id int unsigned NOT NULL AUTO_INCREMENT,
  link_id int unsigned NOT NULL DEFAULT 0,
  website_id smallint unsigned NOT NULL DEFAULT 0,
  price decimal(20,6) NOT NULL DEFAULT 0.000000,
  PRIMARY KEY (price_id),
  KEY (link_id),
  KEY (website_id),
  FOREIGN KEY (link_id) REFERENCES downloadable_link (link_id) ON DELETE CASCADE,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_option (
  option_id int unsigned NOT NULL AUTO_INCREMENT,
  product_id int unsigned NOT NULL DEFAULT 0,
  type varchar(50),
  is_require smallint NOT NULL DEFAULT 1,
  sku varchar(64),
  max_characters int unsigned,
  file_extension varchar(50),
  image_size_x smallint unsigned,
  image_size_y smallint unsigned,
  sort_order int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (option_id),
  KEY (product_id),
  FOREIGN KEY (product_id) REFERENCES catalog_product_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_option_title (
  option_title_id int unsigned NOT NULL AUTO_INCREMENT,
  option_id int unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL DEFAULT 0,
  title varchar(255),
  PRIMARY KEY (option_title_id),
  UNIQUE (option_id, store_id),
  KEY (store_id),
  FOREIGN KEY (option_id) REFERENCES catalog_product_option (option_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_product_option_price (
  option_price_id int unsigned NOT NULL AUTO_INCREMENT,
  option_id int unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL DEFAULT 0,
  price decimal(20,6) NOT NULL DEFAULT 0.000000,
  price_type varchar(7) NOT NULL DEFAULT 'fixed',
  PRIMARY KEY (option_price_id),
  UNIQUE (option_id, store_id),
  KEY (store_id),
  FOREIGN KEY (option_id) REFERENCES catalog_product_option (option_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
