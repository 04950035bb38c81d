import { readStackArguments, STACK_USAGE } from '../../../../scripts/stack/stack-arguments';

test('what is not said has a default', () => {
  expect(readStackArguments([])).toEqual({ source: 'mariadb', dir: undefined, env: '.banyan/stack.env', delivery: 'direct', sourceReader: 'binlog', help: false });
  expect(readStackArguments(['--source=mysql', '--dir', 'kept', '--help'])).toMatchObject({ source: 'mysql', dir: 'kept', help: true });
  expect(readStackArguments(['--delivery=dapr', '--source-reader=debezium'])).toMatchObject({ delivery: 'dapr', sourceReader: 'debezium' });
});

test.each([[['--nonsense']], [['--source=oracle']], [['--delivery=kafka']], [['--source-reader=maxwell']], [['word']]])('%j is answered with the usage', (args) => {
  expect(() => readStackArguments(args)).toThrow(expect.objectContaining({ message: expect.stringContaining(STACK_USAGE) }));
});

test('every option is in the usage', () => {
  for (const option of Object.keys(readStackArguments([])).filter((name) => name !== 'help')) expect(STACK_USAGE).toContain(`--${option.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)}`);
});
