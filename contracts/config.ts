import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { BanyanFailure } from './failures';

const formOf = (scheme: string): string => `${scheme}://user@host:port/database`;

/** `<scheme>://user:password@host:port/database`, in its parts. */
export const databaseUrl = (scheme: 'mysql' | 'postgres') => z.string({ error: `is not set; it looks like ${formOf(scheme)}` }).transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.protocol !== `${scheme}:` || url.pathname.length < 2 || !url.username) {
    context.addIssue({ code: 'custom', message: `must look like ${formOf(scheme)}` });
    return z.NEVER;
  }
  return {
    host: url.hostname,
    port: Number(url.port || (scheme === 'mysql' ? 3306 : 5432)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
});

/** A setting that names a PostgreSQL database. */
export const postgresUrl = databaseUrl('postgres');

/** A JSON object of service names to databases. */
export const databasesByService = z.string().optional().transform((text, context) => {
  if (text === undefined) return {};
  try {
    return z.record(z.string(), postgresUrl).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON object of service names to postgres:// URLs' });
    return z.NEVER;
  }
});

const moment = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-01-31T03:00:00Z' }).transform((text) => new Date(text));

/** A whole number within bounds. */
const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

/** Every setting of every program, by environment variable. Secrets may stand in a file instead: `<NAME>_FILE`. */
const settings = z.object({
  BANYAN_SOURCE_URL: databaseUrl('mysql').describe('the Magento database, as the user that Banyan reads with'),
  BANYAN_SOURCE_PASSWORD: z.string().optional().describe('its password, when not in the URL'),
  BANYAN_SOURCE_PREFIX: z.string().regex(/^[A-Za-z0-9_]*$/, 'may hold letters, digits and _ only').optional().describe('table prefix; detected when not given'),
  BANYAN_SOURCE_CA: z.string().optional().describe('PEM of the authority of the source; turns TLS on'),
  BANYAN_SOURCE_SERVER_ID: wholeNumber(1, 2 ** 32 - 1).default(184054).describe('replication server id of the reader'),
  BANYAN_DEBEZIUM_HOME: z.string().min(1, 'must not be empty').optional().describe('folder of the Debezium engine, for plans with sourceReader debezium; npm run stack -- --source-reader=debezium builds it'),
  BANYAN_DEBEZIUM_JAVA: z.string().min(1, 'must not be empty').default('java').describe('Java 17 or newer that runs the engine: a name on PATH, or a path'),
  BANYAN_DEBEZIUM_DIR: z.string().min(1, 'must not be empty').default('.banyan/debezium').describe('where the engine keeps offsets and schema history, one folder a run and reader'),
  BANYAN_DEBEZIUM_SNAPSHOT: z.enum(['no_data', 'initial'], 'must be no_data or initial').default('no_data').describe('initial: the engine too sends every row before it reads the log'),
  BANYAN_TARGET_URL: postgresUrl.describe('the PostgreSQL database of all services that have none of their own'),
  BANYAN_TARGET_PASSWORD: z.string().optional().describe('its password, when not in the URL'),
  BANYAN_TARGET_CA: z.string().optional().describe('PEM of the authority of the targets; turns TLS on'),
  BANYAN_TARGETS: databasesByService.describe('databases of single services, as JSON: {"order": "postgres://…"}'),
  BANYAN_CONTROL_URL: postgresUrl.optional().describe('the control database; the target when not given'),
  BANYAN_BACKUP_NAME: z.string().min(1, 'must not be empty').optional().describe('name of the backup of the source that a way back would start from; pre-flight names it'),
  BANYAN_BACKUP_AT: moment.optional().describe('when that backup was finished, ISO 8601 with zone'),
  BANYAN_TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233').describe('host and port of Temporal'),
  BANYAN_TEMPORAL_NAMESPACE: z.string().default('default').describe('Temporal namespace'),
  BANYAN_TEMPORAL_QUEUES: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, 'must be 1 to 60 letters, digits, _ or -').default('banyan').describe('prefix of the task queues; one per shop'),
  BANYAN_STATUS_HOST: z.string().min(1, 'must not be empty').default('0.0.0.0').describe('address on which the status API listens'),
  BANYAN_STATUS_PORT: wholeNumber(0, 65_535).default(8080).describe('its port; 0 takes a free one'),
  BANYAN_STATUS_SILENT_SECONDS: wholeNumber(1, 86_400).default(30).describe('how long nothing may arrive before the dead-man check alarms'),
  BANYAN_TEMPORAL_CA: z.string().optional().describe('PEM of the authority of Temporal; turns TLS on'),
  BANYAN_DAPR_URL: z.url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:3500' }).default('http://127.0.0.1:3500').describe('where the Dapr sidecar listens'),
  BANYAN_DAPR_PUBSUB: z.string().min(1, 'must not be empty').default('banyan').describe('name of the PubSub component'),
  BANYAN_DAPR_TOKEN: z.string().min(1, 'must not be empty').optional().describe('API token that the sidecar asks for'),
  BANYAN_DAPR_STUCK: z.enum(['restart', 'report'], 'must be restart or report').default('restart').describe('what the subscriber does about a sidecar that takes events and delivers none: ends it, so that its supervisor starts another, or only says so'),
  BANYAN_SUBSCRIBER_HOST: z.string().min(1, 'must not be empty').default('127.0.0.1').describe('where the subscriber listens for its sidecar'),
  BANYAN_SUBSCRIBER_PORT: wholeNumber(1, 65_535).default(8006).describe('and on which port: the --app-port of the sidecar'),
  BANYAN_SUBSCRIBER_TOKEN: z.string().min(16, 'must be 16 characters or longer').optional().describe('the APP_API_TOKEN that the sidecar shows it; needed wherever others than this machine can reach it'),
});

/** What a subscriber needs: it never sees the source. Whoever reaches its port and needs no token can write to the targets. */
const subscriberSettings = settings.omit({ BANYAN_SOURCE_URL: true, BANYAN_SOURCE_PASSWORD: true }).superRefine(({ BANYAN_SUBSCRIBER_HOST: host, BANYAN_SUBSCRIBER_TOKEN: token }, context) => {
  if (token !== undefined || isLoopback(host)) return;
  context.addIssue({
    code: 'custom', path: ['BANYAN_SUBSCRIBER_TOKEN'],
    message: `must be set while BANYAN_SUBSCRIBER_HOST is ${host}: whoever reaches the port could write to the targets. Make one (openssl rand -base64 24) and give it to the sidecar as APP_API_TOKEN, or listen on 127.0.0.1`,
  });
});

/** Whether only this machine can reach what listens there. */
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** The parsed settings. */
export type Config = z.output<typeof settings>;

/** The parsed settings of a process that does not read the source. */
export type SubscriberConfig = z.output<typeof subscriberSettings>;

/** Name and meaning of every setting, for the docs. */
export const settingsHelp: readonly { name: string; meaning: string }[] = Object.entries(settings.shape)
  .map(([name, schema]) => ({ name, meaning: schema.description ?? '' }));

/** The environment of a program, usually `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads all of Banyan's settings. @throws BanyanFailure InvalidInput naming every problem at once. */
export const parseConfig = (env: Environment): Config => parseSettings(settings, env);

/** The same for a process that does not read the source. */
export const parseSubscriberConfig = (env: Environment): SubscriberConfig => parseSettings(subscriberSettings, env);

/**
 * Reads settings, secrets from files where `<NAME>_FILE` is set.
 * @throws BanyanFailure InvalidInput naming every problem at once.
 */
export function parseSettings<Shape extends z.ZodRawShape>(shape: z.ZodObject<Shape>, env: Environment): z.output<z.ZodObject<Shape>> {
  const problems: string[] = [];
  const values = Object.fromEntries(Object.keys(shape.shape).map((name) => [name, env[name] ?? fromFile(env[`${name}_FILE`], name, problems)]));
  const parsed = shape.safeParse(values);
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (problems.length > 0 || !parsed.success) {
    throw new BanyanFailure('InvalidInput', `the configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
  return parsed.data;
}

function fromFile(path: string | undefined, name: string, problems: string[]): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    problems.push(`${name}_FILE: cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}
