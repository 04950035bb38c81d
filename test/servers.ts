import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { readStackConfig } from '../scripts/stack/config';
import { prepareSource } from '../scripts/stack/prepare-source';
import type { SourceKind, SourceServer, Stack, StackPart, TargetServer } from '../scripts/stack/stack';
import { startStack } from '../scripts/stack/start-stack';
import { borrow, handBack, type Lent } from './lent-databases';

/** A fresh, empty database on the source, with the `banyan` schema beside it and an account that holds Banyan's grants only. */
export type SourceDatabase = {
  readonly kind: SourceKind;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly rootUser: string;
  readonly rootPassword: string;
};

/** A fresh, empty database on the target and a superuser's account. */
export type TargetDatabase = { readonly host: string; readonly port: number; readonly database: string; readonly user: string; readonly password: string };

export type Servers = {
  /** Valid inside tests and hooks. */
  readonly stack: () => Stack;
  readonly createSourceDatabase: () => Promise<SourceDatabase>;
  /** One that an earlier suite has used as it liked and handed back, or a new one; handed on when this suite ends. */
  readonly borrowSourceDatabase: () => Promise<SourceDatabase & { readonly isNew: boolean }>;
  readonly createTargetDatabase: () => Promise<TargetDatabase>;
};

export type ServerChoice = {
  /** Default source and target. */
  readonly parts?: readonly StackPart[];
  /** Default: what the shared stack has, else mariadb. */
  readonly source?: SourceKind;
  /** A stack that no other suite shares, for tests that kill servers. */
  readonly own?: boolean;
};

const START_LIMIT_MS = 180_000;

const uniqueName = (prefix: string): string => `${prefix}_${randomBytes(5).toString('hex')}`;

const asRoot = async <T>(server: SourceServer, use: (root: Awaited<ReturnType<typeof createConnection>>) => Promise<T>): Promise<T> => {
  const root = await createConnection({ host: server.host, port: server.port, user: server.rootUser, password: server.rootPassword });
  try {
    return await use(root);
  } finally {
    await root.end();
  }
};

const onTarget = async (server: TargetServer, statement: string): Promise<void> => {
  const client = new Client({ host: server.host, port: server.port, user: server.user, password: server.password, database: server.database });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

const onSource = ({ kind, host, port, rootUser, rootPassword }: SourceServer, lent: Lent): SourceDatabase =>
  ({ kind, host, port, rootUser, rootPassword, ...lent });

const createOnSource = async (server: SourceServer): Promise<SourceDatabase> => {
  const [database, user, password] = [uniqueName('shop'), uniqueName('reader'), randomBytes(12).toString('base64url')];
  await asRoot(server, async (root) => {
    await root.query(`CREATE DATABASE ${database}`);
    await prepareSource(root, { kind: server.kind, shopDatabase: database, user, password });
  });
  return onSource(server, { database, user, password });
};

const dropFromSource = (server: SourceServer, { database, user }: SourceDatabase): Promise<void> =>
  asRoot(server, async (root) => {
    await root.query(`DROP DATABASE IF EXISTS ${database}`);
    await root.query(`DROP USER IF EXISTS ${user}@'%'`);
  });

const chooseConfig = ({ source, own }: ServerChoice) => {
  const config = readStackConfig();
  if (own) return { ...config, sourceUrl: undefined, targetUrl: undefined, redisUrl: undefined, temporalAddress: undefined };
  const isAsked = (url: string | undefined): boolean => url !== undefined && (source === undefined || new URL(url).protocol === `${source}:`);
  return { ...config, sourceUrl: [config.sourceUrl, config.otherSourceUrl].find(isAsked) };
};

/**
 * Gives the suite that calls it real servers: the ones `npm test` has started for all suites, or, under a plain
 * `npx jest`, a stack of its own. The databases made here are dropped when the suite ends.
 */
export const useServers = (choice: ServerChoice = {}): Servers => {
  let stack: Stack | undefined;
  const undo: (() => Promise<void>)[] = [];
  const running = (): Stack => {
    if (stack === undefined) throw new Error('The servers are there inside tests and hooks only');
    return stack;
  };
  const part = <T>(found: T | undefined, name: string): T => {
    if (found === undefined) throw new Error(`This suite did not ask for the ${name}`);
    return found;
  };
  beforeAll(async () => {
    stack = await startStack({ parts: choice.parts ?? ['source', 'target'], source: choice.source }, chooseConfig(choice));
  }, START_LIMIT_MS);
  afterAll(async () => {
    for (const step of choice.own ? [] : undo) await step();
    await stack?.stop();
  }, START_LIMIT_MS);
  return {
    stack: running,
    createSourceDatabase: async () => {
      const server = part(running().source, 'source');
      const made = await createOnSource(server);
      undo.push(() => dropFromSource(server, made));
      return made;
    },
    borrowSourceDatabase: async () => {
      const server = part(running().source, 'source');
      const lent = await asRoot(server, borrow);
      const used = lent ? onSource(server, lent) : await createOnSource(server);
      undo.push(() => asRoot(server, (root) => handBack(root, used)));
      return { ...used, isNew: lent === undefined };
    },
    createTargetDatabase: async () => {
      const server = part(running().target, 'target');
      const { host, port, user, password } = server;
      const database = uniqueName('target');
      await onTarget(server, `CREATE DATABASE ${database}`);
      undo.push(() => onTarget(server, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
      return { host, port, user, password, database };
    },
  };
};
