-- What the warehouse service looks up as Magento's collation compares: without regard to case and to blanks at the end.
CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_items_folded_sku_idx ON warehouse.stock_items ((lower(rtrim(sku, ' ')) COLLATE "C"));
