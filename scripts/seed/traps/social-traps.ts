import { addCustomer } from './add-customer';
import type { Trap } from './trap';

export const SOCIAL_TRAPS: readonly Trap[] = [
  {
    name: 'review-of-deleted-product',
    what: 'A review of a product that is gone, in a text that lost its emoji, with a vote of nobody for the largest product number.',
    async apply(shop) {
      for (const productId of [7, 4_294_967_295]) {
        const review_id = await shop.insert('review', { created_at: '2020-02-29 12:00:00', entity_id: 1, entity_pk_value: productId, status_id: 1 });
        await shop.insert('review_detail', { review_id, store_id: 1, title: 'Love it ????', detail: 'Great ????\n\\.\n', nickname: '', customer_id: null });
        await shop.insert('rating_option_vote', {
          option_id: 6, remote_ip: '', remote_ip_long: '9223372036854775807', customer_id: null, entity_pk_value: productId, rating_id: 2, review_id, percent: 20, value: 1,
        });
      }
    },
    mark: () => 'SELECT COUNT(*) FROM {p}review WHERE entity_pk_value = 4294967295',
  },
  {
    name: 'review-without-detail',
    what: 'A review without text, one of a customer instead of a product, and a vote without review.',
    async apply(shop) {
      for (const entity_id of [1, 2]) await shop.insert('review', { created_at: '1970-01-01 00:00:01', entity_id, entity_pk_value: 11, status_id: 2 });
      await shop.insert('rating_option_vote', { option_id: 1, remote_ip: '::1', remote_ip_long: 0, entity_pk_value: 11, rating_id: 1, review_id: null, percent: 20, value: 1 });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}rating_option_vote WHERE review_id IS NULL',
  },
  {
    name: 'cart-of-deleted-customer',
    what: 'A cart in use of a customer who is gone, whose item was last changed in 1970.',
    async apply(shop) {
      const quote_id = await shop.insert('quote', { store_id: 1, is_active: 1, customer_id: 1, customer_email: 'trap.cart@example.com', created_at: '2020-02-29 12:00:00', updated_at: '0000-00-00 00:00:00', items_count: 1 });
      await shop.insert('quote_item', { quote_id, created_at: '1970-01-01 03:00:00', updated_at: '1970-01-01 03:00:00', product_id: 3, store_id: 1, sku: 'TRAP-CART', name: 'Gone', qty: 1, product_type: 'simple' });
    },
    mark: () => "SELECT COUNT(*) FROM {p}quote WHERE customer_email = 'trap.cart@example.com'",
  },
  {
    name: 'wishlist-leftovers',
    what: 'A wishlist whose item has a store that is gone, no date and a quantity of zero.',
    async apply(shop) {
      const wishlist_id = await shop.insert('wishlist', { customer_id: await addCustomer(shop, 'wishlist'), shared: 65_535, sharing_code: null, updated_at: null });
      await shop.insert('wishlist_item', { wishlist_id, product_id: 11, store_id: null, added_at: null, description: '', qty: 0 });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}wishlist WHERE shared = 65535',
  },
  {
    name: 'coupon-counters-behind',
    what: 'Counters of a coupon that differ from the orders and from each other: a queue updates them, later.',
    async apply(shop) {
      const customer_id = await addCustomer(shop, 'coupon');
      const coupon_id = await shop.insert('salesrule_coupon', { rule_id: 3, code: 'TRAP-COUPON ', usage_limit: 1, usage_per_customer: 0, times_used: 4_294_967_295, created_at: '0000-00-00 00:00:00', type: 1 });
      await shop.insert('salesrule_coupon_usage', { coupon_id, customer_id, times_used: 0 });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}salesrule_coupon WHERE times_used = 4294967295',
  },
  {
    name: 'rule-of-old-version',
    what: 'A rule with conditions as PHP serialised them before 2.2, limited to products by a list, from a zero date on.',
    async apply(shop) {
      await shop.insert('salesrule', {
        name: 'Trap rule', from_date: '0000-00-00', to_date: null, conditions_serialized: 'a:6:{s:4:"type";s:32:"salesrule/rule_condition_combine";}', actions_serialized: '',
        simple_action: 'to_fixed', discount_amount: '-1.0000', discount_qty: null, coupon_type: 2, product_ids: '11,12,,', simple_free_shipping: null,
      });
    },
    mark: () => "SELECT COUNT(*) FROM {p}salesrule WHERE name = 'Trap rule'",
  },
  {
    name: 'layout-update-zero-date',
    what: 'A table that nobody maps with a zero date, as Magento itself leaves it.',
    apply: async (shop) => void (await shop.insert('layout_update', { handle: 'trap', xml: '<body/>', sort_order: 0, updated_at: '0000-00-00 00:00:00' })),
    mark: () => "SELECT COUNT(*) FROM {p}layout_update WHERE handle = 'trap'",
  },
  {
    name: 'bigint-reference',
    what: 'A vote for a product number of twenty digits, beyond any id that can be carried.',
    optIn: true,
    apply: async (shop) => void (await shop.insert('rating_option_vote', {
      option_id: 1, remote_ip: '', remote_ip_long: '-9223372036854775808', entity_pk_value: '18446744073709551615', rating_id: 1, review_id: null, percent: 0, value: 1,
    })),
    mark: () => "SELECT COUNT(*) FROM {p}rating_option_vote WHERE entity_pk_value = '18446744073709551615'",
  },
];
