import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { storeOf } from '../../api/add-read-routes';
import { badRequest } from '../../api/api-fault';
import type { Reads } from '../../api/reads';
import type { OpenShop } from '../open-shop';
import { inShopTransaction, type ShopWriter } from '../shop-writer';
import { addItem, lockCart, openCart, setAddresses, useCoupon } from './carts';
import { editCustomer, editProduct, setStock } from './edits';
import { placeOrder } from './place-order';

const line = z.object({ cartItem: z.object({ sku: z.string().min(1), qty: z.number().positive().max(10_000) }) });
const address = z.object({
  firstname: z.string(), lastname: z.string(), street: z.array(z.string()).min(1), city: z.string(), postcode: z.string().optional(),
  country_id: z.string().length(2), telephone: z.string(), region: z.string().optional(), email: z.string().optional(),
});
const addresses = z.object({ addressInformation: z.object({ shipping_address: address, billing_address: address.optional() }) });
const payment = z.object({ paymentMethod: z.object({ method: z.string().min(1).max(128) }) });
const stock = z.object({ stockItem: z.object({ qty: z.number(), is_in_stock: z.boolean() }) });
const text = z.string().max(255).nullable().optional();
const account = z.object({ customer: z.object({ firstname: text, lastname: text, middlename: text, prefix: text, suffix: text, taxvat: text }) });
const goods = z.object({ product: z.object({
  name: z.string().max(255).optional(), price: z.number().min(0).optional(), status: z.union([z.literal(1), z.literal(2)]).optional(), weight: z.number().min(0).optional(),
  custom_attributes: z.array(z.object({ attribute_code: z.string(), value: z.union([z.string(), z.number()]).nullable() })).optional(),
}) });

interface Params {
  readonly cart: string;
  readonly code: string;
  readonly id: string;
  readonly sku: string;
  readonly itemId: string;
}

type Work = (writer: ShopWriter, request: FastifyRequest, params: Params) => Promise<unknown>;

/** Answers writes from the shop's own tables, each as one transaction. Both `/rest/V1` and `/rest/<store code>/V1` are served. */
export function addWriteRoutes(app: FastifyInstance, shop: OpenShop, reads: Pick<Reads, 'storeId'>): void {
  const on = (method: 'POST' | 'PUT', path: string, work: Work): void => {
    const answer = async (request: FastifyRequest, reply: { type(value: string): { send(body: string): unknown } }) => {
      const result = await inShopTransaction(shop, (writer) => work(writer, request, request.params as Params));
      // A bare text or number is JSON too.
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(result));
    };
    for (const root of ['/rest', '/rest/:store']) app.route({ method, url: `${root}${path}`, handler: answer });
  };
  addCartRoutes(on, reads);
  on('PUT', '/V1/products/:sku/stockItems/:itemId', (writer, { body }, { sku, itemId }) => {
    const { stockItem } = parsed(stock, body);
    return setStock(writer, { sku, itemId, qty: stockItem.qty, inStock: stockItem.is_in_stock });
  });
  on('PUT', '/V1/customers/:id', async (writer, { body }, { id }) => {
    await editCustomer(writer, id, parsed(account, body).customer);
    return { id: Number(id) };
  });
  on('PUT', '/V1/products/:sku', async (writer, request, { sku }) => {
    const { custom_attributes: custom = [], ...own } = parsed(goods, request.body).product;
    // Without a store view Magento writes what all stores inherit.
    const storeId = (request.params as { store?: string }).store === undefined ? '0' : await storeOf(request, reads);
    const values = Object.fromEntries([...Object.entries(own), ...custom.map(({ attribute_code, value }) => [attribute_code, value] as const)].filter(([, value]) => value !== undefined));
    return { id: Number(await editProduct(writer, { sku, storeId, values: values as Record<string, string | number | null> })), sku };
  });
}

function addCartRoutes(on: (method: 'POST' | 'PUT', path: string, work: Work) => void, reads: Pick<Reads, 'storeId'>): void {
  on('POST', '/V1/guest-carts', async (writer, request) => openCart(writer, { storeId: await storeOf(request, reads) }));
  on('POST', '/V1/customers/:id/carts', async (writer, request, { id }) => Number(await openCart(writer, { storeId: await storeOf(request, reads), customerId: id })));
  for (const [root, guest] of [['/V1/guest-carts/:cart', true], ['/V1/carts/:cart', false]] as const) {
    on('POST', `${root}/items`, async (writer, { body }, { cart }) => addItem(writer, await lockCart(writer, { cart, guest }), parsed(line, body).cartItem));
    on('POST', `${root}/shipping-information`, async (writer, { body }, { cart }) => {
      const { shipping_address: shipping, billing_address: billing } = parsed(addresses, body).addressInformation;
      await setAddresses(writer, await lockCart(writer, { cart, guest }), { shipping, billing });
      return { payment_methods: [{ code: 'checkmo', title: 'Check / Money order' }] };
    });
    on('PUT', `${root}/coupons/:code`, async (writer, _request, { cart, code }) => {
      await useCoupon(writer, await lockCart(writer, { cart, guest }), code);
      return true;
    });
    on('PUT', `${root}/order`, async (writer, { body }, { cart }) => Number(await placeOrder(writer, await lockCart(writer, { cart, guest }), parsed(payment, body).paymentMethod.method)));
  }
}

/** @throws ApiFault 400 that names fields, never values. */
function parsed<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw badRequest('The request is not valid: %fields', { fields: result.error.issues.map(({ path }) => path.join('.')).join(', ') });
}
