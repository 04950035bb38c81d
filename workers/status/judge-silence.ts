/** What was seen of both ends at one moment. Undefined: that end could not be asked. */
export interface Sighting {
  /** Milliseconds, by this program's clock. */
  readonly at: number;
  readonly source?: { readonly logEnd: string; readonly barrier: number };
  /** `arrived` changes whenever a barrier or a heartbeat has come through; absent parts: the stream was never started. */
  readonly stream?: { readonly label: number; readonly arrived?: string; readonly arrivedAt?: number };
}

/** The newest arrival, and where the source was then. */
export interface Watch {
  readonly arrived: string;
  readonly since: number;
  readonly logEnd?: string;
}

/**
 * `silent`: the source moves and nothing arrives. `still`: nothing moves, though a stream that runs writes heartbeats.
 * Both alarm. `unknown` is no good news either.
 */
export type SilenceState = 'ok' | 'silent' | 'still' | 'not started' | 'unknown';

export interface SilenceVerdict {
  readonly state: SilenceState;
  readonly alarm: boolean;
  readonly says: string;
  /** Milliseconds since something arrived. */
  readonly silentMs?: number;
}

export interface Judged {
  readonly verdict: SilenceVerdict;
  readonly watch?: Watch;
}

/** The dead-man check: whether what happens at the source still arrives. Judged by what is seen, never by the stream's word. */
export function judgeSilence(watch: Watch | undefined, seen: Sighting, silentAfterMs: number): Judged {
  const { stream, source } = seen;
  if (!stream) return { watch, verdict: { state: 'unknown', alarm: false, says: 'the control database does not answer' } };
  if (stream.arrived === undefined) return { watch, verdict: { state: 'not started', alarm: false, says: 'nothing was ever streamed' } };
  const fresh = watch?.arrived !== stream.arrived;
  const next: Watch = fresh
    ? { arrived: stream.arrived, since: Math.min(seen.at, stream.arrivedAt ?? seen.at), logEnd: source?.logEnd }
    : { ...watch, logEnd: watch.logEnd ?? source?.logEnd };
  const silentMs = seen.at - next.since;
  return { watch: next, verdict: judge({ silentMs, silentAfterMs, next, seen }) };
}

interface Judging {
  readonly silentMs: number;
  readonly silentAfterMs: number;
  readonly next: Watch;
  readonly seen: Sighting;
}

function judge({ silentMs, silentAfterMs, next, seen: { source, stream } }: Judging): SilenceVerdict {
  const seconds = Math.round(silentMs / 1000);
  if (silentMs < silentAfterMs) return { state: 'ok', alarm: false, says: `something arrived ${seconds} s ago`, silentMs };
  if (!source) return { state: 'unknown', alarm: false, says: `nothing has arrived for ${seconds} s, and the source does not answer`, silentMs };
  const moved = source.barrier > stream!.label || source.logEnd !== next.logEnd;
  return moved
    ? { state: 'silent', alarm: true, says: `the source moves (its log ends at ${source.logEnd}) and nothing has arrived for ${seconds} s`, silentMs }
    : { state: 'still', alarm: true, says: `nothing has arrived for ${seconds} s, and nothing moves at the source: not even heartbeats are written`, silentMs };
}
