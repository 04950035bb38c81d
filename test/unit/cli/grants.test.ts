import { runCli } from '../../../cli/run-cli';
import { parseConfig, parseSubscriberConfig } from '../../../contracts/config';

const env = {
  BANYAN_SOURCE_URL: 'mysql://reader@shop-db:3306/my_shop', BANYAN_SOURCE_PASSWORD: "it's secret",
  BANYAN_TARGET_URL: 'postgres://writer@platform-db:5432/platform', BANYAN_TARGET_PASSWORD: "so's this",
  BANYAN_TARGETS: '{"order":"postgres://orders:third@elsewhere:5433/orders"}',
};

async function grants(words: readonly string[], { live = false, settings = env as Readonly<Record<string, string>> } = {}) {
  const written = { out: '', err: '' };
  const code = await runCli(['grants', ...words], {
    terminal: { live, out: (text) => void (written.out += text), err: (text) => void (written.err += text) },
    readConfig: () => parseConfig(settings), readTargetConfig: () => parseSubscriberConfig(settings), who: 'tester', debug: false,
  });
  return { code, ...written };
}

test.each(['mariadb', 'mysql'])('the SQL for %s is whole: nothing is left to fill in', async (server) => {
  const { code, out } = await grants(['source', '--server', server]);
  expect(code).toBe(0);
  expect(out).not.toMatch(/:(user|password|shop)\b/);
  expect(out).toContain('CREATE TABLE IF NOT EXISTS banyan.barrier');
  expect(out).toContain(String.raw`ON ${'`'}my\_shop${'`'}.* TO 'reader'@'%';`);
  expect(out).toContain(String.raw`'it\'s secret'`);
});

test('the role of the target owns its database', async () => {
  const { out } = await grants(['target']);
  expect(out).toContain(`ALTER ROLE "writer" LOGIN PASSWORD 'so''s this';`);
  expect(out).toContain('CREATE DATABASE "platform" OWNER "writer"');
  expect(out).toContain('-- for the server at elsewhere:5433: banyan grants target --at elsewhere:5433');
  expect(out).not.toContain('CREATE ROLE "orders"');
  expect((await grants(['target', '--at', 'elsewhere:5433'])).out).toContain('CREATE ROLE "orders" LOGIN;');
  expect(await grants(['target', '--at', 'nowhere:1'])).toMatchObject({ code: 2, err: expect.stringContaining('elsewhere:5433') });
});

test('no password is shown on a screen', async () => {
  const source = await grants(['source'], { live: true });
  const target = await grants(['target'], { live: true });
  expect(source.out + target.out).not.toMatch(/secret|this/);
  expect(source.err).toMatch(/\*\*\*/);
});

test('an account without a password is not made', async () => {
  const { BANYAN_SOURCE_PASSWORD: _, ...settings } = env;
  expect(await grants(['source'], { settings })).toMatchObject({ code: 2, out: '' });
});
