import { z } from 'zod';
import { databasesByService, databaseUrl, parseSettings, type Environment } from '../contracts/config';
import { BanyanFailure } from '../contracts/failures';
import { domains, type Domain } from '../contracts/routing';

/** What answers requests: a service, or the shop itself. */
export const sides = [...domains, 'magento'] as const;
export type Side = (typeof sides)[number];

/** Where the sides listen when nobody says otherwise. */
const ports: Readonly<Record<Side, number>> = {
  magento: 8081, customer: 8004, catalog: 8005, order: 8006, warehouse: 8007, promotion: 8008, payment: 8009, loyalty: 8010, review: 8011,
};

const port = z.number().int().min(0).max(65_535);

const portsBySide = z.string().optional().transform((text, context) => {
  try {
    return { ...ports, ...z.partialRecord(z.enum(sides), port).parse(JSON.parse(text ?? '{}')) };
  } catch {
    context.addIssue({ code: 'custom', message: `must be a JSON object of ports; its names: ${sides.join(', ')}` });
    return z.NEVER;
  }
});

/** How many reads are compared, in percent. */
const shadowShare = z.string().default('off').transform((text, context) => {
  const share = { off: 0, full: 100 }[text] ?? Number(text.replace(/%$/, ''));
  if (share >= 0 && share <= 100) return share;
  context.addIssue({ code: 'custom', message: 'must be off, full or a percentage' });
  return z.NEVER;
});

const settings = z.object({
  BANYAN_SERVICE_URL: databaseUrl('postgres').optional().describe('the PostgreSQL database of the services, as an account that may only read'),
  BANYAN_SERVICE_URLS: databasesByService.describe('databases of single services, as JSON: {"order": "postgres://…"}; `store` is where store views are'),
  BANYAN_SERVICE_PASSWORD: z.string().optional().describe('password of the service accounts, when not in the URLs'),
  BANYAN_SERVICE_CA: z.string().optional().describe('PEM of the authority of these databases; turns TLS on'),
  BANYAN_SERVICE_TOKEN: z.string().min(16).optional().describe('bearer token that callers must send; without one whoever reaches a port is answered'),
  BANYAN_SERVICE_HOST: z.string().default('127.0.0.1').describe('address to listen at'),
  BANYAN_SERVICE_PORTS: portsBySide.describe('ports, as JSON: {"catalog": 8005}; 0 takes any free one'),
  BANYAN_SERVICE_CONNECTIONS: z.coerce.number().int().min(1).max(500).default(10).describe('connections of each side to its database, at most'),
  BANYAN_SHOP_URL: databaseUrl('mysql').optional().describe('the shop behind the Magento stand-in, as an account that may write its tables'),
  BANYAN_SHOP_PASSWORD: z.string().optional().describe('its password, when not in the URL'),
  BANYAN_SHOP_SHADOW: shadowShare.describe('how many reads of the stand-in are compared with the services\' own, in code: off, full or a percentage'),
  BANYAN_SHOP_PREFIX: z.string().regex(/^[A-Za-z0-9_]*$/).default('').describe('table prefix of that shop'),
});

export type ServicesConfig = z.output<typeof settings>;

/** The settings of services and the stand-in. @throws BanyanFailure InvalidInput naming every problem at once. */
export const parseServicesConfig = (env: Environment): ServicesConfig => parseSettings(settings, env);

/** The settings of this process. @throws as parseServicesConfig. */
export const readServicesConfig = (): ServicesConfig => parseServicesConfig(process.env);

/** The database of a service. @throws InvalidInput naming the setting when there is none. */
export function databaseOf(config: ServicesConfig, service: Domain | 'store') {
  const address = config.BANYAN_SERVICE_URLS[service] ?? config.BANYAN_SERVICE_URL;
  if (!address) throw new BanyanFailure('InvalidInput', `no database for ${service}: set BANYAN_SERVICE_URL or name it in BANYAN_SERVICE_URLS`);
  return { ...address, password: address.password || (config.BANYAN_SERVICE_PASSWORD ?? ''), ca: config.BANYAN_SERVICE_CA };
}
