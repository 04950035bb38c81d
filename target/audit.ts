import type { TargetClient } from './connect';

/** Who did what to a run, and why. */
export interface AuditEntry {
  readonly run: string;
  readonly who: string;
  readonly action: string;
  readonly why: string;
  /** Names, keys and counts; never a value of a row. An `id` in it makes an entry that is added again be there once. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Adds an entry. Entries are never changed. */
export async function noteAudit(client: TargetClient, entry: AuditEntry): Promise<void> {
  await client.query('INSERT INTO banyan.audit (run, who, action, why, detail) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [entry.run, entry.who, entry.action, entry.why, JSON.stringify(entry.detail ?? {})]);
}

/** The entries of a run, oldest first, with those that belong to no run (`-`). */
export async function readAudit(client: TargetClient, run: string): Promise<(Required<AuditEntry> & { at: Date })[]> {
  const result = await client.query<Required<AuditEntry> & { at: Date }>(
    "SELECT at, run, who, action, why, detail FROM banyan.audit WHERE run IN ($1, '-') ORDER BY id", [run]);
  return result.rows;
}
