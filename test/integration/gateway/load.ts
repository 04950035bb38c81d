import { Agent, request } from 'node:http';

/** One answer, or what came instead of it. */
export interface Outcome {
  readonly at: number;
  readonly status: number;
  readonly side: string;
  readonly failure?: string;
}

export interface RunningLoad {
  readonly outcomes: readonly Outcome[];
  /** Answers of the last second. */
  perSecond(): number;
  stop(): Promise<void>;
}

/** Shoppers on kept connections, each of whom asks anew as soon as it is answered, and rests so that together they ask so often a second. */
export function startLoad(base: string, { shoppers, perSecond }: { readonly shoppers: number; readonly perSecond: number }): RunningLoad {
  const outcomes: Outcome[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: shoppers });
  let stopped = false;
  const read = (visitor: number): Promise<Outcome> => new Promise((resolve) => {
    const failed = (error: Error): void => resolve({ at: performance.now(), status: 0, side: '', failure: error.message });
    const asked = request(`${base}/rest/V1/products/${visitor}`, { agent, headers: { cookie: `PHPSESSID=v${visitor}` } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('error', failed)
        .on('end', () => resolve({ at: performance.now(), status: response.statusCode!, side: /"side":"(\w+)"/.exec(body)?.[1] ?? '' }));
    });
    asked.on('error', failed).end();
  });
  const everyMs = (shoppers * 1_000) / perSecond;
  const shop = async (visitor: number): Promise<void> => {
    for (let due = performance.now() + Math.random() * everyMs; !stopped; due += everyMs) {
      const rest = due - performance.now();
      if (rest > 1) await new Promise((resolve) => setTimeout(resolve, rest));
      // Whoever was kept waiting for long does not make up for it in a burst.
      else if (rest < -1_000) due = performance.now();
      outcomes.push(await read(visitor));
    }
  };
  const all = Array.from({ length: shoppers }, (_, visitor) => shop(visitor));
  return {
    outcomes,
    perSecond: () => outcomes.filter(({ at }) => at > performance.now() - 1_000).length,
    stop: async () => {
      stopped = true;
      await Promise.all(all);
      agent.destroy();
    },
  };
}

/** Requests that were not answered with 200. */
export const notAnswered = (outcomes: readonly Outcome[]): readonly Outcome[] => outcomes.filter(({ status }) => status !== 200);
