import type { SqlValue } from '../sql-literal';
import type { TrapShop } from './trap-shop';

/** A customer of website 1 without addresses; resolves to its id. `columns` replace those of its row. */
export function addCustomer(shop: TrapShop, label: string, columns: Readonly<Record<string, SqlValue>> = {}): Promise<number> {
  return shop.insert('customer_entity', {
    website_id: 1, email: `trap.${label}@example.com`, group_id: 1, store_id: 1, created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00',
    is_active: 1, created_in: 'Default Store View', firstname: 'Trap', lastname: label, password_hash: null, ...columns,
  });
}

/** An address of a customer; resolves to its id. */
export function addAddress(shop: TrapShop, customerId: number, columns: Readonly<Record<string, SqlValue>> = {}): Promise<number> {
  return shop.insert('customer_address_entity', {
    parent_id: customerId, created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00', is_active: 1, city: 'Trapton', country_id: 'US', firstname: 'Trap',
    lastname: 'Address', postcode: '00000', region: 'Alabama', region_id: 1, street: '1 Trap Street', telephone: '555-0100', ...columns,
  });
}
