import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from '../../../cli/run-cli';
import { settingsHelp } from '../../../contracts/config';
import { readStackArguments } from '../../../scripts/stack/stack-arguments';

const root = join(__dirname, '../../..');
const text = readFileSync(join(root, 'README.md'), 'utf8');
const lines = text.split('\n').map((line) => line.trim().replace(/\s+[#|].*/, ''));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Settings are refused, so nothing happens. */
const reached = (): never => { throw new Error('reached'); };

test('every command of banyan that it shows exists with its options', async () => {
  const commands = [...lines.filter((line) => line.startsWith('npx banyan ')), ...[...text.matchAll(/`(npx banyan [^`]+)`/g)].map((match) => match[1]!)];
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) {
    const err: string[] = [];
    // Settings are refused, so nothing happens; an unknown command or option is refused before.
    await runCli(command.match(/"[^"]*"|\S+/g)!.slice(2), {
      terminal: { live: false, out: () => undefined, err: (said) => void err.push(said) },
      readConfig: reached, readTargetConfig: reached, who: 'tester', debug: false,
    });
    expect([command, err.join('')]).toEqual([command, expect.stringMatching(/^banyan: reached/)]);
  }
});

test('every npm script that it shows is there, and the servers can be had with one of them', () => {
  const shown = [...text.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
  for (const script of shown) expect(Object.keys(scripts)).toContain(script);
  expect(shown).toEqual(expect.arrayContaining(['stack', 'seed']));
});

test('the file of settings that it reads is the one that the stack writes', () => {
  expect(text).toContain(`    . ${readStackArguments([]).env}\n`);
});

test('every setting that it names is one', () => {
  const known = settingsHelp.map(({ name }) => name);
  for (const [, name] of text.matchAll(/\b(BANYAN_[A-Z_]+?)(?:_FILE)?(?=[=\s`])/g)) {
    if (!name!.startsWith('BANYAN_STACK_')) expect(known).toContain(name);
  }
});
