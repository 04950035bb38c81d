import { createServer, type Server } from 'node:net';
import { freePorts } from '../../../../scripts/stack/free-ports';

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

test('ports differ, can be listened on, and lie below those lent to outgoing connections', async () => {
  const ports = await freePorts(20);
  expect(new Set(ports).size).toBe(20);
  expect(ports.every((port) => port >= 15_000 && port < 32_000)).toBe(true);
  const held = await Promise.all(ports.map(listen));
  held.forEach((server) => server.close());
});
