import { judgeSilence, type Sighting, type Watch } from '../../../workers/status/judge-silence';

const bound = 30_000;
const source = (barrier: number, logEnd = `bin.1:${barrier}`): Sighting['source'] => ({ barrier, logEnd });
const stream = (label: number, arrivedAt?: number): Sighting['stream'] => ({ label, arrived: `${label} ${arrivedAt ?? ''}`, arrivedAt });

const afterwards = (first: Sighting, second: Sighting) => {
  const { watch } = judgeSilence(undefined, first, bound);
  return judgeSilence(watch, second, bound).verdict;
};

describe('the dead-man check', () => {
  it('is content while things arrive', () => {
    expect(afterwards({ at: 0, source: source(5), stream: stream(5, 0) }, { at: 60_000, source: source(9), stream: stream(9, 59_500) }))
      .toMatchObject({ state: 'ok', alarm: false, silentMs: 500 });
  });

  it('alarms when the source moves and nothing arrives', () => {
    expect(afterwards({ at: 0, source: source(5), stream: stream(5, 0) }, { at: 31_000, source: source(5, 'bin.1:77'), stream: stream(5, 0) }))
      .toMatchObject({ state: 'silent', alarm: true, silentMs: 31_000 });
  });

  it('alarms by the barrier alone, when it looks for the first time', () => {
    expect(judgeSilence(undefined, { at: 40_000, source: source(6), stream: stream(5, 0) }, bound).verdict).toMatchObject({ state: 'silent', alarm: true });
  });

  it('alarms when nothing moves at all: a stream that runs writes heartbeats', () => {
    expect(afterwards({ at: 0, source: source(5), stream: stream(5, 0) }, { at: 31_000, source: source(5), stream: stream(5, 0) }))
      .toMatchObject({ state: 'still', alarm: true });
  });

  it('does not know when an end does not answer, and says which', () => {
    const watch: Watch = { arrived: '5 0', since: 0, logEnd: 'bin.1:5' };
    expect(judgeSilence(watch, { at: 31_000, stream: stream(5, 0) }, bound).verdict).toMatchObject({ state: 'unknown', says: expect.stringContaining('source') });
    const control = judgeSilence(watch, { at: 31_000, source: source(9) }, bound);
    expect(control.verdict).toMatchObject({ state: 'unknown', says: expect.stringContaining('control') });
    // What was known before is not forgotten over that.
    expect(judgeSilence(control.watch, { at: 32_000, source: source(9), stream: stream(5, 0) }, bound).verdict.state).toBe('silent');
  });

  it('says when nothing was ever streamed', () => {
    expect(judgeSilence(undefined, { at: 0, source: source(0), stream: { label: 0 } }, bound).verdict.state).toBe('not started');
  });

  it('trusts no clock that runs ahead', () => {
    expect(judgeSilence(undefined, { at: 0, source: source(5), stream: stream(5, 90_000) }, bound).verdict.silentMs).toBe(0);
  });
});
