import type { CutoverStatus } from '../../contracts/read-cutover';

const signs = { pass: '✓', fail: '✗', unknown: '?' } as const;

/** What the Web UI shows of a read cutover, as Markdown. */
export function describeCutover({ domain, stage, state, heldUntil, checks, hold, timeline }: CutoverStatus): string {
  const last = timeline.at(-1);
  return [
    `**${domain}_read** — stage **${stage}**, ${state}${heldUntil !== undefined && state === 'holding' ? ` until ${heldUntil}` : ''}`,
    ...(hold ? ['', `Holds: ${hold.message} ${hold.remedy}`] : []),
    '',
    ...checks.map(({ name, verdict, detail }) => `- ${signs[verdict]} ${name}: ${detail}`),
    ...(last ? ['', `Last: ${last.what} (${last.who}) ${last.why}`] : []),
  ].join('\n');
}
