import { FIRST_PRODUCT_ID } from '../catalog/product-at';
import { customerAt } from '../customers/customer-at';
import { dateTime, DAY } from '../moments';
import type { SeedContext } from '../seed-context';

/** Every twelfth customer or so has a wishlist, now and then an empty one. */
const EVERY = 12;

export async function writeWishlists(context: SeedContext): Promise<void> {
  const { seed, customers, products } = context.options;
  for (let n = EVERY; n <= customers; n += EVERY) {
    const random = context.random('wishlist', n);
    const { id: customerId, store, createdAt } = customerAt(seed, n, customers);
    const wishlistId = context.nextId('wishlist');
    const at = dateTime(createdAt + DAY);
    context.put('wishlist', { wishlist_id: wishlistId, customer_id: customerId, shared: random.chance(0.1) ? 1 : 0, sharing_code: random.hex(32), updated_at: at });
    const count = random.int(5);
    for (let index = 0; index < count; index++) {
      const itemId = context.nextId('wishlist_item');
      const productId = FIRST_PRODUCT_ID + random.int(products);
      context.put('wishlist_item', {
        wishlist_item_id: itemId, wishlist_id: wishlistId, product_id: productId, store_id: store.id, added_at: at,
        description: random.chance(0.2) ? 'For the birthday; in "blue"?' : null, qty: random.between(1, 3),
      });
      context.put('wishlist_item_option', {
        option_id: context.nextId('wishlist_item_option'), wishlist_item_id: itemId, product_id: productId, code: 'info_buyRequest',
        value: JSON.stringify({ product: String(productId), qty: 1 }),
      });
    }
    await context.ready();
  }
}
