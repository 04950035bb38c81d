import type { Dispatcher } from 'undici';
import { isRouted } from '../decide/decide-side';
import type { Domain } from '../../contracts/routing';
import type { LiveRouting } from '../flags/live-routing';
import type { FailureCounter, FailureKind } from './count-failures';

export interface Probing {
  /** Whether the service answered its last probe; one that was never asked counts as up. */
  isUp(domain: Domain): boolean;
  stop(): void;
}

export interface ProbeOptions {
  readonly services: ReadonlyMap<Domain, Dispatcher>;
  readonly live: LiveRouting;
  readonly failures: Pick<FailureCounter, 'failed' | 'succeeded'>;
  readonly everyMs: number;
  readonly timeoutMs: number;
}

/** Where a service says whether it can answer. */
const healthPath = '/health';

/** Asks every service how it is. What it says counts like the answer to a shopper, while shoppers may be sent to it. */
export function probeServices(options: ProbeOptions): Probing {
  const up = new Map<Domain, boolean>();
  const asking = new Set<Domain>();
  const probe = async (domain: Domain, service: Dispatcher): Promise<void> => {
    asking.add(domain);
    const { version, routing } = options.live.current();
    const counts = isRouted(routing, domain);
    const failure = await ask(service, options.timeoutMs);
    asking.delete(domain);
    const wasDown = up.get(domain) === false;
    up.set(domain, failure === undefined);
    if (!counts) return;
    if (failure) options.failures.failed(domain, failure, version);
    // A service may be well and yet fail its readers: being well takes back only what probes have counted.
    else if (wasDown) options.failures.succeeded(domain);
  };
  const timer = setInterval(() => {
    for (const [domain, service] of options.services) if (!asking.has(domain)) void probe(domain, service);
  }, options.everyMs);
  return { isUp: (domain) => up.get(domain) ?? true, stop: () => clearInterval(timer) };
}

/** @returns what went wrong. */
async function ask(service: Dispatcher, timeoutMs: number): Promise<FailureKind | undefined> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode, body } = await service.request({ path: healthPath, method: 'GET', signal });
    await body.dump();
    return statusCode >= 500 ? 'status' : undefined;
  } catch (error) {
    if (signal.aborted) return 'timeout';
    return (error as { code?: string }).code === 'ECONNREFUSED' ? 'connect' : 'reset';
  }
}
