import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { quoteIdent, withTarget, type TargetClient, type TargetPool } from './connect';
import { sqlState } from './failure-of';
import type { MigrationFolder } from './migrate';

/** How the building goes, and when to end it. */
export interface CompletionStep {
  readonly signal: AbortSignal;
  /** Called before each statement. */
  onStatement(at: { readonly file: string; readonly statement: number; readonly of: number }): void;
}

/** Statements that run at the same time, each on a connection of its own; the pool needs one more, for the lock. */
export const completionLanes = 2;

const pollMs = 500;
const attempts = 20;

/**
 * Builds what is cheaper to build once the rows are there: indexes, foreign keys from children to their root. Nobody
 * who writes is kept out meanwhile. Each statement commits by itself and may be repeated, so whoever is interrupted
 * begins again; what an interrupted build left behind is dropped first. Several at once wait for each other.
 * @returns the files completed now.
 */
export function completeSchema(pool: TargetPool, folders: readonly MigrationFolder[], step: CompletionStep): Promise<string[]> {
  return withTarget(pool, async (holder) => {
    await lock(holder, step.signal);
    try {
      const done: string[] = [];
      for (const folder of folders) {
        for (const file of await filesToRun(holder, folder)) {
          await runFile(pool, { ...folder, file }, step);
          await holder.query('INSERT INTO banyan.migrations (owner, file) VALUES ($1, $2)', [folder.owner, nameOf(file)]);
          done.push(`${folder.owner}/${file}`);
        }
      }
      return done;
    } finally {
      await holder.query('SELECT pg_advisory_unlock_all()').catch(() => undefined); // a broken session holds no lock
    }
  });
}

/** Asks again and again: a session that waited inside the server would be waited for by the index builds it waits for. */
async function lock(holder: TargetClient, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { rows } = await holder.query<{ locked: boolean }>("SELECT pg_try_advisory_lock(hashtext('banyan.after-load')) AS locked");
    if (rows[0]!.locked) return;
    await pause(pollMs, undefined, { signal });
  }
}

const nameOf = (file: string): string => `after-load/${file}`;

async function filesToRun(holder: TargetClient, { owner, path }: MigrationFolder): Promise<string[]> {
  const applied = await holder.query<{ file: string }>('SELECT file FROM banyan.migrations WHERE owner = $1', [owner]);
  const known = new Set(applied.rows.map((row) => row.file));
  return (await readdir(path)).filter((file) => file.endsWith('.sql') && !known.has(nameOf(file))).sort();
}

/**
 * Tables of one file do not depend on each other; two index builds on one table would wait for each other. After a
 * failure nothing is begun any more, and what runs is waited for.
 */
async function runFile(pool: TargetPool, { owner, path, file }: MigrationFolder & { readonly file: string }, step: CompletionStep): Promise<void> {
  const statements = statementsOf(await readFile(join(path, file), 'utf8'));
  const waiting = byTable(statements);
  const failed = new AbortController();
  const signal = AbortSignal.any([step.signal, failed.signal]);
  let begun = 0;
  const runLane = (client: TargetClient): Promise<void> => cancellable(pool, { client, signal: step.signal }, async () => {
    for (let table = waiting.shift(); table; table = waiting.shift()) {
      for (const statement of table) {
        signal.throwIfAborted();
        step.onStatement({ file: `${owner}/${file}`, statement: ++begun, of: statements.length });
        await runAlone(client, statement, signal);
      }
    }
  });
  const lanes = Array.from({ length: completionLanes }, () => withTarget(pool, runLane).catch((error: unknown) => {
    failed.abort(error);
    throw error;
  }));
  await Promise.allSettled(lanes);
  step.signal.throwIfAborted();
  failed.signal.throwIfAborted();
}

/** Statements stand apart by blank lines; comments are of no account. */
export const statementsOf = (sql: string): string[] =>
  sql.split(/\n\s*\n/).map((block) => block.replace(/^--.*$/gm, '').trim()).filter((block) => block !== '');

function byTable(statements: readonly string[]): string[][] {
  const tables = new Map<string, string[]>();
  for (const statement of statements) {
    const table = /(?: ON |ALTER TABLE )(\S+)/.exec(statement)?.[1] ?? '';
    tables.set(table, [...(tables.get(table) ?? []), statement]);
  }
  return [...tables.values()];
}

/** Runs work on a connection; what the server does for it ends with the signal. */
async function cancellable(pool: TargetPool, { client, signal }: { readonly client: TargetClient; readonly signal: AbortSignal }, work: () => Promise<void>): Promise<void> {
  const pid = (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
  const cancel = (): void => void pool.query('SELECT pg_cancel_backend($1)', [pid]).catch(() => undefined); // a server that is away has stopped too
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await work();
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Lock conflicts with those who write are normal, and pass. */
async function runAlone(client: TargetClient, statement: string, signal: AbortSignal): Promise<void> {
  for (let left = attempts; ; left--) {
    try {
      await dropInvalid(client, statement);
      await client.query(statement);
      return;
    } catch (error) {
      if (left <= 1 || !['40P01', '55P03'].includes(sqlState(error) ?? '')) throw error;
      await pause(pollMs, undefined, { signal });
    }
  }
}

/**
 * An index build that was interrupted leaves an index that is kept up and never used, and would pass for a built one.
 * Only one that this very statement names is dropped: others may be under construction by their owners.
 */
async function dropInvalid(client: TargetClient, statement: string): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT i.indisvalid AND strpos($1, 'IF NOT EXISTS ' || c.relname || ' ON ') > 0 AND n.nspname NOT LIKE 'pg\\_%'`, [statement]);
  for (const { schema, name } of rows) await client.query(`DROP INDEX CONCURRENTLY IF EXISTS ${quoteIdent(schema)}.${quoteIdent(name)}`);
}
