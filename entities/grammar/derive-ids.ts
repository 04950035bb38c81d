import { createCipheriv, createHash } from 'node:crypto';

/**
 * Ids are derived, never drawn: a UUIDv8 (RFC 9562) whose first 48 bits are the Magento id and whose remaining 74 free
 * bits are AES-128, under the migration's own key, of (entity, id). The same row always gets the same id, references
 * need no look-up, nobody can guess one, and B-trees append because ids sort as Magento's do.
 */
export interface IdSpace {
  /** What the id names, e.g. `order` or `order-item`. */
  readonly entity: string;
  /** Two-part keys are packed into 53 bits and need five more than the first 48. */
  readonly wide: boolean;
}

/** The largest id a space can hold, exclusive. */
export const idLimit = (wide: boolean): number => (wide ? 2 ** 53 : 2 ** 48);

/** Bits of the second part of a packed two-part key. */
const secondBits = 2 ** 27;

/** Packs a two-part key into one number that sorts like the pair. Both parts must stay below 2^26 and 2^27. */
export function packKey(first: number, second: number): number {
  if (first >= 2 ** 26 || second >= secondBits) {
    throw new Error(`key (${first}, ${second}) is too large to pack: the parts must stay below 2^26 and 2^27`);
  }
  return first * secondBits + second;
}

/** The two parts of a packed key. */
export function unpackKey(key: number): readonly [number, number] {
  return [Math.floor(key / secondBits), key % secondBits];
}

export interface IdDeriver {
  /** 16 bytes per id, in order. */
  derive(space: IdSpace, ids: readonly number[]): Buffer;
  /** One id as text. */
  one(space: IdSpace, id: number): string;
}

/** @param key 16 secret bytes, made once per migration and kept in the control database. */
export function createIdDeriver(key: Buffer): IdDeriver {
  if (key.length !== 16) throw new Error(`the id key must be 16 bytes, not ${key.length}`);
  const prefixes = new Map<string, Buffer>();
  const prefixOf = (entity: string): Buffer => {
    let prefix = prefixes.get(entity);
    if (!prefix) prefixes.set(entity, (prefix = createHash('sha256').update(entity).digest().subarray(0, 8)));
    return prefix;
  };
  const derive = (space: IdSpace, ids: readonly number[]): Buffer => {
    const blocks = Buffer.allocUnsafe(ids.length * 16);
    const prefix = prefixOf(space.entity);
    const limit = idLimit(space.wide);
    ids.forEach((id, index) => {
      if (!(id >= 0 && id < limit)) throw new Error(`${space.entity} id ${id} is outside 0..2^${space.wide ? 53 : 48}-1`);
      prefix.copy(blocks, index * 16);
      blocks.writeUInt32BE(Math.floor(id / 2 ** 32), index * 16 + 8);
      blocks.writeUInt32BE(id % 2 ** 32, index * 16 + 12);
    });
    const out = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(blocks);
    ids.forEach((id, index) => stamp(out, index * 16, id, space.wide));
    return out;
  };
  return { derive, one: (space, id) => formatUuid(derive(space, [id]), 0) };
}

/** Writes the id and the version and variant bits over a block of pseudo-random bytes. */
function stamp(out: Buffer, at: number, id: number, wide: boolean): void {
  const high = wide ? Math.floor(id / 32) : id;
  out.writeUIntBE(high, at, 6);
  if (wide) {
    const low = id % 32;
    out[at + 6] = 0x80 | (low >> 1);
    out[at + 7] = ((low & 1) << 7) | (out[at + 7]! & 0x7f);
  } else {
    out[at + 6] = 0x80 | (out[at + 6]! & 0x0f);
  }
  out[at + 8] = 0x80 | (out[at + 8]! & 0x3f);
}

/** Text of the UUID at a byte offset. */
export function formatUuid(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The Magento id inside a derived UUID. Only true of ids Banyan derived; ids born in a service carry none. */
export function idInside(uuid: string, wide: boolean): number {
  const high = parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
  if (!wide) return high;
  const next = parseInt(uuid.slice(15, 17), 16);
  return high * 32 + (next >> 3);
}

/** The lowest possible UUID with a given id inside: the start of a range in the target. */
export function lowestUuid(id: number, wide: boolean): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(wide ? Math.floor(id / 32) : id, 0, 6);
  if (wide) {
    const low = id % 32;
    bytes[6] = low >> 1 | 0x80;
    bytes[7] = (low & 1) << 7;
  }
  return formatUuid(bytes, 0);
}
