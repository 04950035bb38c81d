import type { Domain } from '../contracts/routing';

/** How long and how large things may get. Times in milliseconds. */
export interface Limits {
  /** All headers of a request together. */
  readonly headerBytes: number;
  readonly bodyBytes: number;
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** From the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
  /** Until a service's answer to a read must be there; after that Magento answers. */
  readonly serviceMs: number;
  /** Until Magento's answer must begin. */
  readonly magentoMs: number;
  /** A service's answer is held back up to this size, so that a failure within it is still answered by Magento. */
  readonly heldBytes: number;
  /** Requests in hand at once; more are told to come back. */
  readonly inFlight: number;
  /** Open connections of clients. */
  readonly connections: number;
}

export const defaultLimits: Limits = {
  headerBytes: 16 * 1024,
  bodyBytes: 64 * 1024 * 1024,
  headersMs: 10_000,
  requestMs: 120_000,
  idleMs: 75_000,
  serviceMs: 800,
  magentoMs: 60_000,
  heldBytes: 256 * 1024,
  inFlight: 2_000,
  connections: 10_000,
};

/** Where the two sides are. Upstreams come from here only, never from a request. */
export interface Upstreams {
  /** Origin, such as http://magento:80. */
  readonly magento: string;
  readonly services: Readonly<Partial<Record<Domain, string>>>;
}
