import { readConfig } from '../cli/config';
import { exitCodes, type ExitCode } from '../cli/exit-codes';
import { renderColumns } from '../cli/render-columns';
import { tellFault } from '../cli/tell-fault';
import { allEntities } from '../entities/all-entities';
import { compareSamples, type SampledEntity } from '../pipeline/compare-samples';
import { openContext } from '../pipeline/open-context';
import { streamStatus, type StreamStatus } from '../pipeline/stream-status';

/** Lag is told over the time between two runs of a cron job. */
const lagWindowMs = 15 * 60_000;

const services = [...new Set(allEntities.map(({ service }) => service))].sort();

const usage = `usage: check-data-consistency <service> <samples>
  compares <samples> randomly chosen aggregates of each entity of a service, value by value, and tells the lag
  services: ${services.join(', ')}
  exit code 0: equal, 1: something differs, 2: wrong usage or settings, 3: a server did not answer
`;

async function main([service, samples]: readonly string[]): Promise<ExitCode> {
  if (service === undefined || !services.includes(service) || !/^[1-9]\d{0,6}$/.test(samples ?? '')) {
    process.stderr.write(usage);
    return exitCodes.usage;
  }
  const context = await openContext(readConfig());
  try {
    const results = await compareSamples(context, { service, samples: Number(samples) });
    const stream = await streamStatus(context, new Date(Date.now() - lagWindowMs));
    process.stdout.write(describe(service, results, stream));
    return results.some(({ mismatches }) => mismatches.length > 0) ? exitCodes.finding : exitCodes.ok;
  } finally {
    await context.close();
  }
}

function describe(service: string, results: readonly SampledEntity[], { lag, behindMs }: StreamStatus): string {
  const sum = (of: (result: SampledEntity) => number): number => results.reduce((total, result) => total + of(result), 0);
  const table = renderColumns(['entity', 'compared', 'left out', 'quarantined', 'mismatches'],
    results.map(({ entity, compared, leftOut, quarantined, mismatches }) => [entity, String(compared), String(leftOut), String(quarantined), String(mismatches.length)]));
  const found = results.flatMap(({ entity, mismatches }) => mismatches.map(({ key, table: name, kind, columns, explanation }) =>
    `  ${entity} ${key ?? '?'}: ${name} ${kind}${columns.length > 0 ? ` (${columns.join(', ')})` : ''}: ${explanation}\n`));
  const delay = lag
    ? `p50 ${Math.round(lag.p50)} ms, p99 ${Math.round(lag.p99)} ms over the last 15 minutes`
    : `unknown: no heartbeat came through the stream in the last 15 minutes${behindMs === undefined ? '' : `, the last one ${Math.round(behindMs / 1000)} s ago`}`;
  return `${service}\n${table}${found.join('')}lag: ${delay}\nmismatches: ${sum(({ mismatches }) => mismatches.length)} in ${sum(({ compared }) => compared)} aggregates\n`;
}

main(process.argv.slice(2)).then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    const { says, remedy, exitCode } = tellFault(error);
    process.stderr.write(`check-data-consistency: ${says}\n  remedy: ${remedy}\n`);
    process.exitCode = exitCode;
  });
