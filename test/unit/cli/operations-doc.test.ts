import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCli } from '../../../cli/run-cli';
import { settingsHelp } from '../../../contracts/config';
import { messageNames, queryNames, queuesOf, workflowTypes } from '../../../contracts/messages';
import { migrationPlan, parsePlan, retuning } from '../../../contracts/plan';

const text = readFileSync(join(__dirname, '../../../docs/operations.md'), 'utf8');
const lines = text.split('\n').map((line) => line.trim());
const temporalLines = lines.filter((line) => line.startsWith('temporal workflow '));
const inputOf = (line: string): Record<string, unknown> => JSON.parse(/--input '(.*)'$/.exec(line)![1]!) as Record<string, unknown>;

/** Settings are refused, so nothing happens. */
const reached = (): never => { throw new Error('reached'); };

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
      readConfig: reached, readTargetConfig: reached, who: 'tester', debug: false,
    });
    expect([command, err.join('')]).toEqual([command, expect.stringMatching(/^banyan: (reached|the plan plan.json cannot be read)/)]);
  }
});

test('every setting is documented, with its meaning', () => {
  for (const { name, meaning } of settingsHelp) expect(lines).toContain(`| \`${name}\` | ${meaning} |`);
});

interface Schema { readonly properties?: Readonly<Record<string, Schema>>; readonly default?: unknown; readonly enum?: readonly string[]; readonly description?: string }

/** Every field of a plan by its path, as a line of the table. */
const planLines = (schema: Schema, path = ''): string[] => Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
  if (field.properties) return planLines(field, `${path}${name}.`);
  const preset = field.default === undefined ? '' : ` \`${JSON.stringify(field.default)}\` `;
  const choice = field.enum ? `${field.enum.map((word) => `\`${word}\``).join(' or ')}: ` : '';
  return [`| \`${path}${name}\` |${preset || ' '}| ${choice}${field.description} |`];
});

test('every field of a plan is documented, with its default and its meaning', () => {
  const wanted = planLines(z.toJSONSchema(migrationPlan, { io: 'input' }) as Schema);
  expect(wanted.length).toBeGreaterThan(25);
  for (const line of wanted) expect(lines).toContain(line);
});

test('two shops on one Temporal: the documented queue is the one that their workers poll', () => {
  const prefix = /BANYAN_TEMPORAL_QUEUES=(\S+?)`/.exec(text)![1]!;
  expect(text).toContain(`--task-queue ${queuesOf(prefix).control}\``);
});
