import type { LagPoint } from '../../target/read-lag-series';
import { html, type Html } from './html';

const width = 920;
const height = 180;
const left = 56;
const bottom = 22;
const top = 10;

/** Lag over time as one drawing: the median as a line, the worst of each stretch as an area behind it. */
export function renderLagChart(points: readonly LagPoint[]): Html {
  if (points.length < 2) return html`<p class="quiet">Too few samples to draw the lag.</p>`;
  const peak = scaleTop(Math.max(...points.map(({ max }) => max)));
  const start = points[0]!.at.getTime();
  const length = Math.max(1, points.at(-1)!.at.getTime() - start);
  const x = ({ at }: LagPoint): string => (left + ((at.getTime() - start) / length) * (width - left)).toFixed(1);
  const y = (ms: number): string => (top + (1 - ms / peak) * (height - top - bottom)).toFixed(1);
  const worst = points.map((point) => `${x(point)},${y(point.max)}`).join(' ');
  const median = points.map((point) => `${x(point)},${y(point.p50)}`).join(' ');
  const floor = y(0);
  return html`<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Lag over time, at most ${Math.round(peak)} ms">
<line class="axis" x1="${left}" y1="${floor}" x2="${width}" y2="${floor}"/><line class="grid" x1="${left}" y1="${y(peak / 2)}" x2="${width}" y2="${y(peak / 2)}"/>
<text x="${left - 8}" y="${floor}" text-anchor="end">0</text><text x="${left - 8}" y="${y(peak / 2)}" text-anchor="end">${peak / 2}</text>
<text x="${left - 8}" y="${top + 8}" text-anchor="end">${peak} ms</text>
<text x="${left}" y="${height - 4}">${clock(points[0]!.at)}</text><text x="${width}" y="${height - 4}" text-anchor="end">${clock(points.at(-1)!.at)}</text>
<polygon class="worst" points="${left},${floor} ${worst} ${x(points.at(-1)!)},${floor}"/><polyline class="median" points="${median}"/>
</svg><figcaption>Line: median of each stretch. Area: its slowest sample. Times are UTC.</figcaption></figure>`;
}

const clock = (at: Date): string => at.toISOString().slice(11, 19);

/** The next of 1, 2, 5, 10, 20, 50, … milliseconds. */
function scaleTop(ms: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(ms, 2)));
  return [1, 2, 5, 10].map((step) => step * power).find((value) => value >= ms) ?? ms;
}
