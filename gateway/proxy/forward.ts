import type { Dispatcher } from 'undici';
import type { AnswerTap, Exchange } from './exchange';
import { requestBody } from './request-body';
import { clientHeaders, upstreamHeaders } from './upstream-headers';

/** What can go wrong at an upstream before the client has seen anything of its answer. */
export type AttemptFailure = 'connect' | 'timeout' | 'status' | 'reset' | 'too-large';

export interface Attempt {
  readonly upstream: Dispatcher;
  /** Until the answer is on its way to the client. */
  readonly deadlineMs: number;
  /** Answers up to this size are held back until they are whole; 0 passes everything on at once. */
  readonly heldBytes: number;
  /** Whether a 5xx is a failure, or an answer like any other. */
  readonly failOn5xx: boolean;
  readonly bodyLimit: number;
  /** Called at most once, and only while nothing has been sent to the client. */
  readonly failed: (failure: AttemptFailure, error: Error | undefined) => void;
  /** Called at most once: the answer is on its way, and will be this side's. */
  readonly committed: (status: number) => void;
}

/** Sends a request to an upstream and streams its answer back, both with backpressure. */
export function forward(exchange: Exchange, attempt: Attempt): void {
  const { request, response } = exchange;
  const run = new Run(exchange, attempt);
  exchange.onAbort = () => run.abandon();
  const options: Dispatcher.DispatchOptions = {
    path: request.url!,
    method: request.method as Dispatcher.HttpMethod,
    headers: upstreamHeaders(request, exchange),
    body: exchange.hasBody ? requestBody(request, attempt.bodyLimit) : null,
    // Deadlines are ours, exact and per attempt; undici's are coarse.
    headersTimeout: 0,
  };
  response.on('drain', run.resume);
  attempt.upstream.dispatch(options, run);
}

const abandoned = new Error('given up by the gateway');

/**
 * The fate of one attempt: waiting, then held back or passed on, then over. A class because there is one per request:
 * undici calls it for each event, and closures for each would be the larger part of the gateway's own work.
 */
class Run implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #state: 'waiting' | 'holding' | 'passing' | 'over' = 'waiting';
  #status = 0;
  #statusText = '';
  #headers: string[] = [];
  #held: Buffer[] = [];
  #heldBytes = 0;
  readonly #timer: NodeJS.Timeout;
  readonly #tap: AnswerTap | undefined;

  constructor(private readonly exchange: Exchange, private readonly attempt: Attempt) {
    this.#timer = setTimeout(() => this.#fail('timeout', undefined), attempt.deadlineMs);
    this.#tap = exchange.tap;
  }

  readonly resume = (): void => {
    if (this.#state === 'passing') this.#controller?.resume();
  };

  /** The client is gone: so is the reason to ask. */
  abandon(): void {
    this.#end();
    this.#controller?.abort(abandoned);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#state === 'over') controller.abort(abandoned);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, ...[, statusText]: [headers: unknown, statusText?: string]): void {
    if (status < 200 || this.#state !== 'waiting') return;
    if (status >= 500 && this.attempt.failOn5xx) {
      this.#fail('status', undefined);
      return;
    }
    this.#status = status;
    this.#statusText = statusText ?? '';
    this.#headers = clientHeaders((controller.rawHeaders ?? []) as Buffer[]);
    this.#state = 'holding';
    if (this.attempt.heldBytes === 0) this.#commit();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#state === 'passing') {
      this.#pass(controller, chunk);
    } else if (this.#state === 'holding') {
      this.#held.push(chunk);
      this.#heldBytes += chunk.length;
      if (this.#heldBytes > this.attempt.heldBytes) this.#commit();
    }
  }

  onResponseEnd(): void {
    if (this.#state === 'over' || this.#state === 'waiting') return;
    if (this.#state === 'holding') this.#commit();
    this.#end();
    this.#tap?.end();
    this.exchange.response.end();
  }

  onResponseError(_controller: unknown, error: Error & { code?: string }): void {
    if (this.#state === 'over') return;
    if (this.#state === 'passing') {
      this.#end();
      // Half an answer is out. Cut the connection, so that nobody takes it for a whole one.
      this.exchange.response.destroy();
      return;
    }
    this.#fail(failureOf(error), error);
  }

  #pass(controller: Dispatcher.DispatchController | undefined, chunk: Buffer): void {
    this.exchange.bytesOut += chunk.length;
    this.#tap?.data(chunk);
    if (!this.exchange.response.write(chunk)) controller?.pause();
  }

  #commit(): void {
    const { response } = this.exchange;
    this.#state = 'passing';
    clearTimeout(this.#timer);
    this.attempt.committed(this.#status);
    this.#tap?.head(this.#status, this.#headers);
    response.writeHead(this.#status, this.#statusText, this.#headers);
    for (const chunk of this.#held) this.#pass(this.#controller, chunk);
    this.#held = [];
  }

  #fail(failure: AttemptFailure, error: Error | undefined): void {
    if (this.#state === 'over' || this.#state === 'passing') return;
    this.#end();
    this.#controller?.abort(abandoned);
    this.attempt.failed(failure, error);
  }

  #end(): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.#held = [];
    this.exchange.onAbort = undefined;
    this.exchange.response.off('drain', this.resume);
  }
}

function failureOf({ name, code }: Error & { code?: string }): AttemptFailure {
  if (name === 'BodyTooLarge') return 'too-large';
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EAI_AGAIN':
      return 'connect';
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'ETIMEDOUT':
      return 'timeout';
    default:
      return 'reset';
  }
}
