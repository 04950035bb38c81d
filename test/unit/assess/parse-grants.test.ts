import { holds } from '../../../pipeline/assess/source/grants';
import { parseGrants } from '../../../pipeline/assess/source/parse-grants';

const lines = [
  "GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO `banyan`@`%` IDENTIFIED BY PASSWORD '*SECRET'",
  'GRANT SELECT ON `shop\\_one`.* TO `banyan`@`%`',
  'GRANT SELECT, INSERT, UPDATE, DELETE ON `banyan`.* TO `banyan`@`%`',
  'GRANT SELECT (`email`) ON `other`.`customer_entity` TO `banyan`@`%`',
  'GRANT INSERT ON `other`.`customer_entity` TO `banyan`@`%`',
  'GRANT `reader` TO `banyan`@`%`',
];

test('server-wide and database-wide privileges are told apart', () => {
  const held = parseGrants(lines);
  expect(holds(held, 'REPLICATION SLAVE', undefined)).toBe(true);
  expect(holds(held, 'SELECT', undefined)).toBe(false);
  expect(holds(held, 'DELETE', 'banyan')).toBe(true);
  expect(holds(held, 'DELETE', 'shop_one')).toBe(false);
});

test('an escaped underscore is a letter, a bare one is any letter', () => {
  expect(holds(parseGrants(lines), 'SELECT', 'shop_one')).toBe(true);
  expect(holds(parseGrants(lines), 'SELECT', 'shopXone')).toBe(false);
  expect(holds(parseGrants(['GRANT SELECT ON `shop_one`.* TO u']), 'SELECT', 'shopXone')).toBe(true);
  expect(holds(parseGrants(['GRANT SELECT ON `shop%`.* TO u']), 'SELECT', 'shop_of_mine')).toBe(true);
});

test('a database name may hold what regular expressions and quotes mean something by', () => {
  expect(holds(parseGrants(['GRANT SELECT ON `a.b+(c)``d`.* TO u']), 'SELECT', 'a.b+(c)`d')).toBe(true);
  expect(holds(parseGrants(['GRANT SELECT ON `a.b`.* TO u']), 'SELECT', 'aXb')).toBe(false);
});

test('grants on single tables and columns do not count as the database', () => {
  expect(holds(parseGrants(lines), 'SELECT', 'other')).toBe(false);
  expect(holds(parseGrants(lines), 'INSERT', 'other')).toBe(false);
});

test('ALL PRIVILEGES is every privilege', () => {
  const held = parseGrants(["GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION"]);
  expect(holds(held, 'REPLICATION SLAVE', undefined)).toBe(true);
  expect(holds(held, 'SELECT', 'anything')).toBe(true);
});

test('no hash of a password is kept', () => {
  expect(JSON.stringify(parseGrants(lines))).not.toContain('SECRET');
});
