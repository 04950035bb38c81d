import { FIRST_PRODUCT_ID } from '../catalog/product-at';
import { FIRST_CUSTOMER_ID } from '../customers/customer-at';
import { FIRST_NAMES } from '../customers/names';
import { dateTime, FIRST_ORDER, LAST_ORDER } from '../moments';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { ACTIVE_STORES } from '../shop/stores';

const PRODUCT_ENTITY = 1;
const RATINGS: readonly string[] = ['Quality', 'Value', 'Price'];
const STARS = 5;
const PRODUCTS_PER_REVIEW = 2;
const TITLES: readonly string[] = ['Does what it says', 'Très bien', '很好', 'جيد جدا', 'Rất tốt', 'It\'s "fine"', 'Never again'];

/** Ratings with their options, then a review for every other product or so, with a vote per rating. */
export async function writeReviews(context: SeedContext): Promise<void> {
  writeRatings(context);
  const count = Math.floor(context.options.products / PRODUCTS_PER_REVIEW);
  for (let n = 1; n <= count; n++) {
    writeReview(context, n, context.random('review', n));
    await context.ready();
  }
}

function writeRatings({ put }: SeedContext): void {
  ['product', 'customer', 'category'].forEach((code, index) => put('review_entity', { entity_id: index + 1, entity_code: code }));
  ['Approved', 'Pending', 'Not Approved'].forEach((code, index) => put('review_status', { status_id: index + 1, status_code: code }));
  ['product', 'product_review', 'review'].forEach((code, index) => put('rating_entity', { entity_id: index + 1, entity_code: code }));
  RATINGS.forEach((code, index) => {
    put('rating', { rating_id: index + 1, entity_id: PRODUCT_ENTITY, rating_code: code, position: index, is_active: 1 });
    for (let star = 1; star <= STARS; star++) {
      put('rating_option', { option_id: optionOf(index, star), rating_id: index + 1, code: String(star), value: star, position: star });
    }
    for (const { id } of ACTIVE_STORES) put('rating_store', { rating_id: index + 1, store_id: id });
  });
}

/** Option ids run on over the ratings: option 6 is one star of the second. */
function optionOf(ratingIndex: number, star: number): number {
  return ratingIndex * STARS + star;
}

function writeReview({ put, nextId, options }: SeedContext, n: number, random: Random): void {
  const productId = FIRST_PRODUCT_ID + random.int(options.products);
  const customerId = random.chance(0.6) ? FIRST_CUSTOMER_ID + random.int(options.customers) : null;
  const store = random.pick(ACTIVE_STORES);
  put('review', {
    review_id: n, created_at: dateTime(random.between(FIRST_ORDER, LAST_ORDER)), entity_id: PRODUCT_ENTITY, entity_pk_value: productId,
    status_id: random.pick([1, 1, 1, 1, 2, 3]),
  });
  put('review_detail', {
    detail_id: nextId('review_detail'), review_id: n, store_id: store.id, title: random.pick(TITLES),
    detail: `I bought it twice.\nThe second one "fits" better.\r\n5\\5`, nickname: random.pick(FIRST_NAMES), customer_id: customerId,
  });
  for (const storeId of [0, store.id]) put('review_store', { review_id: n, store_id: storeId });
  RATINGS.forEach((_code, index) => {
    const stars = random.between(1, STARS);
    put('rating_option_vote', {
      vote_id: nextId('rating_option_vote'), option_id: optionOf(index, stars), remote_ip: '192.0.2.7', remote_ip_long: 3_221_225_991,
      customer_id: customerId, entity_pk_value: productId, rating_id: index + 1, review_id: n, percent: stars * 20, value: stars,
    });
  });
}
