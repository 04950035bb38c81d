import { standingTrouble } from '../../../pipeline/standing-trouble';
import type { Presence, WayPart } from '../../../target/presence';

const seen = (part: WayPart, ageMs: number, says?: string): Presence => ({ part, ageMs, trouble: says === undefined ? undefined : { says, remedy: 'mend it' } });

test('what failed last stands until something has come through', () => {
  const standing = standingTrouble([seen('broker', 900, 'Redis takes no events'), seen('stream', 2000)]);
  expect(standing.of('broker')).toEqual({ says: 'Redis takes no events', remedy: 'mend it' });
  expect(standing.of('stream')).toBeUndefined();
  standing.over();
  expect(standing.of('broker')).toBeUndefined();
});

test('of several that noted the same part the newest counts, in whichever order they are read', () => {
  for (const order of [[0, 1], [1, 0]]) {
    const works = [seen('stream', 5000, 'SourceUnavailable'), seen('stream', 300)];
    const fails = [seen('stream', 5000), seen('stream', 300, 'SourceUnavailable')];
    expect(standingTrouble(order.map((at) => works[at]!)).of('stream')).toBeUndefined();
    expect(standingTrouble(order.map((at) => fails[at]!)).of('stream')).toMatchObject({ says: 'SourceUnavailable' });
  }
});
