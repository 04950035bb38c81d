import type { Client } from '@temporalio/client';

/** What a chain of runs has in its histories. */
export interface Chain {
  readonly runs: number;
  readonly events: number;
  /** Bytes of the largest payload anywhere. */
  readonly largest: number;
  /** Everything that stands in payloads, as text. */
  readonly text: string;
}

/** Reads every run of a workflow id, from the first on. */
export async function readChain(client: Client, workflowId: string): Promise<Chain> {
  const newest = await client.workflow.getHandle(workflowId).describe();
  const started = (await client.workflow.getHandle(workflowId, newest.runId).fetchHistory()).events![0]!;
  let runId: string | undefined = started.workflowExecutionStartedEventAttributes!.firstExecutionRunId!;
  let [runs, events, largest] = [0, 0, 0];
  const texts: string[] = [];
  while (runId) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    runs += 1;
    events += history.events!.length;
    for (const payload of payloadsIn(history.events)) {
      largest = Math.max(largest, payload.length);
      texts.push(payload.toString('utf8'));
    }
    runId = history.events!.at(-1)!.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  return { runs, events, largest, text: texts.join('\n') };
}

/** Every payload, wherever it stands in an event. */
function payloadsIn(value: unknown): Buffer[] {
  if (value === null || typeof value !== 'object') return [];
  const { data, metadata } = value as { data?: unknown; metadata?: unknown };
  if (data instanceof Uint8Array && metadata) return [Buffer.from(data)];
  return Object.values(value).flatMap(payloadsIn);
}
