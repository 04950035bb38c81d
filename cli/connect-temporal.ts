import { Client, Connection } from '@temporalio/client';
import type { Config } from '../contracts/config';
import { CommandFault } from './command-fault';
import { exitCodes } from './exit-codes';

/** An open connection to Temporal. */
export interface Temporal {
  readonly client: Client;
  close(): Promise<void>;
}

/** @throws CommandFault when Temporal does not answer within a few seconds. */
export async function connectTemporal(config: Config): Promise<Temporal> {
  const { BANYAN_TEMPORAL_ADDRESS: address, BANYAN_TEMPORAL_NAMESPACE: namespace, BANYAN_TEMPORAL_CA: ca } = config;
  try {
    const connection = await Connection.connect({
      address, connectTimeout: '5s', ...(ca === undefined ? {} : { tls: { serverRootCACertificate: Buffer.from(ca) } }),
    });
    return { client: new Client({ connection, namespace }), close: () => connection.close() };
  } catch (cause) {
    throw new CommandFault({
      says: `Temporal does not answer at ${address}`,
      remedy: 'start it (npm run stack starts one), or set BANYAN_TEMPORAL_ADDRESS and, for TLS, BANYAN_TEMPORAL_CA_FILE',
      exitCode: exitCodes.unreachable, cause,
    });
  }
}
