-- One counter per document and store, made at run time: the default charset of the database, not the one of the tables.
-- Further stores get theirs when they are created.

CREATE TABLE sequence_order_0 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_order_1 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_invoice_0 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_invoice_1 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_shipment_0 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_shipment_1 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_creditmemo_0 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;

CREATE TABLE sequence_creditmemo_1 (
  sequence_value int unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (sequence_value)
) ENGINE=InnoDB;
