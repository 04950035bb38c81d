import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { resolve } from 'node:path';

/** Programs that listen, started where somebody else does already. */
const root = resolve(__dirname, '..', '..');
let taken: Server;
let port: string;

beforeAll(async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  port = String((taken.address() as AddressInfo).port);
});
afterAll(() => void taken.close());

const databases = { BANYAN_SOURCE_URL: 'mysql://u@127.0.0.1:1/shop', BANYAN_TARGET_URL: 'postgres://u@127.0.0.1:1/db' };

/** Runs one until it ends. It has to end by itself. */
async function run(words: readonly string[], env: Readonly<Record<string, string>>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--require', resolve(root, 'scripts/end-with-parent.cjs'), '--import', 'tsx', ...words], {
    cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH ?? '', HOME: '/tmp', ...env },
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => { said += part.toString(); });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

test.each([
  ['status API', ['workers/status/main.ts'], 'BANYAN_STATUS_PORT', () => ({ ...databases, BANYAN_STATUS_HOST: '127.0.0.1', BANYAN_STATUS_PORT: port })],
  ['subscriber', ['workers/main.ts', 'subscribe'], 'BANYAN_SUBSCRIBER_PORT', () => ({ ...databases, BANYAN_SUBSCRIBER_HOST: '127.0.0.1', BANYAN_SUBSCRIBER_PORT: port })],
  ['gateway', ['workers/gateway.ts'], 'BANYAN_GATEWAY_PORT',
    () => ({ BANYAN_TARGET_URL: databases.BANYAN_TARGET_URL, BANYAN_GATEWAY_MAGENTO: 'http://127.0.0.1:1', BANYAN_GATEWAY_HOST: '127.0.0.1', BANYAN_GATEWAY_PORT: port, BANYAN_GATEWAY_ADMIN_PORT: '0' })],
  ["gateway's admin port", ['workers/gateway.ts'], 'BANYAN_GATEWAY_ADMIN_PORT',
    () => ({ BANYAN_GATEWAY_MAGENTO: 'http://127.0.0.1:1', BANYAN_GATEWAY_HOST: '127.0.0.1', BANYAN_GATEWAY_PORT: '0', BANYAN_GATEWAY_ADMIN_PORT: port })],
  ['service', ['workers/services.ts', 'catalog'], 'BANYAN_SERVICE_PORTS',
    () => ({ BANYAN_SERVICE_URL: databases.BANYAN_TARGET_URL, BANYAN_SERVICE_HOST: '127.0.0.1', BANYAN_SERVICE_TOKEN: 'a-token-of-sixteen-or-more', BANYAN_SERVICE_PORTS: `{"catalog":${port}}` })],
])('the %s says in one line which port is taken and what to do, and ends', async (_program, words, setting, env) => {
  const { code, said } = await run(words, env());
  expect(said).toBe(`port ${port} at 127.0.0.1 is taken by another program: end that one, or set ${setting} to a port that is free\n`);
  expect(code).toBe(2);
});
