import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Decision, Side } from '../decide/decide-side';
import type { Route } from '../routes/match-route';
import type { Client } from './client-address';

/** Why a service that was asked, or would have been, did not answer. */
export type Fallback = 'connect' | 'timeout' | 'status' | 'reset' | 'unhealthy' | 'stale' | 'own-write';

/** One request and what became of it, until it is logged. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly route: Route;
  readonly client: Client;
  /** What the visitor is recognised by, the surest first, which the cohort goes by; never logged. */
  readonly keys: readonly string[];
  readonly isRead: boolean;
  readonly hasBody: boolean;
  /** The client would be answered in JSON, as services do. */
  readonly takesJson: boolean;
  readonly traceparent: string;
  /** By `performance.now()`. */
  readonly startedAt: number;
  decision: Decision;
  /** Version of the routing that decided. */
  version: number;
  /** The side that has answered, or was asked last. */
  answeredBy: Side;
  fallback: Fallback | undefined;
  /** How often Magento was asked. */
  asked: number;
  bytesOut: number;
  /** The client is gone. */
  aborted: boolean;
  /** The attempt under way; given up when the client goes away before its answer is whole. */
  run: { abandon(): void } | undefined;
  /** Copies of the answer's bytes, for those who compare. */
  tap: AnswerTap | undefined;
}

/** Sees an answer pass by. It must neither throw nor wait. */
export interface AnswerTap {
  head(status: number, headers: readonly string[]): void;
  data(chunk: Buffer): void;
  end(): void;
}
