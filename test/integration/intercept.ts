import type { PipelineContext } from '../../pipeline/context';
import type { TargetPool } from '../../target/connect';

/** Sees every statement to the target before it runs, and may change it or make it wait. */
export type Intercept = (statement: { text: string; name?: string }) => Promise<string | undefined> | string | undefined;

/** A context whose targets pass through an interceptor: to hold a load at a named point, or to plant a fault in a statement. */
export function interceptTarget(context: PipelineContext, intercept: Intercept): PipelineContext {
  const wrapped = new Map<TargetPool, TargetPool>();
  const wrap = (pool: TargetPool): TargetPool => {
    if (!wrapped.has(pool)) wrapped.set(pool, wrapPool(pool, intercept));
    return wrapped.get(pool)!;
  };
  return { ...context, targetOf: (service) => wrap(context.targetOf(service)), targets: context.targets.map(wrap), control: wrap(context.control) };
}

function wrapPool(pool: TargetPool, intercept: Intercept): TargetPool {
  return new Proxy(pool, {
    get: (inner, property) => (property === 'connect' ? async () => wrapClient(await inner.connect(), intercept) : bound(inner, property)),
  });
}

function wrapClient<T extends object>(client: T, intercept: Intercept): T {
  const query = (client as unknown as { query: (...args: unknown[]) => unknown }).query.bind(client);
  const run = (first: unknown, ...rest: unknown[]): unknown => {
    // COPY streams are not statements that can be held.
    if (typeof first === 'object' && first !== null && 'submit' in first) return query(first, ...rest);
    const statement = typeof first === 'string' ? { text: first } : (first as { text: string; name?: string });
    return Promise.resolve(intercept(statement)).then((text) => {
      if (text === undefined) return query(first, ...rest);
      return typeof first === 'string' ? query(text, ...rest) : query({ ...statement, text, name: undefined }, ...rest);
    });
  };
  return new Proxy(client, { get: (inner, property) => (property === 'query' ? run : bound(inner, property)) });
}

function bound(inner: object, property: string | symbol): unknown {
  const value: unknown = Reflect.get(inner, property);
  return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(inner) : value;
}

/** A point where work waits until it is let go. */
export interface Gate {
  /** Resolves when something waits. */
  readonly reached: Promise<void>;
  wait(): Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  let arrive!: () => void;
  let open!: () => void;
  const reached = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { reached, wait: () => (arrive(), opened), open };
}

/** Holds the first load that has read the source, before its guard. */
export function holdBeforeGuard(context: PipelineContext): { context: PipelineContext; gate: Gate } {
  const gate = createGate();
  let held = false;
  const holding = interceptTarget(context, async (statement) => {
    if (statement.name !== 'guard' || held) return undefined;
    held = true;
    await gate.wait();
    return undefined;
  });
  return { context: holding, gate };
}

/** The guard without its condition: whoever comes last wins. */
export const withoutGuard: Intercept = ({ name, text }) => (name === 'guard' ? text.replace(/WHERE map\.label <= excluded\.label/, '') : undefined);

/** Interceptors one after the other. */
export const both = (first: Intercept, second: Intercept): Intercept => async (statement) => {
  const text = (await first(statement)) ?? statement.text;
  return (await second({ ...statement, text })) ?? (text === statement.text ? undefined : text);
};
