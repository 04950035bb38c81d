import type { KillableProgram } from '../rehearsal/program';
import type { ServerControl, Stack } from '../stack/stack';

/** Whoever a change passes on its way from the shop to a service. */
export type Victim = 'source' | 'publisher' | 'redis' | 'daprd' | 'subscriber';

export interface Killable {
  /** SIGKILL: it gets to finish nothing. */
  kill(): Promise<void>;
  /** Resolves when it is started; it may need a moment before it works. */
  start(): Promise<void>;
}

/** What can be killed; the broker and the subscriber only where changes go over them. */
export function victimsOf(stack: Stack, { publisher, subscriber }: { publisher: KillableProgram; subscriber?: KillableProgram }): ReadonlyMap<Victim, Killable> {
  const ofServer = (server: { readonly control: ServerControl }): Killable => ({ kill: () => server.control.kill(), start: () => server.control.start() });
  const ofProgram = (program: KillableProgram): Killable => ({ kill: () => program.kill(), start: async () => program.start() });
  return new Map<Victim, Killable>([
    ['source', ofServer(stack.source!)], ['publisher', ofProgram(publisher)],
    ...(subscriber ? [['redis', ofServer(stack.redis!)], ['daprd', ofServer(stack.dapr!)], ['subscriber', ofProgram(subscriber)]] as const : []),
  ]);
}
