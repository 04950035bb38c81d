import { writeSync } from 'node:fs';
import { readGatewayConfig } from '../gateway/config';
import { createGateway } from '../gateway/create-gateway';
import { sayTo } from '../gateway/observe/say';
import { endWithFault } from './end-with-fault';

/** The gateway in front of the shop. The access log goes to standard output, everything else to standard error. */
async function main(): Promise<void> {
  const say = sayTo((line) => void process.stderr.write(line));
  const gateway = await createGateway({ ...readGatewayConfig(), say, accessLog: (lines) => void process.stdout.write(lines) });
  say('gateway answers', { port: gateway.port, adminPort: gateway.adminPort, routing: gateway.live.current().version });
  // SIGUSR1 belongs to Node's debugger.
  process.on('SIGUSR2', () => {
    gateway.kill('signal', 'SIGUSR2 was sent to a gateway');
    say('killed by signal: everything goes to Magento');
  });
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      gateway.close().then(() => say('gateway has ended'), (error: unknown) => {
        writeSync(2, `${String(error)}\n`);
        process.exitCode = 1;
      });
    });
  }
}

main().catch(endWithFault);
