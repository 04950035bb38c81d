-- What the customer service looks up as Magento's collation compares: without regard to case and to blanks at the end.
CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_folded_email_idx ON customer.customers ((lower(rtrim(email, ' ')) COLLATE "C"));
