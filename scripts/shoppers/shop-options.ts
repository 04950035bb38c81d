import { InvalidArgumentError, type Command } from 'commander';
import { shopPassword } from './config';
import type { ShopAddress } from '../../services/magento/shop/shop-connection';

/** Adds the options that say where the shop is. */
export function withShopOptions(command: Command): Command {
  return command
    .option('--host <host>', 'host of the shop database', '127.0.0.1')
    .option('--port <port>', 'port of the shop database', wholeNumber, 3306)
    .option('--user <user>', 'user; the password is read from SHOP_PASSWORD', 'root')
    .requiredOption('--database <name>', 'name of the shop database')
    .option('--prefix <prefix>', 'prefix of the tables', '');
}

/** The address that those options give. */
export function shopAddressOf(options: Readonly<Record<string, unknown>>): ShopAddress {
  return {
    host: String(options.host), port: Number(options.port), user: String(options.user), password: shopPassword(),
    database: String(options.database), prefix: String(options.prefix),
  };
}

/** Parses a whole number of 0 or more. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('give a whole number');
  return Number(text);
}

/** Parses a number above 0. */
export function positiveNumber(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('give a number above 0');
  return number;
}
