import type { FastifyInstance } from 'fastify';
import { BanyanFailure } from '../contracts/failures';
import { domains } from '../contracts/routing';
import { readServicesConfig, sides, type Side } from '../services/config';
import { openSide } from '../services/open-side';
import { endWithFault } from './end-with-fault';

const usage = `usage: node --import tsx workers/services.ts <side...>
sides: ${sides.join(', ')}, or all for every service`;

function readSides(words: readonly string[]): Side[] {
  const wanted = words.flatMap((word) => (word === 'all' ? domains : [word]));
  const unknown = wanted.filter((word) => !sides.includes(word as Side));
  if (wanted.length === 0 || unknown.length > 0) throw new BanyanFailure('InvalidInput', `${unknown.length > 0 ? `there is no side ${unknown.join(', ')}` : 'name the sides to run'}\n${usage}`);
  return [...new Set(wanted)] as Side[];
}

async function main(): Promise<void> {
  const wanted = readSides(process.argv.slice(2));
  const config = readServicesConfig();
  const open: FastifyInstance[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(open.map((app) => app.close()));
  };
  try {
    for (const side of wanted) {
      const app = await openSide(config, side);
      open.push(app);
      console.log(`${side} answers at ${app.listeningOrigin}`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  // Requests in hand are answered first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

main().catch(endWithFault);
