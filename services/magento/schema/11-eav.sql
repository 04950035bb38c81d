-- Entity types, attributes, options and labels.

CREATE TABLE eav_entity_type (
  entity_type_id smallint unsigned NOT NULL AUTO_INCREMENT,
  entity_type_code varchar(50) NOT NULL,
  entity_model varchar(255) NOT NULL,
  attribute_model varchar(255),
  entity_table varchar(255),
  value_table_prefix varchar(255),
  entity_id_field varchar(255),
  is_data_sharing smallint unsigned NOT NULL DEFAULT 1,
  data_sharing_key varchar(100) DEFAULT 'default',
  default_attribute_set_id smallint unsigned NOT NULL DEFAULT 0,
  increment_model varchar(255),
  increment_per_store smallint unsigned NOT NULL DEFAULT 0,
  increment_pad_length smallint unsigned NOT NULL DEFAULT 8,
  increment_pad_char varchar(1) NOT NULL DEFAULT '0',
  additional_attribute_table varchar(255),
  entity_attribute_collection varchar(255),
  PRIMARY KEY (entity_type_id),
  KEY (entity_type_code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute (
  attribute_id smallint unsigned NOT NULL AUTO_INCREMENT,
  entity_type_id smallint unsigned NOT NULL DEFAULT 0,
  attribute_code varchar(255) NOT NULL,
  attribute_model varchar(255),
  backend_model varchar(255),
  backend_type varchar(8) NOT NULL DEFAULT 'static',
  backend_table varchar(255),
  frontend_model varchar(255),
  frontend_input varchar(50),
  frontend_label varchar(255),
  frontend_class varchar(255),
  source_model varchar(255),
  is_required smallint unsigned NOT NULL DEFAULT 0,
  is_user_defined smallint unsigned NOT NULL DEFAULT 0,
  default_value text,
  is_unique smallint unsigned NOT NULL DEFAULT 0,
  note varchar(255),
  PRIMARY KEY (attribute_id),
  UNIQUE (entity_type_id, attribute_code),
  KEY (frontend_input, entity_type_id, is_user_defined),
  FOREIGN KEY (entity_type_id) REFERENCES eav_entity_type (entity_type_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute_option (
  option_id int unsigned NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  sort_order smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (option_id),
  KEY (attribute_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute_option_value (
  value_id int unsigned NOT NULL AUTO_INCREMENT,
  option_id int unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL DEFAULT 0,
  value varchar(255),
  PRIMARY KEY (value_id),
  KEY (option_id),
  KEY (store_id),
  FOREIGN KEY (option_id) REFERENCES eav_attribute_option (option_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute_option_swatch (
  swatch_id int unsigned NOT NULL AUTO_INCREMENT,
  option_id int unsigned NOT NULL,
  store_id smallint unsigned NOT NULL,
  type smallint unsigned NOT NULL,
  value varchar(255),
  PRIMARY KEY (swatch_id),
  UNIQUE (store_id, option_id),
  KEY (option_id),
  KEY (swatch_id),
  FOREIGN KEY (option_id) REFERENCES eav_attribute_option (option_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute_label (
  attribute_label_id int unsigned NOT NULL AUTO_INCREMENT,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned NOT NULL DEFAULT 0,
  value varchar(255),
  PRIMARY KEY (attribute_label_id),
  KEY (attribute_id, store_id),
  KEY (store_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute_set (
  attribute_set_id smallint unsigned NOT NULL AUTO_INCREMENT,
  entity_type_id smallint unsigned NOT NULL DEFAULT 0,
  attribute_set_name varchar(255),
  sort_order smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (attribute_set_id),
  UNIQUE (entity_type_id, attribute_set_name),
  KEY (entity_type_id, sort_order),
  FOREIGN KEY (entity_type_id) REFERENCES eav_entity_type (entity_type_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_attribute_group (
  attribute_group_id smallint unsigned NOT NULL AUTO_INCREMENT,
  attribute_set_id smallint unsigned NOT NULL DEFAULT 0,
  attribute_group_name varchar(255),
  sort_order smallint NOT NULL DEFAULT 0,
  default_id smallint unsigned DEFAULT 0,
  attribute_group_code varchar(255) NOT NULL,
  tab_group_code varchar(255),
  PRIMARY KEY (attribute_group_id),
  UNIQUE (attribute_set_id, attribute_group_code),
  UNIQUE (attribute_set_id, attribute_group_name),
  KEY (attribute_set_id, sort_order),
  FOREIGN KEY (attribute_set_id) REFERENCES eav_attribute_set (attribute_set_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE eav_entity_attribute (
  entity_attribute_id int unsigned NOT NULL AUTO_INCREMENT,
  entity_type_id smallint unsigned NOT NULL DEFAULT 0,
  attribute_set_id smallint unsigned NOT NULL DEFAULT 0,
  attribute_group_id smallint unsigned NOT NULL DEFAULT 0,
  attribute_id smallint unsigned NOT NULL DEFAULT 0,
  sort_order smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (entity_attribute_id),
  UNIQUE (attribute_group_id, attribute_id),
  UNIQUE (attribute_set_id, attribute_id),
  KEY (attribute_id),
  KEY (attribute_set_id, sort_order),
  FOREIGN KEY (attribute_group_id) REFERENCES eav_attribute_group (attribute_group_id) ON DELETE CASCADE,
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE catalog_eav_attribute (
  attribute_id smallint unsigned NOT NULL,
  frontend_input_renderer varchar(255),
  is_global smallint unsigned NOT NULL DEFAULT 1,
  is_visible smallint unsigned NOT NULL DEFAULT 1,
  is_searchable smallint unsigned NOT NULL DEFAULT 0,
  is_filterable smallint unsigned NOT NULL DEFAULT 0,
  is_comparable smallint unsigned NOT NULL DEFAULT 0,
  is_visible_on_front smallint unsigned NOT NULL DEFAULT 0,
  is_html_allowed_on_front smallint unsigned NOT NULL DEFAULT 0,
  is_used_for_price_rules smallint unsigned NOT NULL DEFAULT 0,
  is_filterable_in_search smallint unsigned NOT NULL DEFAULT 0,
  used_in_product_listing smallint unsigned NOT NULL DEFAULT 0,
  used_for_sort_by smallint unsigned NOT NULL DEFAULT 0,
  apply_to varchar(255),
  is_visible_in_advanced_search smallint unsigned NOT NULL DEFAULT 0,
  position int NOT NULL DEFAULT 0,
  is_wysiwyg_enabled smallint unsigned NOT NULL DEFAULT 0,
  is_used_for_promo_rules smallint unsigned NOT NULL DEFAULT 0,
  is_required_in_admin_store smallint unsigned NOT NULL DEFAULT 0,
  is_used_in_grid smallint unsigned NOT NULL DEFAULT 0,
  is_visible_in_grid smallint unsigned NOT NULL DEFAULT 0,
  is_filterable_in_grid smallint unsigned NOT NULL DEFAULT 0,
  search_weight float NOT NULL DEFAULT 1,
  is_pagebuilder_enabled tinyint(1) NOT NULL DEFAULT 0,
  additional_data text,
  PRIMARY KEY (attribute_id),
  KEY (used_for_sort_by),
  KEY (used_in_product_listing),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_eav_attribute (
  attribute_id smallint unsigned NOT NULL,
  is_visible smallint unsigned NOT NULL DEFAULT 1,
  input_filter varchar(255),
  multiline_count smallint unsigned NOT NULL DEFAULT 1,
  validate_rules text,
  is_system smallint unsigned NOT NULL DEFAULT 0,
  sort_order int unsigned NOT NULL DEFAULT 0,
  data_model varchar(255),
  is_used_in_grid smallint unsigned NOT NULL DEFAULT 0,
  is_visible_in_grid smallint unsigned NOT NULL DEFAULT 0,
  is_filterable_in_grid smallint unsigned NOT NULL DEFAULT 0,
  is_searchable_in_grid smallint unsigned NOT NULL DEFAULT 0,
  grid_filter_condition_type smallint unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (attribute_id),
  KEY (sort_order),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_eav_attribute_website (
  attribute_id smallint unsigned NOT NULL,
  website_id smallint unsigned NOT NULL,
  is_visible smallint unsigned,
  is_required smallint unsigned,
  default_value text,
  multiline_count smallint unsigned,
  PRIMARY KEY (attribute_id, website_id),
  KEY (website_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE customer_form_attribute (
  form_code varchar(32) NOT NULL,
  attribute_id smallint unsigned NOT NULL,
  PRIMARY KEY (form_code, attribute_id),
  KEY (attribute_id),
  FOREIGN KEY (attribute_id) REFERENCES eav_attribute (attribute_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
