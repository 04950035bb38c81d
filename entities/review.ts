import type { ChildTable, EntityDefinition } from './grammar/definition';
import { bigint, int, oneOf, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

const byReview = { column: 'review_id' } as const;

const details: ChildTable = {
  source: 'review_detail',
  target: 'review_details',
  parent: byReview,
  key: { id: 'detail_id', entity: 'review-detail' },
  fields: {
    customer_id: reference('customer_id', 'customer'),
    store_id: column('store_id', int),
    ...columns(text, 'title detail nickname'),
  },
  indexes: [['magento_customer_id'], ['store_id']],
};

const stores: ChildTable = {
  source: 'review_store',
  target: 'review_stores',
  parent: byReview,
  key: { columns: ['store_id'] },
  fields: { store_id: column('store_id', int) },
  indexes: [['store_id']],
};

const votes: ChildTable = {
  source: 'rating_option_vote',
  target: 'review_votes',
  parent: byReview,
  key: { id: 'vote_id', entity: 'review-vote' },
  fields: {
    rating_id: reference('rating_id', 'rating'),
    option_id: column('option_id', bigint),
    customer_id: reference('customer_id', 'customer'),
    ...columns(int, 'percent value'),
    remote_ip: column('remote_ip', text),
    ...columns(bigint, 'remote_ip_long entity_pk_value'),
  },
  indexes: [['option_id'], ['magento_rating_id']],
};

/** What a shopper thinks of a product. Magento keeps reviews of products that are long deleted. */
export const review: EntityDefinition = {
  name: 'review',
  group: 'reviews',
  service: 'review',
  target: 'reviews',
  root: 'review',
  key: 'review_id',
  fields: {
    // Magento also knows reviews of customers and categories, though nothing in it writes them.
    subject: column('entity_id', oneOf({ 1: 'product', 2: 'customer', 3: 'category' })),
    product_id: reference('entity_pk_value', 'product'),
    status: column('status_id', oneOf({ 1: 'approved', 2: 'pending', 3: 'not_approved' })),
    created_at: column('created_at', timestamp),
  },
  children: [details, stores, votes],
  indexes: [['magento_product_id'], ['product_id', 'status']],
  conflict: { '*': 'source-wins' },
};
