import { isIP } from 'node:net';
import { z } from 'zod';
import { parseSettings, postgresUrl, type Environment } from '../contracts/config';
import { domains, type Domain } from '../contracts/routing';
import type { GatewayOptions } from './create-gateway';

/** An origin and nothing else: a path there would be a second way of routing. */
const origin = z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).pathname === '/' && !new URL(text).username, 'must look like http://host:port');

const services = z.string().default('{}').transform((text, context) => {
  const parsed = z.partialRecord(z.enum(domains), origin).safeParse(parseJson(text));
  if (parsed.success) return parsed.data as Partial<Record<Domain, string>>;
  context.addIssue({ code: 'custom', message: `must be a JSON object of domains (${domains.join(', ')}) to origins` });
  return z.NEVER;
});

const words = z.string().default('').transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));
const ranges = words.refine((list) => list.every(isRange), 'must be addresses or ranges such as 10.0.0.0/8');
const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().min(10).max(600_000);

/** Every setting of the gateway. Secrets may stand in a file instead: `<NAME>_FILE`. */
const settings = z.object({
  BANYAN_GATEWAY_HOST: z.string().default('0.0.0.0').describe('address to listen on'),
  BANYAN_GATEWAY_PORT: port.default(8000).describe('port for shoppers'),
  BANYAN_GATEWAY_ADMIN_HOST: z.string().default('127.0.0.1').describe('address for metrics and state'),
  BANYAN_GATEWAY_ADMIN_PORT: port.default(8001).describe('port for metrics and state'),
  BANYAN_GATEWAY_MAGENTO: origin.describe('origin of the shop, such as http://magento:80'),
  BANYAN_GATEWAY_SERVICES: services.describe('origins of the services, as JSON: {"catalog":"http://catalog:8005"}'),
  BANYAN_GATEWAY_HOSTS: words.describe('hosts that are served, separated by commas; any when not given'),
  BANYAN_GATEWAY_TRUSTED_PROXIES: ranges.describe('addresses or ranges of proxies in front of the gateway, whose X-Forwarded-For counts'),
  BANYAN_GATEWAY_FLAGS_FILE: z.string().optional().describe('JSON file of flags, or folder with a file for each (a mounted ConfigMap)'),
  BANYAN_GATEWAY_CACHE_FILE: z.string().optional().describe('keeps the routing across a restart without the control database'),
  BANYAN_GATEWAY_SERVICE_MS: milliseconds.default(800).describe('how long a service may take for a read before Magento answers'),
  BANYAN_GATEWAY_BODY_BYTES: z.coerce.number().int().positive().default(64 * 1024 * 1024).describe('largest body of a request'),
  BANYAN_GATEWAY_SLACK_WEBHOOK: z.url().optional().describe('incoming webhook for alerts; a secret'),
  BANYAN_GATEWAY_SLACK_CHANNEL: z.string().default('#migration-issues').describe('channel for alerts'),
  BANYAN_CONTROL_URL: postgresUrl.optional().describe('the control database; the target when not given'),
  BANYAN_TARGET_URL: postgresUrl.optional().describe('the target, used when no control database is given; without both flags come from the file alone'),
  BANYAN_TARGET_PASSWORD: z.string().optional().describe('password of the target, when not in the URL'),
  BANYAN_TARGET_CA: z.string().optional().describe('PEM of the authority of the databases; turns TLS on'),
});

/** Name and meaning of every setting, for the docs. */
export const gatewaySettings: readonly { name: string; meaning: string }[] = Object.entries(settings.shape).map(([name, schema]) => ({ name, meaning: schema.description ?? '' }));

export type GatewaySettings = Omit<GatewayOptions, 'accessLog' | 'say'>;

/** The gateway's options from its environment. @throws BanyanFailure InvalidInput naming every problem at once. */
export function readGatewayConfig(env: Environment = process.env): GatewaySettings {
  const said = parseSettings(settings, env);
  const ca = said.BANYAN_TARGET_CA;
  const target = said.BANYAN_TARGET_URL && { ...said.BANYAN_TARGET_URL, password: said.BANYAN_TARGET_PASSWORD ?? said.BANYAN_TARGET_URL.password };
  const control = said.BANYAN_CONTROL_URL ?? target;
  return {
    host: said.BANYAN_GATEWAY_HOST,
    port: said.BANYAN_GATEWAY_PORT,
    adminHost: said.BANYAN_GATEWAY_ADMIN_HOST,
    adminPort: said.BANYAN_GATEWAY_ADMIN_PORT,
    upstreams: { magento: said.BANYAN_GATEWAY_MAGENTO, services: said.BANYAN_GATEWAY_SERVICES },
    hosts: said.BANYAN_GATEWAY_HOSTS,
    trustedProxies: said.BANYAN_GATEWAY_TRUSTED_PROXIES,
    flagsFile: said.BANYAN_GATEWAY_FLAGS_FILE,
    cacheFile: said.BANYAN_GATEWAY_CACHE_FILE,
    limits: { serviceMs: said.BANYAN_GATEWAY_SERVICE_MS, bodyBytes: said.BANYAN_GATEWAY_BODY_BYTES },
    ...(control ? { control: { ...control, ...(ca ? { ca } : {}) } } : {}),
    ...(said.BANYAN_GATEWAY_SLACK_WEBHOOK ? { alerts: { webhook: said.BANYAN_GATEWAY_SLACK_WEBHOOK, channel: said.BANYAN_GATEWAY_SLACK_CHANNEL } } : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whatever is not JSON is not an object of origins, and is told as such.
    return undefined;
  }
}

function isRange(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  return family !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}
