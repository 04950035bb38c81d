-- Tables of a shop that nobody maps: content, comparison lists, admin notices.

CREATE TABLE cms_page (
  page_id smallint NOT NULL AUTO_INCREMENT,
  title varchar(255),
  page_layout varchar(255),
  meta_keywords text,
  meta_description text,
  identifier varchar(100),
  content_heading varchar(255),
  content mediumtext,
  creation_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  update_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  is_active smallint NOT NULL DEFAULT 1,
  sort_order smallint NOT NULL DEFAULT 0,
  layout_update_xml text,
  custom_theme varchar(100),
  custom_root_template varchar(255),
  custom_layout_update_xml text,
  layout_update_selected varchar(128),
  custom_theme_from date,
  custom_theme_to date,
  meta_title varchar(255),
  PRIMARY KEY (page_id),
  KEY (identifier),
  FULLTEXT KEY (title, meta_keywords, meta_description, identifier, content)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE cms_page_store (
  page_id smallint NOT NULL,
  store_id smallint unsigned NOT NULL,
  PRIMARY KEY (page_id, store_id),
  KEY (store_id),
  FOREIGN KEY (page_id) REFERENCES cms_page (page_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE cms_block (
  block_id smallint NOT NULL AUTO_INCREMENT,
  title varchar(255) NOT NULL,
  identifier varchar(255) NOT NULL,
  content mediumtext,
  creation_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  update_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  is_active smallint NOT NULL DEFAULT 1,
  PRIMARY KEY (block_id),
  KEY (identifier),
  FULLTEXT KEY (title, identifier, content)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE cms_block_store (
  block_id smallint NOT NULL,
  store_id smallint unsigned NOT NULL,
  PRIMARY KEY (block_id, store_id),
  KEY (store_id),
  FOREIGN KEY (block_id) REFERENCES cms_block (block_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE layout_update (
  layout_update_id int unsigned NOT NULL AUTO_INCREMENT,
  handle varchar(255),
  xml text,
  sort_order smallint NOT NULL DEFAULT 0,
  updated_at timestamp NULL DEFAULT '0000-00-00 00:00:00' ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (layout_update_id),
  KEY (handle)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE gift_message (
  gift_message_id int unsigned NOT NULL AUTO_INCREMENT,
  customer_id int unsigned NOT NULL DEFAULT 0,
  sender varchar(255),
  recipient varchar(255),
  message text,
  PRIMARY KEY (gift_message_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE flag (
  flag_id int unsigned NOT NULL AUTO_INCREMENT,
  flag_code varchar(255) NOT NULL,
  state smallint unsigned NOT NULL DEFAULT 0,
  flag_data mediumtext,
  last_update timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (flag_id),
  KEY (last_update)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE setup_module (
  module varchar(50) NOT NULL,
  schema_version varchar(50),
  data_version varchar(50),
  PRIMARY KEY (module)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
