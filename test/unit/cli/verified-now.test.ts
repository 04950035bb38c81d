import { verifiedNow } from '../../../cli/verified-now';
import type { RunStatus, VerificationOutcome } from '../../../contracts/outcomes';
import type { StreamStatus } from '../../../pipeline/stream-status';

const stored: VerificationOutcome = { verification: 'shop-1/1', rows: 10, mismatches: 0, unaccepted: 3, uncovered: [], green: false };
const status = { run: 'shop-1', holds: [], verification: stored } as unknown as RunStatus;
const stream = { unaccepted: 0, gaps: [] } as unknown as StreamStatus;

test('the verdict is as it stands now, the same for --json and for the lines', () => {
  expect(verifiedNow(status, stream).verification).toEqual({ ...stored, unaccepted: 0, green: true });
  expect(verifiedNow({ ...status, verification: { ...stored, mismatches: 1 } }, stream).verification).toMatchObject({ green: false });
  expect(verifiedNow({ ...status, verification: { ...stored, unaccepted: 0, green: true } }, { ...stream, unaccepted: 2 }).verification).toMatchObject({ unaccepted: 2, green: false });
});

test('what cannot be asked is told as it was stored, and what was never compared has no verdict', () => {
  expect(verifiedNow(status, 'not reachable').verification).toEqual(stored);
  expect(verifiedNow({ ...status, verification: undefined }, stream)).not.toHaveProperty('verification');
});
