import { readOracleConfig } from './config';
import { ownDatabases } from './own-databases';
import { readCut } from './read-cut';
import { printChecked } from './print-checked';
import { runOracle } from './run-oracle';

async function main(): Promise<void> {
  const config = readOracleConfig();
  let checks = 0;
  const source = { ...config.BANYAN_SOURCE_URL, password: config.BANYAN_SOURCE_PASSWORD ?? config.BANYAN_SOURCE_URL.password };
  const target = { ...config.BANYAN_TARGET_URL, password: config.BANYAN_TARGET_PASSWORD ?? config.BANYAN_TARGET_URL.password };
  const customersSince = await readCut(config.BANYAN_CONTROL_URL ?? target);
  const findings = await runOracle(source, target, {
    prefix: config.BANYAN_SOURCE_PREFIX,
    targets: ownDatabases(config.BANYAN_TARGETS),
    customersSince,
    onLeftOut: (rows) => console.log(`left out by the cut, customers since ${customersSince!}: ${Object.entries(rows).map(([table, count]) => `${table} ${count}`).join(', ')}`),
    onChecked: (checked) => {
      checks++;
      for (const line of printChecked(checked)) console.log(line);
    },
  });
  console.log(`${checks} checks, ${findings.length} differences`);
  if (findings.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
