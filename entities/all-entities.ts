import { attributeDefinition } from './attribute-definition';
import { attributeSet } from './attribute-set';
import { cart } from './cart';
import { category } from './category';
import { coupon } from './coupon';
import { couponUsage } from './coupon-usage';
import { customer } from './customer';
import { customerAddress } from './customer-address';
import { customerGroup } from './customer-group';
import { downloadPurchase } from './download-purchase';
import { giftMessage } from './gift-message';
import type { EntityDefinition } from './grammar/definition';
import { wavesOf } from './grammar/waves';
import { invoice } from './invoice';
import { media } from './media';
import { newsletterSubscriber } from './newsletter-subscriber';
import { order } from './order';
import { payment } from './payment';
import { product } from './product';
import { promotion } from './promotion';
import { promotionUsage } from './promotion-usage';
import { rating } from './rating';
import { refund } from './refund';
import { region } from './region';
import { reservation } from './reservation';
import { review } from './review';
import { reward } from './reward';
import { rewardHistory } from './reward-history';
import { shipment } from './shipment';
import { sourceItem } from './source-item';
import { stockItem } from './stock-item';
import { storeGroup } from './store-group';
import { storeView } from './store-view';
import { taxClass } from './tax-class';
import { website } from './website';
import { wishlist } from './wishlist';

/** Every aggregate that Banyan carries, in waves: each refers only to earlier waves, or forward. */
export const entityWaves: readonly (readonly EntityDefinition[])[] = wavesOf([
  website, storeGroup, storeView, region, taxClass, attributeDefinition, attributeSet,
  customerGroup, customer, customerAddress, newsletterSubscriber,
  category, media, product,
  cart, order, invoice, shipment, payment, refund, downloadPurchase, giftMessage,
  stockItem, sourceItem, reservation,
  promotion, promotionUsage, coupon, couponUsage,
  reward, rewardHistory, wishlist, rating, review,
]);

/** The same in one list, in the order of the waves. */
export const allEntities: readonly EntityDefinition[] = entityWaves.flat();
