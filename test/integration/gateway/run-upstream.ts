import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A service as a program of its own, that can be killed as the kernel kills. */
export interface UpstreamProgram {
  readonly origin: string;
  kill(): Promise<void>;
}

const program = `
  const server = require('node:http').createServer((request, response) => {
    const body = JSON.stringify({ side: process.argv[1] });
    // Some answers are under way at any moment.
    setTimeout(() => response.writeHead(200, { 'content-length': body.length }).end(body), Math.random() * 8);
  });
  server.keepAliveTimeout = 60000;
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  process.stdin.on('end', () => process.exit()).resume();`;

export async function runUpstream(name: string): Promise<UpstreamProgram> {
  const child = spawn(process.execPath, ['-e', program, name], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = await once(child.stdout, 'data') as [Buffer];
  return {
    origin: `http://127.0.0.1:${Number(port.toString())}`,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
