/** How much a finding of pre-flight weighs: a blocker must be gone before a run starts, a warning should be understood. */
export type Severity = 'ok' | 'warning' | 'blocker';

/** What one check of pre-flight found. Names, counts and settings; never a value of a row. */
export interface Finding {
  /** Name of the check; a plan acknowledges blockers by it. */
  readonly check: string;
  readonly severity: Severity;
  /** One sentence with the facts found. */
  readonly says: string;
  /** What to do about it; empty when nothing is to be done. */
  readonly remedy: string;
  /** True when nothing was found out because a server did not answer. */
  readonly unanswered?: true;
}

/** How much there is to move, by the servers' own estimates. */
export interface SizeEstimate {
  /** Rows of all mapped source tables. */
  readonly rows: number;
  /** Bytes of their data and indexes at the source. */
  readonly bytes: number;
  /** Seconds for copying and verifying; absent when nothing could be timed. */
  readonly seconds?: number;
}

/** The result of pre-flight. */
export interface Assessment {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly verdict: Severity;
  readonly findings: readonly Finding[];
  /** Checks that could not run because something they need was not reached. */
  readonly notRun: readonly string[];
  readonly estimate?: SizeEstimate;
}

const weight: Readonly<Record<Severity, number>> = { ok: 0, warning: 1, blocker: 2 };

/** The heaviest severity of all findings. */
export function verdictOf(findings: readonly Finding[]): Severity {
  return findings.reduce<Severity>((worst, { severity }) => (weight[severity] > weight[worst] ? severity : worst), 'ok');
}
