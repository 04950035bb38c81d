import { createDebeziumSource, type DebeziumConfig } from '../../../source/debezium-source';

/** Started by a test that kills it: reads a log through the engine, tells when it does, and takes one batch and no more. */
const main = async (): Promise<void> => {
  const config = JSON.parse(process.argv[2]!) as DebeziumConfig;
  const stream = await createDebeziumSource(config).open(undefined, { wanted: new Map([['sales_order', ['entity_id', 'increment_id']]]), maxRows: 500, maxMs: 20 });
  console.log('open');
  await stream.next();
  setInterval(() => undefined, 60_000);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
