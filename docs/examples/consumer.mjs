// A service with a store of its own: takes change events of products over Dapr, and keeps SKU, name and price.
// docs/events.md is the contract. Plain Node 20 and the package `pg`; `npm ci` of this repository has it, elsewhere it is
// `npm install pg`. It makes its two tables by itself, listens on 127.0.0.1 only, and Ctrl-C ends it:
//
//   DATABASE_URL=postgres://user:password@localhost:5432/my_service node docs/examples/consumer.mjs 8010
//
// Beside it runs a sidecar of its own, on the Redis that Banyan publishes to:
//
//   mkdir my-components
//   sed 's/banyan-subscriber/my-service/' deploy/dapr/components/pubsub.yaml > my-components/pubsub.yaml
//   BANYAN_REDIS_HOST=localhost:6379 BANYAN_REDIS_PASSWORD=… \
//     daprd --app-id my-service --app-port 8010 --resources-path my-components
//
// The sed gives it a consumerID of its own: with Banyan's it would share events with Banyan's subscriber, and each would get
// a part of them. Start the program before the sidecar, which asks once what is subscribed to.
import { createServer } from 'node:http';
import pg from 'pg';

const topic = 'migration.product.changed';
/** The shape of products that this program was written for, and where in a row its columns are. */
const known = { version: '1.1f9559d6', table: 'catalog.products', columns: { sku: 3, name: 8, price: 22 } };

const schema = `
  CREATE TABLE IF NOT EXISTS applied (
    entity_type varchar(64) NOT NULL, magento_id bigint NOT NULL, label bigint NOT NULL, gone boolean NOT NULL,
    PRIMARY KEY (entity_type, magento_id));
  CREATE TABLE IF NOT EXISTS articles (id uuid PRIMARY KEY, sku text, name text, price numeric);`;

const guard = `
  INSERT INTO applied AS held (entity_type, magento_id, label, gone) VALUES ($1, $2, $3, $4)
  ON CONFLICT (entity_type, magento_id) DO UPDATE SET label = excluded.label, gone = excluded.gone
   WHERE held.label <= excluded.label
  RETURNING magento_id`;

const letters = { b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };
const cellOf = (text) => (text === '\\N' ? null : text.replace(/\\(.)/gs, (_, letter) => letters[letter] ?? letter));
/** Rows of COPY's text format as arrays of texts and nulls. */
const rowsOf = (lines = '') => lines.split('\n').slice(0, -1).map((line) => line.split('\t').map(cellOf));

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

/** Applies an event in one transaction with its label, unless a newer one was there before. */
async function apply({ entity, entitykey, label, data }) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const allowed = await client.query(guard, [entity, entitykey, label, data.gone]);
    if (allowed.rowCount === 1) {
      await client.query('DELETE FROM articles WHERE id = $1', [data.id]);
      for (const row of rowsOf(data.tables[known.table])) {
        const { sku, name, price } = known.columns;
        await client.query('INSERT INTO articles (id, sku, name, price) VALUES ($1, $2, $3, $4)', [row[0], row[sku], row[name], row[price]]);
      }
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** What Dapr is to do with the event: it is done, or is to be handed out again. */
async function take(event) {
  try {
    if (event.schemaversion !== known.version) throw new Error(`schema ${event.schemaversion} is not the known ${known.version}`);
    await apply(event);
    return 'SUCCESS';
  } catch (error) {
    console.error(`${event.id}: ${error.code ?? error.message}`);
    return 'RETRY';
  }
}

async function answer(request) {
  if (request.url === '/dapr/subscribe') return [{ pubsubname: 'banyan', topic, route: '/products' }];
  if (request.url !== '/products') return {};
  const parts = [];
  for await (const part of request) parts.push(part);
  return { status: await take(JSON.parse(Buffer.concat(parts).toString('utf8'))) };
}

await pool.query(schema);
const server = createServer((request, response) => {
  answer(request).then((body) => response.end(JSON.stringify(body)), () => response.writeHead(500).end());
});
server.listen(Number(process.argv[2] ?? 8010), '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { server.close(); void pool.end(); });
