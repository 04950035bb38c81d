import { z } from 'zod';

const environment = z.object({ SHOP_PASSWORD: z.string().default('') });

/** The password of the shop's database, kept out of the command line where every user of the machine could read it. */
export function shopPassword(): string {
  return environment.parse(process.env).SHOP_PASSWORD;
}
