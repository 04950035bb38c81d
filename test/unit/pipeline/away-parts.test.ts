import { BanyanFailure } from '../../../contracts/failures';
import { awayParts } from '../../../pipeline/away-parts';
import { streamFaultWords } from '../../../pipeline/stream-fault-words';
import type { Presence, WayPart } from '../../../target/presence';

const seen = (part: WayPart, ageMs = 500, says?: string): Presence => ({ part, ageMs, trouble: says === undefined ? undefined : { says, remedy: `mend ${part}` } });
const named = (...all: readonly Presence[]) => awayParts(all).map(({ part, says }) => `${part}: ${says}`);

describe('which part of the way is away', () => {
  it('is none while all answer, and nothing is said of a stream that was never started', () => {
    expect(named(seen('stream'), seen('broker'), seen('subscriber'))).toEqual([]);
    expect(named()).toEqual([]);
    expect(named(seen('subscriber', 60_000))).toEqual([]);
  });

  it('is the stream worker once nothing is heard of it, and what it said last is not forgotten', () => {
    expect(named(seen('stream', 31_000))).toEqual(['stream: no stream worker answers for 31 s']);
    const away = streamFaultWords(new BanyanFailure('SourceUnavailable', 'x'));
    expect(awayParts([seen('stream', 31_000, away)])).toEqual([{ part: 'stream', says: `${away}; said 31 s ago, and nothing since`, remedy: 'mend stream; then see that a stream worker runs' }]);
  });

  it.each(['PositionLost', 'InvalidInput', 'SourceSchemaDrift'] as const)('is the stream that holds over %s, whose worker may well run', (failure) => {
    const held = streamFaultWords(new BanyanFailure(failure, 'x: y'));
    expect(awayParts([seen('stream', 31_000, held)])).toEqual([{ part: 'stream', says: `the stream worker cannot go on: ${failure}: x: y; it holds over that for 31 s`, remedy: 'mend stream' }]);
  });

  it('is what the stream itself names: the shop, the sidecar, Redis', () => {
    expect(awayParts([seen('stream', 500, 'SourceUnavailable: not reachable at shop:3306')])).toEqual([{ part: 'stream', says: 'SourceUnavailable: not reachable at shop:3306', remedy: 'mend stream' }]);
    expect(named(seen('stream'), seen('broker', 500, 'Redis takes no events'), seen('subscriber'))).toEqual(['broker: Redis takes no events']);
  });

  it('is the subscriber, whether it was there once or never', () => {
    expect(named(seen('stream'), seen('broker'), seen('subscriber', 12_000))).toEqual(['subscriber: no subscriber answers for 12 s']);
    expect(named(seen('stream'), seen('broker'))).toEqual(['subscriber: no subscriber was ever there']);
    expect(named(seen('stream'), seen('broker'), seen('subscriber', 500, 'the sidecar does not answer'))).toEqual(['subscriber: the sidecar does not answer']);
  });

  it('asks for no broker and no subscriber where changes are applied directly, though they were there once', () => {
    expect(named(seen('stream'))).toEqual([]);
    expect(named(seen('stream'), seen('broker', 3_600_000, 'Redis takes no events'), seen('subscriber', 3_600_000))).toEqual([]);
  });

  it('is content with one of several that do the same, and believes the newest of those that fail', () => {
    expect(named(seen('stream', 40_000, 'SecondWriterDetected'), seen('stream'), seen('broker'), seen('subscriber', 300, 'x'), seen('subscriber'))).toEqual([]);
    expect(named(seen('stream', 3000, 'old'), seen('stream', 200, 'new'))).toEqual(['stream: new']);
  });

  it('says once what two parts say, of the one that it is about: a metric by part does not change between tries', () => {
    expect(named(seen('stream', 100, 'Redis takes no events'), seen('broker', 800, 'Redis takes no events'), seen('subscriber'))).toEqual(['broker: Redis takes no events']);
  });
});
