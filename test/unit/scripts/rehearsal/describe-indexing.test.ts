import { defaultPayloadConverter } from '@temporalio/common';
import { describeIndexing } from '../../../../scripts/rehearsal/describe-indexing';

const pending = (name: string, details: unknown) => ({ activityType: { name }, heartbeatDetails: { payloads: [defaultPayloadConverter.toPayload(details)] } });

test('the indexes that are built are counted', () => {
  expect(describeIndexing([pending('checkGate', {}), pending('completeTargets', { builds: 'order/001.sql', statement: 3, of: 7 })]))
    .toBe('building indexes and foreign keys: 3 of 7 in order/001.sql');
});

test('nothing is said when none are built, or none is named yet', () => {
  expect(describeIndexing([])).toBeUndefined();
  expect(describeIndexing([pending('copyPlannedRange', { builds: 'x', statement: 1, of: 1 })])).toBeUndefined();
  expect(describeIndexing([{ activityType: { name: 'completeTargets' }, heartbeatDetails: null }])).toBeUndefined();
});
