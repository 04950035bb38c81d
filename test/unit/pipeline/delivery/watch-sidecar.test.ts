import { patienceMs, secondSendMs } from '../../../../pipeline/delivery/judge-delivery';
import { watchSidecar, type SidecarWatch } from '../../../../pipeline/delivery/watch-sidecar';

/** Watches a stream that sends all the time, for some seconds of its own clock. @returns what was said and done. */
async function watchFor(seconds: number, options: Partial<SidecarWatch> & { readonly comesAfterEnd?: boolean } = {}): Promise<{ said: string[]; ended: number[] }> {
  const [said, ended, stop]: [string[], number[], AbortController] = [[], [], new AbortController()];
  let now = 0;
  let down = false;
  await watchSidecar({
    unsettled: async () => [{ entity: 'product', batches: 1, publishedLabel: 1, sentAt: new Date(now) }],
    arrived: () => options.comesAfterEnd === true && ended.length > 0,
    sidecar: {
      end: async () => {
        ended.push(now / 1000);
        down = true;
      },
      works: async () => {
        const works = !down;
        down = false;
        return works;
      },
      subscribed: async () => true,
    },
    clock: {
      now: () => now,
      pause: async (ms) => {
        now += ms;
        if (now >= seconds * 1000) stop.abort();
      },
    },
    restart: true, say: (line) => said.push(line), signal: stop.signal, ...options,
  });
  return { said, ended };
}

const found = 1 + (secondSendMs + patienceMs) / 1000;

test('a sidecar that delivers nothing is ended, and that it works again is told', async () => {
  const { said, ended } = await watchFor(120, { comesAfterEnd: true });
  expect(ended).toEqual([found]);
  expect(said).toEqual(['events of product are sent, and nothing comes: the sidecar is ended, to be started anew', 'the sidecar works again']);
});

test('where a new one mends nothing, the times between grow', async () => {
  const { ended } = await watchFor(600);
  const pauses = ended.slice(1).map((at, index) => at - ended[index]!);
  expect(ended.length).toBeGreaterThan(2);
  for (const [index, pause] of pauses.entries()) expect(pause).toBeGreaterThanOrEqual(30 * 2 ** index);
});

test('where nobody would start another it is only told', async () => {
  const { said, ended } = await watchFor(20, { restart: false });
  expect([said, ended]).toEqual([['events of product are sent, and nothing comes: restart the sidecar'], []]);
});

test('a sidecar that nobody starts again is told of', async () => {
  const { said } = await watchFor(150, { sidecar: { end: async () => undefined, works: async () => false, subscribed: async () => true } });
  expect(said[1]).toBe('nobody has started the sidecar again for 60 s: start it, and have something do so when it ends');
});

test('a sidecar that cannot be ended is told of', async () => {
  const { said } = await watchFor(20, { sidecar: { end: () => Promise.reject(new Error('the sidecar answers 401')), works: async () => true, subscribed: async () => true } });
  expect(said).toEqual([expect.stringContaining('is ended'), 'the sidecar cannot be ended (the sidecar answers 401): restart it']);
});

test('a control database that does not answer is told of once, and ends nothing', async () => {
  const { said, ended } = await watchFor(60, { unsettled: () => Promise.reject(Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })) });
  expect([said, ended]).toEqual([['whether events come through cannot be told: ECONNREFUSED'], []]);
});

describe('a sidecar that is subscribed to nothing', () => {
  /** Nothing is sent meanwhile. @param subscribed what it says at each question. */
  async function watchQuiet(seconds: number, subscribed: (ended: number) => boolean | undefined) {
    let ended = 0;
    let asked = 0;
    const { said } = await watchFor(seconds, {
      unsettled: async () => [],
      sidecar: { end: async () => void (ended += 1), works: async () => (asked += 1) % 2 === 0, subscribed: async () => subscribed(ended) },
    });
    return { said, ended };
  }

  test('is ended soon, before anything is sent, and left alone once it is subscribed', async () => {
    const { said, ended } = await watchQuiet(120, (before) => before > 0);
    expect(ended).toBe(1);
    expect(said).toEqual(['the sidecar is subscribed to nothing: the sidecar is ended, to be started anew', 'the sidecar works again']);
  });

  test('is given the time that it takes to ask', async () => {
    let questions = 0;
    expect(await watchQuiet(60, () => (questions += 1) > 8)).toEqual({ said: [], ended: 0 });
  });

  test('is not taken for one where it does not say', async () => {
    expect(await watchQuiet(60, () => undefined)).toEqual({ said: [], ended: 0 });
  });
});
