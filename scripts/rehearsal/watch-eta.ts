import type { Eta, RunStatus } from '../../contracts/outcomes';

/** What a run said of the end of its backfill when half of the rows were copied, and how long it took from there in fact. */
export interface EtaVerdict {
  /** Rows that were copied when it was asked. */
  readonly atRows: number;
  readonly rows: number;
  /** Seconds since the copy began. */
  readonly atSeconds: number;
  readonly said: Eta;
  /** Seconds from then on until the indexes stood. */
  readonly took: number;
  /** Seconds of these that went into the indexes, after the last row. */
  readonly indexes: number;
  /** How far the answer was off, in percent of what it took; above zero: it was said to take longer. */
  readonly errorPercent: number;
}

interface Sample {
  /** Milliseconds. */
  readonly at: number;
  readonly rows: number;
  readonly eta: Eta | undefined;
}

export interface EtaWatch {
  /** Takes down what `status` shows now. */
  see(status: Pick<RunStatus, 'phase' | 'gate' | 'backfill'>, now: number): void;
  /** Once the backfill is over; undefined while it runs, or when it was over before anything could be asked. */
  verdict(): EtaVerdict | undefined;
}

/** Watches the backfill of a run from outside, as whoever asks for its status. */
export function createEtaWatch(): EtaWatch {
  const samples: Sample[] = [];
  let copied: number | undefined;
  let ended: number | undefined;
  return {
    see: ({ phase, gate, backfill }, now) => {
      if (!backfill || ended !== undefined) return;
      if (copied === undefined) samples.push({ at: now, rows: backfill.rows, eta: backfill.eta });
      if (backfill.ranges > 0 && backfill.rangesDone === backfill.ranges) copied ??= now;
      if (copied !== undefined && (phase !== 'backfill' || gate)) ended = now;
    },
    verdict: () => {
      const [first, last] = [samples[0], samples.at(-1)];
      const half = samples.find(({ rows }) => rows >= last!.rows / 2);
      if (!first || !last || copied === undefined || ended === undefined || !half?.eta || half.at >= copied) return undefined;
      const took = (ended - half.at) / 1000;
      return {
        atRows: half.rows, rows: last.rows, atSeconds: (half.at - first.at) / 1000, said: half.eta, took, indexes: (ended - copied) / 1000,
        errorPercent: Math.round(((half.eta.seconds - took) / took) * 1000) / 10,
      };
    },
  };
}
