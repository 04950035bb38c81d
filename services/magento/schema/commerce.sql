-- Adobe Commerce only: reward points, and the columns they add to orders, carts and documents.

CREATE TABLE magento_reward (
  reward_id int unsigned NOT NULL AUTO_INCREMENT,
  customer_id int unsigned NOT NULL DEFAULT 0,
  website_id smallint unsigned,
  points_balance int unsigned NOT NULL DEFAULT 0,
  website_currency_code varchar(3),
  PRIMARY KEY (reward_id),
  UNIQUE (customer_id, website_id),
  KEY (website_id),
  FOREIGN KEY (customer_id) REFERENCES customer_entity (entity_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE magento_reward_history (
  history_id int unsigned NOT NULL AUTO_INCREMENT,
  reward_id int unsigned NOT NULL DEFAULT 0,
  website_id smallint unsigned NOT NULL DEFAULT 0,
  store_id smallint unsigned,
  action smallint NOT NULL DEFAULT 0,
  entity int,
  points_balance int unsigned NOT NULL DEFAULT 0,
  points_delta int NOT NULL DEFAULT 0,
  points_used int NOT NULL DEFAULT 0,
  points_voided int unsigned NOT NULL DEFAULT 0,
  currency_amount decimal(20,4) NOT NULL DEFAULT 0.0000,
  currency_delta decimal(20,4) NOT NULL DEFAULT 0.0000,
  base_currency_code varchar(5) NOT NULL,
  additional_data text NOT NULL,
  comment text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expired_at_static timestamp NULL DEFAULT NULL,
  expired_at_dynamic timestamp NULL DEFAULT NULL,
  is_expired smallint NOT NULL DEFAULT 0,
  is_duplicate_of int unsigned,
  notification_sent smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (history_id),
  KEY (reward_id),
  KEY (store_id),
  KEY (website_id),
  FOREIGN KEY (reward_id) REFERENCES magento_reward (reward_id) ON DELETE CASCADE,
  FOREIGN KEY (store_id) REFERENCES store (store_id) ON DELETE SET NULL,
  FOREIGN KEY (website_id) REFERENCES store_website (website_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE magento_reward_rate (
  rate_id int unsigned NOT NULL AUTO_INCREMENT,
  website_id smallint unsigned NOT NULL DEFAULT 0,
  customer_group_id int,
  direction smallint NOT NULL DEFAULT 1,
  points int NOT NULL DEFAULT 0,
  currency_amount decimal(20,4) NOT NULL DEFAULT 0.0000,
  PRIMARY KEY (rate_id),
  UNIQUE (website_id, customer_group_id, direction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

CREATE TABLE magento_reward_salesrule (
  rule_id int unsigned NOT NULL DEFAULT 0,
  points_delta int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (rule_id),
  FOREIGN KEY (rule_id) REFERENCES salesrule (rule_id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;

ALTER TABLE sales_order
  ADD COLUMN reward_points_balance int,
  ADD COLUMN base_reward_currency_amount decimal(20,4),
  ADD COLUMN reward_currency_amount decimal(20,4),
  ADD COLUMN base_rwrd_crrncy_amt_invoiced decimal(20,4),
  ADD COLUMN rwrd_currency_amount_invoiced decimal(20,4),
  ADD COLUMN base_rwrd_crrncy_amnt_refnded decimal(20,4),
  ADD COLUMN rwrd_crrncy_amnt_refunded decimal(20,4),
  ADD COLUMN reward_points_balance_refund int;

ALTER TABLE quote
  ADD COLUMN use_reward_points int,
  ADD COLUMN reward_points_balance int,
  ADD COLUMN base_reward_currency_amount decimal(20,4),
  ADD COLUMN reward_currency_amount decimal(20,4);

ALTER TABLE sales_invoice
  ADD COLUMN base_reward_currency_amount decimal(20,4),
  ADD COLUMN reward_currency_amount decimal(20,4),
  ADD COLUMN reward_points_balance int;

ALTER TABLE sales_creditmemo
  ADD COLUMN base_reward_currency_amount decimal(20,4),
  ADD COLUMN reward_currency_amount decimal(20,4),
  ADD COLUMN reward_points_balance int;
