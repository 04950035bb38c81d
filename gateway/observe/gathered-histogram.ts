import { Histogram, type HistogramConfiguration } from 'prom-client';

type Told = { readonly metricName: string; readonly labels: Readonly<Record<string, string | number>>; readonly value: number };

/** Latencies of one set of labels. Observing is a comparison or two and an addition: it happens once per request. */
export class Latencies {
  readonly #counts: number[];
  #sum = 0;

  /** @param bounds upper ends of the buckets, in seconds, ascending. */
  constructor(private readonly bounds: readonly number[], private readonly labels: Readonly<Record<string, string>>) {
    this.#counts = Array<number>(bounds.length + 1).fill(0);
  }

  observe(seconds: number): void {
    const { bounds } = this;
    let bucket = 0;
    while (bucket < bounds.length && seconds > bounds[bucket]!) bucket++;
    this.#counts[bucket]! += 1;
    this.#sum += seconds;
  }

  /** In Prometheus's words: each bucket holds all below it. */
  tell(name: string): Told[] {
    const { labels, bounds } = this;
    let seen = 0;
    const buckets = this.#counts.map((count, index) => ({ metricName: `${name}_bucket`, labels: { le: bounds[index] ?? '+Inf', ...labels }, value: (seen += count) }));
    return [...buckets, { metricName: `${name}_sum`, labels, value: this.#sum }, { metricName: `${name}_count`, labels, value: seen }];
  }
}

/** A histogram whose observations are kept by whoever has no time to look labels up for each. */
export class GatheredHistogram<L extends string> extends Histogram<L> {
  constructor(private readonly about: HistogramConfiguration<L>, private readonly gathered: () => Iterable<Latencies>) {
    super(about);
  }

  /** The registry asks for what it shows by this name. */
  getForPromString() {
    const { name, help } = this.about;
    return Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values: [...this.gathered()].flatMap((latencies) => latencies.tell(name)) });
  }
}
