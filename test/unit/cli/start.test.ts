import { planOf } from '../../../cli/commands/start';
import { runCli } from '../../../cli/run-cli';

/** Runs `banyan start` as far as its settings; whatever is refused is refused before. */
async function start(...words: readonly string[]) {
  let err = '';
  const reached = (): never => { throw new Error('reached'); };
  const code = await runCli(['start', '--run', 'r1', ...words], {
    terminal: { live: false, out: () => undefined, err: (text) => void (err += text) }, readConfig: reached, readTargetConfig: reached, who: 'tester', debug: false,
  });
  return { code, err };
}

test('delivery and reader are options, and win over the file', () => {
  expect(planOf({ delivery: 'direct', sourceReader: 'binlog' }, { run: 'r1', delivery: 'dapr', sourceReader: 'debezium' })).toMatchObject({ delivery: 'dapr', sourceReader: 'debezium' });
  expect(planOf({ delivery: 'dapr' }, { run: 'r1' })).toMatchObject({ delivery: 'dapr', sourceReader: 'binlog' });
});

test('every delivery goes with every reader', async () => {
  for (const delivery of ['direct', 'dapr']) {
    for (const reader of ['binlog', 'debezium']) expect((await start('--delivery', delivery, '--source-reader', reader)).err).toMatch(/^banyan: reached/);
  }
});

test('what the plan refuses is one message, and nothing starts', async () => {
  const { code, err } = await start('--delivery', 'dapr', '--customers-since', '2020-01-01');
  expect(code).toBe(2);
  expect(err).toMatch(/^banyan: customersSince needs delivery direct: [^\n]+\n {2}remedy: [^\n]+\n$/);
});

test.each([['--delivery', 'kafka', 'direct, dapr'], ['--source-reader', 'maxwell', 'binlog, debezium']])('%s %s is refused with what there is', async (option, word, choices) => {
  const { code, err } = await start(option, word);
  expect(code).toBe(2);
  expect(err).toContain(`Allowed choices are ${choices}`);
});
