import type { Connection } from 'mysql2/promise';
import type { DocumentKind, IncrementIds } from '../sales/increment-ids';
import type { SeedContext } from '../seed-context';
import { STORES } from './stores';

const KINDS: readonly DocumentKind[] = ['order', 'invoice', 'creditmemo', 'shipment'];
/** Stores whose tables come with the schema. */
const READY_MADE = [0, 1];
const MAX_VALUE = 4_294_967_295;

/** The counter tables of all stores, the register that names them, and the last value of each. */
export async function writeSequences(connection: Connection, { put, nextId, options }: SeedContext, increments: IncrementIds): Promise<void> {
  for (const storeId of [0, ...STORES.map(({ id }) => id)]) {
    for (const kind of KINDS) {
      const table = `sequence_${kind}_${storeId}`;
      if (!READY_MADE.includes(storeId)) {
        await connection.query(`CREATE TABLE ${options.prefix}${table} (sequence_value int unsigned NOT NULL AUTO_INCREMENT, PRIMARY KEY (sequence_value)) ENGINE=InnoDB`);
      }
      const metaId = nextId('sales_sequence_meta');
      put('sales_sequence_meta', { meta_id: metaId, entity_type: kind, store_id: storeId, sequence_table: options.prefix + table });
      put('sales_sequence_profile', {
        profile_id: metaId, meta_id: metaId, prefix: storeId > 1 ? String(storeId) : null, suffix: null, start_value: 1, step: 1, max_value: MAX_VALUE,
        warning_value: MAX_VALUE - 1000, is_active: 1,
      });
      const last = increments.last(kind, storeId);
      if (last > 0) put(table, { sequence_value: last });
    }
  }
}
