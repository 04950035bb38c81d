import type { RowDataPacket } from 'mysql2/promise';
import { useServers } from '../../servers';
import { get, openTwoSides, type TwoSides } from './two-sides';

/** The stand-in writes as Magento does, and the services answer what it wrote. */
describe('writes at the Magento stand-in', () => {
  let sides: TwoSides;
  afterAll(() => sides?.close());
  const servers = useServers();
  beforeAll(async () => {
    sides = await openTwoSides(servers, { customers: 20, products: 30, orders: 10, seed: 5, traps: 'none', prefix: 'mg_' });
    await sides.project();
  });

  const rows = async (sql: string, values: unknown[] = []): Promise<RowDataPacket[]> => (await sides.shop.query<RowDataPacket[]>(sql, values))[0];
  const count = async (table: string): Promise<number> => Number((await rows(`SELECT COUNT(*) AS n FROM mg_${table}`))[0]!.n);
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${sides.magento.listeningOrigin}/rest${path}`, { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}) });
    return { status: answer.status, body: await answer.json() as unknown };
  };
  const someone = async (): Promise<number> => Number((await rows('SELECT MIN(entity_id) AS id FROM mg_customer_entity'))[0]!.id);
  const buyable = async (): Promise<{ sku: string; item_id: number; product_id: number }> => (await rows(`SELECT e.sku, i.item_id, i.product_id
    FROM mg_catalog_product_entity e JOIN mg_cataloginventory_stock_item i ON i.product_id = e.entity_id WHERE e.type_id = 'simple' ORDER BY e.entity_id LIMIT 1`))[0] as never;
  const shipping = { firstname: 'Ada', lastname: 'L', street: ['One street', 'floor 2'], city: 'Austin', postcode: '73301', country_id: 'US', telephone: '1', email: 'ada@example.com' };

  const order = async (cart: string, qty: number) => {
    const { sku, item_id } = await buyable();
    expect(await send('PUT', `/V1/products/${sku}/stockItems/${item_id}`, { stockItem: { qty: 1000, is_in_stock: true } })).toEqual({ status: 200, body: item_id });
    expect(await send('PUT', `/V1/products/${sku}`, { product: { status: 1, price: 12.5 } })).toMatchObject({ status: 200 });
    expect(await send('POST', `${cart}/items`, { cartItem: { sku, qty } })).toMatchObject({ status: 200, body: { sku, qty } });
    expect((await send('POST', `${cart}/shipping-information`, { addressInformation: { shipping_address: shipping } })).status).toBe(200);
    return send('PUT', `${cart}/order`, { paymentMethod: { method: 'checkmo' } });
  };

  it("make an order of a guest's cart, which the service answers once it is projected", async () => {
    const reserved = await count('inventory_reservation');
    const { body: masked } = await send('POST', '/V1/guest-carts');
    const placed = await order(`/V1/guest-carts/${String(masked)}`, 3);
    expect(placed).toEqual({ status: 200, body: expect.any(Number) as unknown });
    const path = `/rest/V1/orders/${String(placed.body)}`;
    const told = await get(sides.magento, path);
    expect(told.body).toMatchObject({
      state: 'new', status: 'pending', increment_id: expect.stringMatching(/^\d{9}$/) as unknown, customer_is_guest: 1, customer_email: 'ada@example.com',
      base_subtotal: 37.5, base_grand_total: 42.5, total_item_count: 1, items: [{ qty_ordered: 3, base_row_total: 37.5 }], billing_address: { street: ['One street', 'floor 2'] },
      payment: { method: 'checkmo', base_amount_ordered: 42.5 }, status_histories: [{ status: 'pending' }],
    });
    expect(await count('inventory_reservation')).toBe(reserved + 1);
    await sides.project(['order']);
    expect(await get(sides.services.order, path)).toEqual(told);
    // The cart is spent.
    expect((await send('PUT', `/V1/guest-carts/${String(masked)}/order`, { paymentMethod: { method: 'checkmo' } })).status).toBe(404);
  });

  it("make an order of a customer's cart with a coupon, and count its use", async () => {
    await sides.shop.query("UPDATE mg_salesrule_coupon c JOIN mg_salesrule r USING (rule_id) SET r.is_active = 1, c.expiration_date = NULL, c.usage_limit = NULL WHERE r.simple_action = 'by_percent'");
    const [coupon] = await rows("SELECT c.code, c.coupon_id, c.times_used, r.discount_amount FROM mg_salesrule_coupon c JOIN mg_salesrule r USING (rule_id) WHERE r.simple_action = 'by_percent' LIMIT 1");
    const customer = await someone();
    const { body: quote } = await send('POST', `/V1/customers/${customer}/carts`);
    // A guest's paths do not open a customer's cart, nor the other way round.
    expect((await send('POST', `/V1/guest-carts/${String(quote)}/items`, { cartItem: { sku: 'x', qty: 1 } })).status).toBe(404);
    expect((await send('PUT', `/V1/carts/${String(quote)}/coupons/${String(coupon!.code)}`)).status).toBe(200);
    const placed = await order(`/V1/carts/${String(quote)}`, 2);
    const discount = -Math.round(2500 * Number(coupon!.discount_amount) / 100) / 100;
    expect((await get(sides.magento, `/rest/V1/orders/${String(placed.body)}`)).body).toMatchObject({ customer_id: customer, coupon_code: coupon!.code as string, base_discount_amount: discount });
    expect(Number((await rows('SELECT times_used FROM mg_salesrule_coupon WHERE coupon_id = ?', [coupon!.coupon_id]))[0]!.times_used)).toBe(Number(coupon!.times_used) + 1);
  });

  it('leave nothing behind when there is too little stock', async () => {
    const { body: masked } = await send('POST', '/V1/guest-carts');
    const before = [await count('sales_order'), await count('sales_order_item'), await count('inventory_reservation'), await count('sales_order_payment')];
    const { item_id } = await buyable();
    await sides.shop.query('UPDATE mg_cataloginventory_stock_item SET backorders = 0 WHERE item_id = ?', [item_id]);
    expect((await order(`/V1/guest-carts/${String(masked)}`, 5000)).status).toBe(400);
    expect([await count('sales_order'), await count('sales_order_item'), await count('inventory_reservation'), await count('sales_order_payment')]).toEqual(before);
  });

  it('change an account and a product at one store, without the other stores', async () => {
    const customer = await someone();
    expect((await send('PUT', `/V1/customers/${customer}`, { customer: { firstname: 'Änne', lastname: 'O’Neill' } })).status).toBe(200);
    const { sku } = await buyable();
    expect((await send('PUT', `/eu_de/V1/products/${sku}`, { product: { name: 'Nur hier' } })).status).toBe(200);
    await sides.project(['customer', 'product']);
    for (const [service, path] of [['customer', `/rest/V1/customers/${customer}`], ['catalog', `/rest/eu_de/V1/products/${sku}`], ['catalog', `/rest/all/V1/products/${sku}`]] as const) {
      expect(await get(sides.services[service], path)).toEqual(await get(sides.magento, path));
    }
    expect((await get(sides.services.catalog, `/rest/eu_de/V1/products/${sku}`)).body).toMatchObject({ name: 'Nur hier' });
    expect((await get(sides.services.catalog, `/rest/all/V1/products/${sku}`)).body).not.toMatchObject({ name: 'Nur hier' });
  });

  it.each([
    ['POST', '/V1/guest-carts/nobody/items', { cartItem: { sku: 'x', qty: 1 } }, 404], ['PUT', '/V1/customers/99999', { customer: {} }, 404],
    ['PUT', '/V1/products/no-such', { product: { price: 1 } }, 404], ['PUT', '/V1/products/no-such', { product: { price: -1 } }, 400],
  ])('refuse %s %s %j', async (method, path, body, status) => {
    expect((await send(method, path, body)).status).toBe(status);
  });
});
