import { NativeConnection } from '@temporalio/worker';
import type { Config } from '../contracts/config';

/** A connection for workers; TLS is on when an authority is given. */
export const connectTemporal = ({ BANYAN_TEMPORAL_ADDRESS: address, BANYAN_TEMPORAL_CA: ca }: Config): Promise<NativeConnection> =>
  NativeConnection.connect({ address, ...(ca === undefined ? {} : { tls: { serverRootCACertificate: Buffer.from(ca) } }) });
