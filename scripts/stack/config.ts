import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const url = (...schemes: readonly string[]) =>
  z.url({ protocol: new RegExp(`^(${schemes.join('|')})$`), error: `must be a URL starting with ${schemes.join(':// or ')}://` }).optional();

const schema = z.object({
  BANYAN_CACHE: z.string().min(1).optional(),
  BANYAN_STACK_CONTAINERS: z.enum(['auto', 'never']).default('auto'),
  BANYAN_STACK_SOURCE_URL: url('mariadb', 'mysql'),
  BANYAN_STACK_OTHER_SOURCE_URL: url('mariadb', 'mysql'),
  BANYAN_STACK_TARGET_URL: url('postgres', 'postgresql'),
  BANYAN_STACK_REDIS_URL: url('redis'),
  BANYAN_STACK_TEMPORAL_ADDRESS: z.string().regex(/^[^:]+:\d+$/, 'must be host:port').optional(),
  BANYAN_STACK_TEMPORAL_UI: url('http', 'https'),
  BANYAN_STACK_TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  BANYAN_STACK_TEMPORAL_CLI: z.string().min(1).optional(),
  BANYAN_STACK_DEBEZIUM_HOME: z.string().min(1).optional(),
  BANYAN_STACK_DEBEZIUM_JAVA: z.string().min(1).default('java'),
});

/** Where the stack's parts are, when somebody else runs them, and where downloads are kept. */
export type StackConfig = {
  readonly cache: string | undefined;
  readonly containers: 'auto' | 'never';
  readonly sourceUrl: string | undefined;
  /** A second source of the other kind, which only tests ask for. */
  readonly otherSourceUrl: string | undefined;
  readonly targetUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalUi: string | undefined;
  readonly temporalNamespace: string;
  readonly temporalCli: string | undefined;
  readonly debeziumHome: string | undefined;
  readonly debeziumJava: string;
  readonly home: string;
  readonly path: string;
  /** What child processes inherit. */
  readonly inherited: Readonly<Record<string, string | undefined>>;
};

/** Reads BANYAN_CACHE and BANYAN_STACK_*; throws one error that names every variable that is wrong. */
export const readStackConfig = (env: Readonly<Record<string, string | undefined>> = process.env): StackConfig => {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The stack's configuration is wrong:\n${problems.join('\n')}`);
  }
  return {
    cache: parsed.data.BANYAN_CACHE,
    containers: parsed.data.BANYAN_STACK_CONTAINERS,
    sourceUrl: parsed.data.BANYAN_STACK_SOURCE_URL,
    otherSourceUrl: parsed.data.BANYAN_STACK_OTHER_SOURCE_URL,
    targetUrl: parsed.data.BANYAN_STACK_TARGET_URL,
    redisUrl: parsed.data.BANYAN_STACK_REDIS_URL,
    temporalAddress: parsed.data.BANYAN_STACK_TEMPORAL_ADDRESS,
    temporalUi: parsed.data.BANYAN_STACK_TEMPORAL_UI,
    temporalNamespace: parsed.data.BANYAN_STACK_TEMPORAL_NAMESPACE,
    temporalCli: parsed.data.BANYAN_STACK_TEMPORAL_CLI,
    debeziumHome: parsed.data.BANYAN_STACK_DEBEZIUM_HOME,
    debeziumJava: parsed.data.BANYAN_STACK_DEBEZIUM_JAVA,
    home: join(homedir(), '.cache', 'banyan'),
    path: env['PATH'] ?? '',
    inherited: env,
  };
};
