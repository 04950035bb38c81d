import type { BenchServers } from './bench-servers';
import type { OrderTable } from './order-tables';

/** One way of copying the order tables. */
export interface Contender {
  readonly name: string;
  /** Makes an empty database for one round; not measured. */
  prepare(servers: BenchServers, database: string): Promise<void>;
  /** Starts what has a start-up of its own, and returns what is measured. */
  start(servers: BenchServers, database: string): Promise<() => Promise<void>>;
  /** Where a table's rows arrive, quoted. */
  tableOf(table: OrderTable): string;
}
