import { keyName } from '../../../../scripts/generate/key-name';
import { plainName } from '../../../../scripts/generate/plain-name';

test('a short name is spelled out', () => expect(keyName('orders', ['magento_store_id'], 'idx')).toBe('orders_magento_store_id_idx'));

test('a long name is cut to what PostgreSQL keeps, and two of them stay apart', () => {
  const columns = ['a_rather_long_column_name', 'another_rather_long_column_name'];
  const [one, other] = [keyName('product_option_value_prices', [...columns, 'x'], 'idx'), keyName('product_option_value_prices', [...columns, 'y'], 'idx')];
  expect(one).toHaveLength(63);
  expect(one).toMatch(/_idx$/);
  expect(one).not.toBe(other);
});

test('reserved words and odd names are quoted', () => {
  expect(['order', 'orders', 'user', 'Name', 'a"b'].map(plainName)).toEqual(['"order"', 'orders', '"user"', '"Name"', '"a""b"']);
});
