-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS reviews_magento_product_id_idx ON review.reviews (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS reviews_product_id_status_idx ON review.reviews (product_id, status);

CREATE INDEX CONCURRENTLY IF NOT EXISTS review_details_magento_customer_id_idx ON review.review_details (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS review_details_store_id_idx ON review.review_details (store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS review_stores_store_id_idx ON review.review_stores (store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS review_votes_option_id_idx ON review.review_votes (option_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS review_votes_magento_rating_id_idx ON review.review_votes (magento_rating_id);
