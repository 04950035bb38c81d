import { withTarget } from '../target/connect';
import type { Gap } from '../target/gaps';
import { readLag, type Lag } from '../target/lag-samples';
import { readPresence } from '../target/presence';
import { readStream } from '../target/stream-token';
import { awayParts, type AwayPart } from './away-parts';
import type { TargetContext } from './context';
import { countUnaccepted } from './count-unaccepted';
import { waitingKeys } from './drain-dirty';
import { openGaps } from './gaps';
import { allDeadLetters } from './review-dead-letters';
import { streamName } from './wait-for-stream';

export interface StreamStatus {
  /** The token moved within the last ten seconds. */
  readonly running: boolean;
  /** Zero until the stream has passed its first barrier. */
  readonly label: number;
  /** Age of the newest heartbeat that was applied, in milliseconds. */
  readonly behindMs: number | undefined;
  readonly lag: Lag | undefined;
  readonly dirty: Readonly<Record<string, number>>;
  readonly heals: number;
  /** Aggregates in quarantine that nobody has accepted by now. */
  readonly unaccepted: number;
  /** Aggregates that are dead letters, by entity, and messages that could not be read. */
  readonly deadLetters: Readonly<Record<string, number>>;
  /** Gaps in the log that no verification has proven harmless, oldest first. */
  readonly gaps: readonly Gap[];
  /** Parts of the way from the shop to the services that do not answer, by what they said of themselves. */
  readonly away: readonly AwayPart[];
}

const silentAfterMs = 10_000;

/** Whether the token moved within the last ten seconds. */
export const isStreamRunning = ({ control }: Pick<TargetContext, 'control'>): Promise<boolean> => withTarget(control, async (client) => {
  const { rows } = await client.query<{ ms: number | null }>(
    'SELECT extract(epoch FROM clock_timestamp() - max(moved_at)) * 1000 AS ms FROM banyan.stream_tokens WHERE stream = $1 AND token IS NOT NULL', [streamName]);
  return rows[0]!.ms !== null && Number(rows[0]!.ms) < silentAfterMs;
});

/** Where the stream stands, from the databases alone: true whichever worker runs it, or none. */
export async function streamStatus(context: TargetContext, since: Date): Promise<StreamStatus> {
  const running = await isStreamRunning(context);
  const { state, lag, seen } = await withTarget(context.control, async (client) => (
    { state: await readStream(client, streamName), lag: await readLag(client, { since, standing: true }), seen: await readPresence(client) }));
  let heals = 0;
  for (const target of context.targets) {
    heals += await withTarget(target, async (client) => (await client.query<{ n: number }>('SELECT count(*) AS n FROM banyan.heals')).rows[0]!.n);
  }
  return {
    running,
    label: state?.label ?? 0,
    behindMs: state?.heartbeat ? Date.now() - state.heartbeat.getTime() : undefined,
    lag,
    dirty: Object.fromEntries(await waitingKeys(context)),
    heals,
    unaccepted: await countUnaccepted(context),
    deadLetters: Object.fromEntries(await allDeadLetters(context)),
    gaps: await openGaps(context),
    away: awayParts(seen),
  };
}
