import { z } from 'zod';
import { databaseUrl, parseSettings, type Environment } from '../../contracts/config';

const settings = z.object({
  BANYAN_SEED_URL: databaseUrl('mysql').describe('the empty database, as a user that may create it and triggers in it'),
  BANYAN_SEED_PASSWORD: z.string().optional().describe('its password, when not in the URL'),
});

/** Where the shop is to be made. */
export type SeedServer = Readonly<z.output<typeof settings.shape.BANYAN_SEED_URL>>;

/**
 * Reads BANYAN_SEED_URL and BANYAN_SEED_PASSWORD, or their files; a password of its own spares the command line one.
 * @param url wins over BANYAN_SEED_URL. @throws InvalidInput naming what is wrong.
 */
export function readSeedServer(url: string | undefined, env: Environment = process.env): SeedServer {
  const { BANYAN_SEED_URL: server, BANYAN_SEED_PASSWORD: password } = parseSettings(settings, url === undefined ? env : { ...env, BANYAN_SEED_URL: url });
  return { ...server, password: server.password || (password ?? '') };
}
