import type { PipelineContext, TargetContext } from '../../pipeline/context';
import { sightSource, sightStream } from '../../pipeline/sight-stream';
import { judgeSilence, type Sighting, type SilenceVerdict, type Watch } from './judge-silence';
import { within } from './within';

export interface SilenceWatch {
  readonly silentAfterMs: number;
  readonly everyMs: number;
  context(): Promise<PipelineContext>;
  targets(): Promise<TargetContext>;
  /** Called whenever the state is another than before. */
  onChange(verdict: SilenceVerdict): void;
}

export interface WatchedSilence {
  verdict(): SilenceVerdict;
  stop(): Promise<void>;
}

const answerMs = 5000;

/** Looks at both ends again and again, from outside the stream worker. */
export function watchSilence(options: SilenceWatch): WatchedSilence {
  let watch: Watch | undefined;
  let verdict: SilenceVerdict = { state: 'unknown', alarm: false, says: 'nothing was looked at yet' };
  const look = async (): Promise<void> => {
    const judged = judgeSilence(watch, await sight(options), options.silentAfterMs);
    const before = verdict.state;
    ({ watch, verdict } = { watch: judged.watch, verdict: judged.verdict });
    if (verdict.state !== before) options.onChange(verdict);
  };
  let stopped = false;
  let wake: () => void = () => undefined;
  const looking = (async () => {
    while (!stopped) {
      await look();
      if (!stopped) await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  })();
  return {
    verdict: () => verdict,
    stop: async () => {
      stopped = true;
      wake();
      await looking;
    },
  };
}

/** An end that does not answer in time is not known; which, the verdict says. */
async function sight({ context, targets }: SilenceWatch): Promise<Sighting> {
  const known = <T>(answer: Promise<T>): Promise<T | undefined> => within(answerMs, answer).catch(() => undefined);
  // The stream's end is seen without the shop, so that a shop that is away is not taken for both.
  const [source, stream] = await Promise.all([known(context().then(sightSource)), known(targets().then(sightStream))]);
  return { at: Date.now(), source, stream };
}
