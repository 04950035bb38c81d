-- Shipments and their tracks.

CREATE TABLE sales_shipment (
  entity_id int unsigned NOT NULL AUTO_INCREMENT,
  store_id smallint unsigned,
  total_weight decimal(12,4),
  total_qty decimal(12,4),
  email_sent smallint unsigned,
  send_email smallint unsigned,
  order_id int unsigned NOT NULL,
  customer_id int,
  shipping_address_id int,
  billing_address_id int,
  shipment_status int,
  increment_id varchar(50),
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  packages text,
  shipping_label mediumblob,
  customer_note text,
  customer_note_notify smallint unsigned,
  PRIMARY KEY (entity_id),
  UNIQUE (increment_id, store_id),
  KEY (created_at),
  KEY (email_sent),
  KEY (order_id),
  KEY (send_email),
  KEY (store_id),
  KEY (total_qty),
  KEY (updated_at),
  FOREIGN KEY (order_id) REFERENCES sales_order (entity_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE sales_shipment_item (
  entity_id int unsigned NOT NULL AUTO_INCREMENT,
  parent_id int unsigned NOT NULL,
  row_total decimal(20,4),
  price decimal(20,4),
  weight decimal(12,4),
  qty decimal(12,4),
  product_id int,
  order_item_id int,
  additional_data text,
  description text,
  name varchar(255),
  sku varchar(255),
  PRIMARY KEY (entity_id),
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES sales_shipment (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE sales_shipment_track (
  entity_id int unsigned NOT NULL AUTO_INCREMENT,
  parent_id int unsigned NOT NULL,
  weight decimal(12,4),
  qty decimal(12,4),
  order_id int unsigned NOT NULL,
  track_number text,
  description text,
  title varchar(255),
  carrier_code varchar(32),
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (entity_id),
  KEY (created_at),
  KEY (order_id),
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES sales_shipment (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE sales_shipment_comment (
  entity_id int unsigned NOT NULL AUTO_INCREMENT,
  parent_id int unsigned NOT NULL,
  is_customer_notified int,
  is_visible_on_front smallint unsigned NOT NULL DEFAULT 0,
  comment text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (entity_id),
  KEY (created_at),
  KEY (parent_id),
  FOREIGN KEY (parent_id) REFERENCES sales_shipment (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;
