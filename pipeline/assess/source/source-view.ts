import type { RowDataPacket } from 'mysql2';
import type { Config } from '../../../contracts/config';
import { BanyanFailure } from '../../../contracts/failures';
import { allEntities } from '../../../entities/all-entities';
import type { SourceCatalog } from '../../../entities/grammar/catalog';
import { compileEntity, type CompiledEntity } from '../../../entities/grammar/compile';
import { connectSource, withSource, type SourceConfig, type SourcePool } from '../../../source/connect';
import { readCatalog } from '../../../source/read-catalog';
import { readVariables, type ServerVariables } from './read-variables';
import { readTableStats, type TableStats } from './table-stats';

/** The source server as Banyan's user sees it. */
export interface ServerView {
  readonly config: Config;
  readonly pool: SourcePool;
  readonly flavor: 'mariadb' | 'mysql';
  readonly version: string;
  /** The shop's database, whether or not the user may open it. */
  readonly database: string;
  readonly variables: ServerVariables;
}

/** The shop in it. */
export interface ShopView extends ServerView {
  readonly catalog: SourceCatalog;
  readonly entities: readonly CompiledEntity[];
  /** By table name without prefix. */
  readonly stats: ReadonlyMap<string, TableStats>;
}

/** The connection that checks use; small, because they run one after the other. */
export interface OpenServer extends ServerView {
  /** Why the shop's database cannot be opened, when the server itself can. */
  readonly shut?: BanyanFailure;
}

/**
 * Connects to the source. A user who may log in but not open the shop's database still gets a view, so that the
 * missing grants can be named.
 * @throws BanyanFailure when the server cannot be reached or refuses the user.
 */
export async function openServer(config: Config, source: SourceConfig): Promise<OpenServer> {
  const pool = connectSource(source, 2);
  try {
    return await viewOf(config, source, pool);
  } catch (error) {
    await pool.end();
    if (!isShut(error)) throw error;
    const beside = connectSource({ ...source, database: 'information_schema' }, 2);
    try {
      return { ...(await viewOf(config, source, beside)), shut: error };
    } catch (second) {
      await beside.end();
      throw second;
    }
  }
}

/** 1044: the user may not open the database; 1049: there is no such database. */
const isShut = (error: unknown): error is BanyanFailure =>
  error instanceof BanyanFailure && [1044, 1049].includes((error.cause as { errno?: number } | undefined)?.errno ?? 0);

async function viewOf(config: Config, { database }: SourceConfig, pool: SourcePool): Promise<ServerView> {
  return withSource(pool, async (connection) => {
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
    const version = String(row!.version);
    const flavor = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
    return { config, pool, database, flavor, version, variables: await readVariables(connection) };
  });
}

/** Reads the shop's tables and attributes. @throws BanyanFailure when no shop, or more than one, is found. */
export async function openShop(server: ServerView): Promise<ShopView> {
  const catalog = await readCatalog(server.pool, server.config.BANYAN_SOURCE_PREFIX);
  const entities = allEntities.map((definition) => compileEntity(definition, catalog));
  return { ...server, catalog, entities, stats: await readTableStats(server.pool, catalog) };
}
