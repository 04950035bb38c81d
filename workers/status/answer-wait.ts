import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { BanyanFailure } from '../../contracts/failures';
import type { PipelineContext } from '../../pipeline/context';
import { waitForKeys } from '../../pipeline/wait-for-keys';
import type { Answer } from './answer';

const wait = z.strictObject({
  entity: z.string().min(1).max(64),
  keys: z.array(z.int().min(0)).min(1).max(1000),
  label: z.int().min(1).optional(),
  timeout_ms: z.int().min(0).max(60_000).default(1000),
});

const graceMs = 200;

/**
 * `POST /api/v1/wait`: read-your-writes. 200 once the target shows everything of the keys that was acknowledged before
 * the call (or `label`); 504 with `passed: false` when the time is up first.
 */
export async function answerWait(context: PipelineContext, body: string, signal: AbortSignal): Promise<Answer> {
  const { entity, keys, label, timeout_ms: timeoutMs } = parseWait(body);
  const over = new AbortController();
  const waiting = waitForKeys(context, { entity, keys, label, timeoutMs, signal: AbortSignal.any([signal, over.signal]) });
  // A database that keeps a query waiting is not left to decide how long this takes.
  const late = setTimeout(timeoutMs + graceMs, undefined, { signal: over.signal }).then(() => undefined);
  const waited = await Promise.race([waiting, late]).finally(() => {
    over.abort();
    for (const loser of [waiting, late]) loser.catch(() => undefined);
  });
  if (!waited) return { status: 504, body: { passed: false, label: null, stream_label: null, why: `the databases have not answered within ${timeoutMs} ms` } };
  const said = { passed: waited.passed, label: waited.label, ...(waited.by ? { by: waited.by } : {}), stream_label: waited.streamLabel };
  return { status: waited.passed ? 200 : 504, body: said };
}

function parseWait(body: string): z.output<typeof wait> {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    throw new BanyanFailure('InvalidInput', 'the body is no JSON: {"entity": "order", "keys": [1], "timeout_ms": 1000}');
  }
  const parsed = wait.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new BanyanFailure('InvalidInput', parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '));
}
