import { contenderNames } from './gateway-contenders';
import type { HalfLoadName, MeasuredGateway, MeasuredLoad } from './measure-gateway';
import { median } from './median';

/** What the gateway must reach: requests per second as ratios to the others, and milliseconds it adds at half load. */
export const gatewayGates = { ratios: { nginx: 0.2, 'fastify-http-proxy': 1.2, 'undici-dispatch': 0.75 }, addedMs: { p50: 0.25, p99: 2 } } as const;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Medians over all rounds, ratios and differences. */
export function gatewaySummary({ peak, half, halfRate, leftOut }: MeasuredGateway) {
  const middle = (loads: readonly MeasuredLoad[], which: keyof MeasuredLoad): number => median(loads.map((load) => load[which]));
  const rate = (name: (typeof contenderNames)[number]): number => middle(peak[name], 'perSecond');
  const added = (name: Exclude<HalfLoadName, 'direct'>, which: 'p50' | 'p99'): number => rounded(middle(half[name], which) - middle(half.direct, which), 3);
  const all = [...Object.values(peak), ...Object.values(half)].flat();
  return {
    bench: 'gateway',
    rounds: peak.banyan.length,
    perSecond: Object.fromEntries(contenderNames.map((name) => [name, Math.round(rate(name))])),
    cpuMicroseconds: Object.fromEntries(contenderNames.map((name) => [name, rounded(middle(peak[name], 'cpu'), 1)])),
    ratios: Object.fromEntries(Object.keys(gatewayGates.ratios).map((name) => [name, rounded(rate('banyan') / rate(name as keyof typeof gatewayGates.ratios), 3)])) as Record<keyof typeof gatewayGates.ratios, number>,
    halfLoad: { perSecond: Math.round(halfRate), reached: Math.round(middle(half.banyan, 'perSecond')), directMs: { p50: rounded(middle(half.direct, 'p50'), 3), p99: rounded(middle(half.direct, 'p99'), 3) } },
    addedMs: { p50: added('banyan', 'p50'), p99: added('banyan', 'p99') },
    addedByOthersMs: { nginx: { p50: added('nginx', 'p50'), p99: added('nginx', 'p99') }, 'undici-dispatch': { p50: added('undici-dispatch', 'p50'), p99: added('undici-dispatch', 'p99') } },
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    foreign: rounded(median(all.map((load) => load.foreign)), 3),
    leftOut,
    gates: gatewayGates,
  };
}

export type GatewaySummary = ReturnType<typeof gatewaySummary>;

/** Which gates were missed, in words; a figure that is missing misses its gate. */
export function missedGates({ ratios, addedMs, failed, halfLoad }: Pick<GatewaySummary, 'ratios' | 'addedMs' | 'failed' | 'halfLoad'>): string[] {
  const paced = halfLoad.reached / halfLoad.perSecond;
  return [
    ...(['nginx', 'fastify-http-proxy', 'undici-dispatch'] as const).filter((name) => !(ratios[name] >= gatewayGates.ratios[name])).map((name) => `${ratios[name]} of ${name}, needed ${gatewayGates.ratios[name]}`),
    ...(['p50', 'p99'] as const).filter((which) => !(addedMs[which] < gatewayGates.addedMs[which])).map((which) => `adds ${addedMs[which]} ms at ${which}, allowed ${gatewayGates.addedMs[which]}`),
    ...(failed === 0 ? [] : [`${failed} requests failed`]),
    ...(paced > 0.9 && paced < 1.1 ? [] : [`the latency was measured at ${halfLoad.reached} requests/s, not at ${halfLoad.perSecond}`]),
  ];
}
