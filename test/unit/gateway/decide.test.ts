import fc from 'fast-check';
import { initialRouting, type Routing } from '../../../contracts/routing';
import { bucketOf, buckets } from '../../../gateway/decide/bucket-of';
import { decideSide, type Visitor } from '../../../gateway/decide/decide-side';
import { takesJson } from '../../../gateway/decide/takes-json';
import { visitorKeys } from '../../../gateway/decide/visitor-keys';
import { matchRoute } from '../../../gateway/routes/match-route';

const product = matchRoute('/rest/V1/products/A');
const routing = (flag: Partial<Routing['flags']['catalog_read']>, more: Partial<Routing> = {}): Routing => ({
  ...initialRouting, ...more, flags: { ...initialRouting.flags, catalog_read: { ...initialRouting.flags.catalog_read, ...flag }, catalog_write: { everyone: 100, team: 100, since: 0 } },
});
const decide = (given: Routing, visitor: Partial<Visitor> = {}, team: readonly string[] = []) => decideSide(given, new Set(team), { key: 'session:a', route: product, isRead: true, takesJson: true, ...visitor });

describe('cohorts', () => {
  test('a percentage is met, for sessions, customers in a row, and addresses', () => {
    for (const name of ['session:s', 'customer:', 'address:10.0.0.']) {
      const within = Array.from({ length: 100_000 }, (_, i) => bucketOf(`${name}${i}`)).filter((bucket) => bucket < buckets / 10).length;
      // Three standard deviations of a fair draw.
      expect(Math.abs(within - 10_000)).toBeLessThan(3 * Math.sqrt(100_000 * 0.1 * 0.9));
    }
  });

  test('who is in stays in while the percentage grows, and everybody is in at 100', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (key, one, other) => {
      const sides = [Math.min(one, other), Math.max(one, other)].map((everyone) => decide(routing({ everyone }), { key }).side);
      expect(sides).not.toEqual(['service', 'magento']);
      expect(decide(routing({ everyone: 100 }), { key }).side).toBe('service');
      expect(decide(routing({ everyone: 0 }), { key }).side).toBe('magento');
    }));
  });

  test('the team has a share of its own, and never less than everyone', () => {
    expect(decide(routing({ team: 100 }), {}, ['session:a'])).toEqual({ side: 'service', cohort: 'team', reason: 'flag' });
    expect(decide(routing({ team: 100 }))).toEqual({ side: 'magento', cohort: 'everyone', reason: 'flag' });
    expect(decide(routing({ everyone: 100 }), {}, ['session:a'])).toMatchObject({ side: 'service', cohort: 'team' });
  });
});

describe('a service answers in JSON', () => {
  test('whoever would get something else from Magento gets it from Magento', () => expect(decide(routing({ everyone: 100 }), { takesJson: false })).toMatchObject({ side: 'magento', reason: 'unmapped' }));

  test.each([
    [undefined, true], ['', true], ['*/*', true], ['application/json', true], ['application/json, text/plain, */*', true], [' Application/JSON;q=0.9', true], ['application/*', true],
    ['application/xml', false], ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false], ['text/xml, application/json', false], ['application/jsonp', false],
  ])('Accept: %s', (accept, takes) => expect(takesJson(accept)).toBe(takes));
});

describe('what flags cannot do', () => {
  const on = { everyone: 100 };
  test.each([
    ['a write goes to Magento in phase 1', decide(routing(on), { isRead: false }), 'write'],
    ['a kill holds everything', decide(routing(on, { killed: true })), 'killed'],
    ['what failures have switched off stays off', decide(routing({ ...on, disabled: { why: 'x', at: 'y' } })), 'disabled'],
    ['what no service answers', decide(routing(on), { route: matchRoute('/rest/V1/products/A/media') }), 'unmapped'],
    ['what belongs to no domain', decide(routing(on), { route: matchRoute('/checkout') }), 'unmapped'],
  ])('%s', (_name, decision, reason) => expect(decision).toMatchObject({ side: 'magento', reason }));

  test('in a later phase a write follows the flag of writes', () => expect(decide(routing({}, { phase: 2 }), { isRead: false })).toMatchObject({ side: 'service' }));
});

describe('a visitor is known by customer, else cart, else session, else address', () => {
  const keys = (path: string, headers: Record<string, string> = {}) => visitorKeys({ path, domain: matchRoute(path).domain, headers, address: '10.0.0.1' });
  const token = (claims: object): string => `Bearer ${Buffer.from('{}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
  const cookie = 'a=b; PHPSESSID=abc';

  test.each([
    ['the customer of a token', keys('/rest/V1/carts/mine', { authorization: token({ uid: 17, utypid: 3 }), cookie }), ['customer:17', 'session:abc']],
    ['the customer of a path, before the token of a program', keys('/rest/V1/customers/17', { authorization: 'Bearer opaque' }), ['customer:17', 'session:Bearer opaque']],
    ['the token of an administrator is no customer', keys('/rest/V1/products/a', { authorization: token({ uid: 17, utypid: 2 }) }), [expect.stringMatching(/^session:Bearer /)]],
    ['a cart, before a session', keys('/rest/V1/guest-carts/Xy9/items', { cookie }), ['cart:Xy9', 'session:abc']],
    ['a cart of a store view, before the token of a program', keys('/rest/eu/V1/carts/5', { authorization: 'Bearer opaque' }), ['cart:5', 'session:Bearer opaque']],
    ['a session', keys('/rest/V1/products/a', { cookie }), ['session:abc']],
    ['nothing but where it comes from', keys('/rest/V1/products/a', { cookie: 'XPHPSESSID=abc' }), ['address:10.0.0.1']],
  ])('%s', (_name, found, expected) => expect(found).toEqual(expected));
});
