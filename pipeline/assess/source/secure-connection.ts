import { ok, warning, type Check } from '../check';
import type { ServerView } from './source-view';

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Whether rows of customers travel over a network in the clear. */
export const secureConnection: Check<ServerView> = {
  name: 'source-tls',
  run: async ({ config }) => {
    const { host } = config.BANYAN_SOURCE_URL;
    if (config.BANYAN_SOURCE_CA !== undefined) return [ok('the connection to the source is encrypted, and its certificate checked')];
    if (loopback.has(host)) return [ok('the source is on this machine')];
    return [warning(`the connection to ${host} is not encrypted: every row crosses the network readable`, 'set BANYAN_SOURCE_CA_FILE to the authority that signed the server\'s certificate')];
  },
};
