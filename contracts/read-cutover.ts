import type { Word } from './messages';
import type { GateCheck } from './gate-check';
import type { Hold, Said, TimelineEntry } from './outcomes';
import type { Domain } from './routing';

/** The id of the workflow that moves a domain's reads, and of the schedule that compares samples meanwhile. */
export const cutoverId = (domain: string): string => `read-cutover/${domain}`;
export const consistencyId = (domain: string): string => `${cutoverId(domain)}/consistency`;

/** The stages, in order. Each is left by a gate of its name; the gate of the last is the exit check of phase 1. */
export const cutoverStages = ['preconditions', 'team', 'everyone'] as const;
export type CutoverStage = (typeof cutoverStages)[number];

/** Everything that can be said to it: each an Update and a Signal. */
export interface CutoverMessages {
  /** Leaves the stage, once its time is over and while its checks pass. */
  readonly approve: Word & { readonly stage?: CutoverStage };
  /** Does again what failed: a step, or the comparison of samples. */
  readonly resume: Word;
  /** Sends all reads of the domain to Magento, at once, and ends. */
  readonly rollback: Word;
}
export type CutoverMessage = keyof CutoverMessages;
export const cutoverMessages = ['approve', 'resume', 'rollback'] as const satisfies readonly CutoverMessage[];

/** What it answers to the query `status`. */
export interface CutoverStatus {
  readonly domain: Domain;
  readonly stage: CutoverStage;
  /** `broken`: the flag is not in force, and the time of the stage begins anew once it is. */
  readonly state: 'checking' | 'holding' | 'waiting' | 'broken' | 'failed' | 'done' | 'rolledBack';
  readonly stageSince: string;
  /** Since when the stage has gone without a break, and until when it must. */
  readonly heldSince?: string;
  readonly heldUntil?: string;
  readonly checks: readonly GateCheck[];
  readonly approved?: Said;
  readonly hold?: Hold;
  readonly timeline: readonly TimelineEntry[];
}

/** What became of it. */
export interface CutoverOutcome {
  readonly domain: Domain;
  readonly state: 'done' | 'rolledBack';
  /** The checks as they were when the last gate opened. */
  readonly checks: readonly GateCheck[];
  readonly said?: Said;
}

/** What comparing samples came to, over all entities of a domain. */
export interface SamplesOutcome {
  readonly compared: number;
  readonly mismatches: number;
  readonly quarantined: number;
  /** Entities that differ. */
  readonly differing: readonly string[];
}
