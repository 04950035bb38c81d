import { createHash } from 'node:crypto';
import type { Random } from '../random';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ARGON = '3_32_2_67108864';

/** The password behind every md5 and sha256 hash here. The argon2id ones only have the right shape. */
export function fakePassword(n: number): string {
  return `not-a-real-password-${n}`;
}

/**
 * A password hash as Magento's Encryptor writes it (`hash:salt:version`), every version it ever had: 0 md5, 1 sha256,
 * 2 and 3 argon2id, chains of an upgraded older hash, a bare md5 of a converted shop, none for accounts made by an import.
 */
export function passwordHash(n: number, random: Random): string | null {
  const salt = random.hex(32);
  const password = fakePassword(n);
  const argonHash = random.hex(64);
  switch (n % 40) {
    case 0: return `${md5(salt + password)}:${salt}:0`;
    case 1: return `${sha256(salt + password)}:${salt}:1`;
    case 2: return `${argonHash}:${salt}:2`;
    case 3: return `${argonHash}:${salt}:0:${ARGON}`;
    case 4: return `${argonHash}:${salt}:1:${ARGON}`;
    case 5: return md5(password);
    case 6: return null;
    case 7: return `${md5(salt + password)}:${salt}`;
    default: return `${argonHash}:${salt}:${ARGON}`;
  }
}
