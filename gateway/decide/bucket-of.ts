/** Buckets of a hundredth of a percent. */
export const buckets = 10_000;

/**
 * Where a cohort key falls among all: the same in every gateway, for every domain and for ever, so that a member stays
 * where it is while a percentage grows. FNV-1a, then mixed so that numbers in a row spread evenly.
 * @returns 0 to 9,999.
 */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % buckets;
}
