import { createHash } from 'node:crypto';
import { fakePassword, passwordHash } from '../../../../scripts/seed/customers/password-hash';
import { createRandom } from '../../../../scripts/seed/random';

const hashOf = (n: number): string | null => passwordHash(n, createRandom(1, 'hash', n));

describe('passwordHash', () => {
  test('covers every form that Magento ever wrote', () => {
    const all = Array.from({ length: 40 }, (_unused, n) => hashOf(n));
    for (const form of [
      /^[0-9a-f]{32}:[0-9a-f]{32}:0$/, /^[0-9a-f]{64}:[0-9a-f]{32}:1$/, /^[0-9a-f]{64}:[0-9a-f]{32}:2$/, /^[0-9a-f]{64}:[0-9a-f]{32}:3_32_2_67108864$/,
      /^[0-9a-f]{64}:[0-9a-f]{32}:0:3_32_2_67108864$/, /^[0-9a-f]{64}:[0-9a-f]{32}:1:3_32_2_67108864$/, /^[0-9a-f]{32}$/, /^[0-9a-f]{32}:[0-9a-f]{32}$/,
    ]) {
      expect(all.filter((hash) => hash !== null && form.test(hash)).length).toBeGreaterThan(0);
    }
    expect(all).toContain(null);
  });

  test('md5 and sha256 hashes are those of the fake password', () => {
    const [md5, salt0] = hashOf(40)!.split(':');
    expect(md5).toBe(createHash('md5').update(salt0 + fakePassword(40)).digest('hex'));
    const [sha, salt1] = hashOf(41)!.split(':');
    expect(sha).toBe(createHash('sha256').update(salt1 + fakePassword(41)).digest('hex'));
  });
});
