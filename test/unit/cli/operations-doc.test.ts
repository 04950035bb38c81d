import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../../cli/run-cli';
import { settingsHelp } from '../../../contracts/config';
import { messageNames, queryNames, queuesOf, workflowTypes } from '../../../contracts/messages';
import { parsePlan, retuning } from '../../../contracts/plan';

const text = readFileSync(join(__dirname, '../../../docs/operations.md'), 'utf8');
const lines = text.split('\n').map((line) => line.trim());
const temporalLines = lines.filter((line) => line.startsWith('temporal workflow '));
const inputOf = (line: string): Record<string, unknown> => JSON.parse(/--input '(.*)'$/.exec(line)![1]!) as Record<string, unknown>;

test('every word that can be said to a run is documented as one line, with who and why', () => {
  const updates = temporalLines.filter((line) => line.includes(' update execute '));
  expect(updates.map((line) => /--name (\w+)/.exec(line)![1]).sort()).toEqual([...messageNames].sort());
  for (const line of updates) expect(inputOf(line)).toMatchObject({ who: expect.any(String), why: expect.any(String) });
});

test('the documented retuning and plan are what the run accepts', () => {
  const { who: _who, why: _why, ...changes } = inputOf(temporalLines.find((line) => line.includes('--name retune'))!);
  expect(retuning.safeParse(changes).success).toBe(true);
  const start = temporalLines.find((line) => line.startsWith('temporal workflow start'))!;
  expect(start).toContain(`--type ${workflowTypes.migration} --task-queue ${queuesOf('banyan').control} `);
  expect(parsePlan(inputOf(start)).run).toBe('shop-1');
});

test('both queries are documented', () => {
  for (const name of Object.values(queryNames)) expect(text).toContain(`--type ${name}`);
});

test('every documented command exists with its options', async () => {
  const commands = lines.filter((line) => line.startsWith('banyan ')).map((line) => line.replace(/\s+[#|].*/, ''));
  expect(commands.length).toBeGreaterThan(15);
  for (const command of commands) {
    const words = command.match(/"[^"]*"|\S+/g)!.slice(1);
    const err: string[] = [];
    // Settings are refused, so nothing happens; an unknown command or option is refused before.
    await runCli(words, {
      terminal: { live: false, out: () => undefined, err: (said) => void err.push(said) },
      readConfig: () => { throw new Error('reached'); }, who: 'tester', debug: false,
    });
    expect([command, err.join('')]).toEqual([command, expect.stringMatching(/^banyan: (reached|the plan plan.json cannot be read)/)]);
  }
});

test('every setting is documented, with its meaning', () => {
  for (const { name, meaning } of settingsHelp) expect(lines).toContain(`| \`${name}\` | ${meaning} |`);
});

test('two shops on one Temporal: the documented queue is the one that their workers poll', () => {
  const prefix = /BANYAN_TEMPORAL_QUEUES=(\S+?)`/.exec(text)![1]!;
  expect(text).toContain(`--task-queue ${queuesOf(prefix).control}\``);
});
