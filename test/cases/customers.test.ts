import { runCases } from './run-cases';

const customerNo = (...ids: readonly number[]): string =>
  `FROM customer.customers c JOIN banyan.magento_id_map m ON m.new_uuid = c.id WHERE m.entity_type = 'customer' AND m.magento_id IN (${ids.join(', ')}) ORDER BY m.magento_id`;

runCases('customers', [
  {
    name: 'one-email-two-websites: one address in different letters has an account on each website',
    magento: `INSERT INTO store_website (website_id, code) VALUES (2, 'b2b');
      INSERT INTO customer_entity (entity_id, website_id, email, store_id) VALUES (1, 1, 'Ann@Example.com', 1), (2, 2, 'ann@example.com', NULL)`,
    entities: ['website', 'customer'],
    expected: [{ query: `SELECT c.email, c.magento_website_id AS website ${customerNo(1, 2)}`, rows: [{ email: 'Ann@Example.com', website: 1 }, { email: 'ann@example.com', website: 2 }] }],
  },
  {
    name: 'accounts-without-website: NULL never collides',
    magento: "INSERT INTO customer_entity (entity_id, website_id, email) VALUES (10, NULL, 'no@example.com'), (11, NULL, 'no@example.com')",
    entities: ['customer'],
    expected: [{ query: `SELECT c.email, c.magento_website_id AS website ${customerNo(10, 11)}`, rows: [{ email: 'no@example.com', website: null }, { email: 'no@example.com', website: null }] }],
  },
  {
    name: 'password-versions: every kind of hash is carried letter by letter, and none is none',
    magento: `INSERT INTO customer_entity (entity_id, website_id, email, password_hash) VALUES (20, 1, 'p0@example.com', 'ab:salt:0'), (21, 1, 'p1@example.com', 'cd:salt:1'),
      (22, 1, 'p3@example.com', 'ef:0123456789abcdef0123456789abcdef:3_32_2_67108864'), (23, 1, 'pc@example.com', 'ff:salt:0:3_32_2_67108864'), (24, 1, 'pm@example.com', '5f4dcc3b5aa765d61d8327deb882cf99'),
      (25, 1, 'pn@example.com', NULL), (26, 1, 'pe@example.com', '')`,
    entities: ['customer'],
    expected: [{
      query: `SELECT c.password_hash AS hash ${customerNo(20, 21, 22, 23, 24, 25, 26)}`,
      rows: ['ab:salt:0', 'cd:salt:1', 'ef:0123456789abcdef0123456789abcdef:3_32_2_67108864', 'ff:salt:0:3_32_2_67108864', '5f4dcc3b5aa765d61d8327deb882cf99', null, ''].map((hash) => ({ hash })),
    }],
  },
  {
    name: 'dangling-default-address: an address that is not there is named, and 0 is none',
    magento: "INSERT INTO customer_entity (entity_id, website_id, email, default_billing, default_shipping, group_id, gender) VALUES (30, 1, 'd@example.com', 4294967295, 0, 65535, 9)",
    entities: ['customer'],
    expected: [{
      query: `SELECT c.magento_default_billing AS billing, c.default_billing IS NOT NULL AS named, c.default_shipping AS shipping, c.magento_group_id AS "group", c.gender ${customerNo(30)}`,
      rows: [{ billing: 4294967295, named: true, shipping: null, group: 65535, gender: 9 }],
    }],
  },
  {
    name: 'customer-moments: a zero day of birth, and the last second of a timestamp',
    magento: "INSERT INTO customer_entity (entity_id, website_id, email, dob, lock_expires, rp_token_created_at) VALUES (40, 1, 'm@example.com', '0000-00-00', '2038-01-19 03:14:07', '0000-00-00 00:00:00')",
    entities: ['customer'],
    expected: [{
      query: `SELECT c.dob, to_char(c.lock_expires, 'YYYY-MM-DD HH24:MI:SS') AS lock, c.rp_token_created_at AS token, c.extra->>'dob' AS kept, c.extra->>'rp_token_created_at' AS kept_too ${customerNo(40)}`,
      rows: [{ dob: null, lock: '2038-01-19 03:14:07', token: null, kept: '0000-00-00', kept_too: '0000-00-00 00:00:00' }],
    }],
  },
  {
    name: 'custom-datetime-extremes: year 1, after the end of timestamps, and zero, as the shop wrote them',
    magento: `INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (200, 1, 'last_call_at', 'datetime');
      INSERT INTO customer_entity (entity_id, website_id, email) VALUES (50, 1, 'y1@example.com'), (51, 1, 'y2038@example.com'), (52, 1, 'y0@example.com');
      INSERT INTO customer_entity_datetime (attribute_id, entity_id, value) VALUES (200, 50, '0001-01-01 00:00:00'), (200, 51, '2038-01-20 00:00:00'), (200, 52, '0000-00-00 00:00:00')`,
    entities: ['customer'],
    expected: [{ query: `SELECT c.attributes->>'last_call_at' AS at ${customerNo(50, 51, 52)}`, rows: [{ at: '0001-01-01 00:00:00' }, { at: '2038-01-20 00:00:00' }, { at: '0000-00-00 00:00:00' }] }],
  },
  {
    name: 'street-of-many-lines: line feeds, carriage returns and tabs are part of the street; a region may be free text',
    magento: `INSERT INTO customer_entity (entity_id, website_id, email) VALUES (60, 1, 's@example.com');
      INSERT INTO customer_address_entity (entity_id, parent_id, city, country_id, firstname, lastname, street, telephone, region, region_id) VALUES
        (60, 60, 'Zürich', 'CH', 'f', 'l', 'Line one\\n\\nLine "three"\\r\\nLine\\tfour\\n', '1', 'Kanton Beispiel', NULL), (61, NULL, 'Nobodytown', 'DE', 'f', 'l', '', '', '', 0)`,
    entities: ['customer', 'customer-address'],
    expected: [{
      query: 'SELECT street, city, region, magento_region_id AS region_id, region_id AS uuid, magento_customer_id AS customer FROM customer.customer_addresses ORDER BY id',
      rows: [
        { street: 'Line one\n\nLine "three"\r\nLine\tfour\n', city: 'Zürich', region: 'Kanton Beispiel', region_id: null, uuid: null, customer: 60 },
        { street: '', city: 'Nobodytown', region: '', region_id: 0, uuid: null, customer: null },
      ],
    }],
  },
  {
    name: 'confirm-code-null-word: the word NULL is a word, customer 0 is nobody, and one address may subscribe twice',
    magento: "INSERT INTO newsletter_subscriber (subscriber_id, store_id, customer_id, subscriber_email, subscriber_status) VALUES (1, 1, 0, 'r@example.com', 1), (2, 1, 0, 'r@example.com', 9)",
    entities: ['newsletter-subscriber'],
    expected: [{
      query: "SELECT email, status, confirm_code AS code, customer_id AS customer, magento_customer_id AS number, extra->>'subscriber_status' AS odd FROM customer.newsletter_subscribers ORDER BY id",
      rows: [
        { email: 'r@example.com', status: 'subscribed', code: 'NULL', customer: null, number: 0, odd: null },
        { email: 'r@example.com', status: null, code: 'NULL', customer: null, number: 0, odd: '9' },
      ],
    }],
  },
  {
    name: 'emails-swapped: two customers change addresses, whoever is seen first',
    magento: "INSERT INTO customer_entity (entity_id, website_id, email) VALUES (70, 1, 'a@example.com'), (71, 1, 'b@example.com')",
    entities: ['customer'],
    expected: [{ query: `SELECT c.email ${customerNo(70, 71)}`, rows: [{ email: 'a@example.com' }, { email: 'b@example.com' }] }],
    change: {
      magento: "UPDATE customer_entity SET email = 'x@example.com' WHERE entity_id = 70; UPDATE customer_entity SET email = 'a@example.com' WHERE entity_id = 71; UPDATE customer_entity SET email = 'b@example.com' WHERE entity_id = 70",
      expected: [{ query: `SELECT c.email ${customerNo(70, 71)}`, rows: [{ email: 'b@example.com' }, { email: 'a@example.com' }] }],
    },
  },
]);
