import type { BenchServers } from './bench-servers';
import { onTarget, SHOP, targetUrl } from './bench-servers';
import type { Contender } from './contender';
import type { PlainColumn, PlainTable } from './plain-schema';
import { runChild } from './run-child';

/** `mariadb --quick | psql COPY`, table after table, into tables with their primary keys; other indexes and foreign keys come after the rows. */
export const pipeContender = (tables: readonly PlainTable[]): Contender => ({
  name: 'pipe',
  prepare: (servers, database) => onTarget(servers, 'postgres', async (client) => {
    await client.query(`CREATE DATABASE ${database}`);
    await onTarget(servers, database, async (fresh) => {
      await fresh.query('CREATE SCHEMA "order"');
      for (const { create } of tables) await fresh.query(create);
      for (const { keys } of tables) for (const sql of keys) await fresh.query(sql);
    });
  }),
  start: (servers, database) => Promise.resolve(async () => {
    for (const plain of tables) await pipe(servers, database, plain);
    await onTarget(servers, database, async (client) => {
      for (const { afterLoad } of tables) for (const sql of afterLoad) await client.query(sql);
    });
  }),
  tableOf: ({ target }) => `"order".${target}`,
});

async function pipe(servers: BenchServers, database: string, plain: PlainTable): Promise<void> {
  const { host, port, user, password } = servers.source;
  const { target } = plain.table;
  const env = { SELECT: selectOf(plain), COPY: `COPY "order".${target} FROM STDIN (NULL 'NULL')`, TARGET: targetUrl(servers, database), MYSQL_PWD: password, PGTZ: 'UTC' };
  const read = `mariadb --no-defaults -h ${host} -P ${port} -u ${user} --quick --default-character-set=utf8mb4 -NB -e "$SELECT" ${SHOP}`;
  await runChild('bash', ['-c', `set -o pipefail; ${read} | psql -X -q -v ON_ERROR_STOP=1 -c "$COPY" "$TARGET"`], env);
}

/** The source's columns in the order of the target's; a version without a column has NULL there. */
function selectOf({ table, columns, sourceColumns }: PlainTable): string {
  const { source, id, refers, through } = table;
  const parent = Object.entries(refers).find(([, to]) => to === 'sales_order')?.[0];
  const root = through ? 'p.order_id' : `t.${parent ?? id}`;
  const of = ({ name }: PlainColumn, index: number): string => {
    const plain = name.replace(/^magento_/, '');
    if (index === 0) return root;
    if (name === 'id') return `t.${id}`;
    if (name === 'source') return "'magento'";
    return sourceColumns.has(plain) ? `t.${plain}` : 'NULL';
  };
  const join = through ? ` JOIN ${through.table} p ON p.${through.column} = t.${through.column}` : '';
  return `SELECT ${columns.map(of).join(', ')} FROM ${source} t${join}`;
}
