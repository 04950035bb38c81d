-- The default stock, read by SKU. A view, not a table.

CREATE SQL SECURITY INVOKER VIEW inventory_stock_1 AS
SELECT DISTINCT
  status.product_id, status.website_id, status.stock_id, status.qty AS quantity, status.stock_status AS is_salable, product.sku
FROM cataloginventory_stock_status AS status
JOIN catalog_product_entity AS product ON product.entity_id = status.product_id;
