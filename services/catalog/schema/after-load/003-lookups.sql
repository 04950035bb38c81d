-- What the catalog service looks up as Magento's collation compares: without regard to case and to blanks at the end.
CREATE INDEX CONCURRENTLY IF NOT EXISTS products_folded_sku_idx ON catalog.products ((lower(rtrim(sku, ' ')) COLLATE "C"));
