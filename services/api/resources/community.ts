import { fields, type Resource } from '../resource';
import { shape, show } from '../shape';

const reviewRoot = shape({ number: 'review_id=id entity_id=review_entity entity_pk_value status_id=review_status', text: 'created_at' });
const detail = shape({ text: 'title detail nickname', number: 'customer_id store_id' });
const vote = shape({ number: 'vote_id rating_id option_id percent value' });

/** A review of a product as `/V1/reviews/:id` shows it. Addresses of voters are not shown. */
export const review: Resource = {
  name: 'review',
  id: 'review_id',
  fields: fields({ integer: 'review_id entity_id entity_pk_value status_id', moment: 'created_at' }),
  present: ({ root, parts }) => ({
    ...show(reviewRoot, root),
    ...show(detail, (parts.details ?? [])[0] ?? {}),
    stores: (parts.stores ?? []).map((row) => Number(row.store_id)),
    ratings: (parts.votes ?? []).map((row) => show(vote, row)),
  }),
};

const list = shape({ number: 'wishlist_id=id customer_id shared', text: 'sharing_code updated_at' });
const item = shape({ number: 'wishlist_item_id=id product_id store_id qty', text: 'added_at description' });

/** A customer's wish list as `/V1/wishlists/:customerId` shows it. */
export const wishlist: Resource = {
  name: 'wish list',
  id: 'wishlist_id',
  fields: fields({ integer: 'wishlist_id customer_id', moment: 'updated_at' }),
  present: ({ root, parts }) => ({
    ...show(list, root),
    items: (parts.items ?? []).map((row) => show(item, row)),
  }),
};

const balance = shape({ number: 'reward_id=id customer_id website_id points_balance', text: 'website_currency_code' });
const movement = shape({ number: 'history_id=id action points_delta points_balance', text: 'created_at comment', flag: 'is_expired' });

/** A balance of points as `/V1/rewards/:customerId` shows it; Adobe Commerce only. */
export const reward: Resource = {
  name: 'reward',
  id: 'reward_id',
  fields: fields({ integer: 'reward_id customer_id website_id points_balance' }),
  present: ({ root, parts }) => ({
    ...show(balance, root),
    movements: (parts.movements ?? []).map((row) => show(movement, row)),
  }),
};
