import { asBytes, asCount, asTime } from '../words';
import { ok, warning, type Check } from '../check';
import type { SizedShop } from './sized-shop';

/** How much there is to move, and how long it will take. */
export const size: Check<SizedShop> = {
  name: 'size',
  run: async ({ estimate }) => {
    const says = `about ${asCount(estimate.rows)} rows (${asBytes(estimate.bytes)}) are to be carried`;
    if (estimate.seconds === undefined) return [warning(`${says}; how long it takes is not known: ${estimate.untimed}`, 'repeat the assessment when the other findings are settled')];
    return [ok(`${says}; copying and verifying takes about ${asTime(estimate.seconds)} by a probe from here, longer when the shop's server asks for a slower pace`)];
  },
};
