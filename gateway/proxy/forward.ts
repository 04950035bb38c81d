import type { Dispatcher } from 'undici';
import type { Deadlines, Due } from './deadlines';
import type { AnswerTap, Exchange } from './exchange';
import { failureOf, type AttemptFailure } from './attempt-failure';
import { requestBody } from './request-body';
import { clientHeaders, upstreamHeaders } from './upstream-headers';

/** A way to an upstream, the same for all requests that go it. */
export interface Way {
  readonly upstream: Dispatcher;
  /** Until the answer is on its way to the client. */
  readonly deadlineMs: number;
  /** Answers up to this size are held back until they are whole; 0 passes everything on at once. */
  readonly heldBytes: number;
  /** Whether a 5xx is a failure, or an answer like any other. */
  readonly failOn5xx: boolean;
  readonly bodyLimit: number;
  readonly deadlines: Deadlines;
  /** Called at most once for an exchange, and only while nothing has been sent to the client. */
  readonly failed: (exchange: Exchange, failure: AttemptFailure) => void;
  /** Called at most once for an exchange: the answer is on its way, and will be this side's. */
  readonly committed: (exchange: Exchange, status: number) => void;
}

/** Sends a request to an upstream and streams its answer back, both with backpressure. */
export function forward(exchange: Exchange, way: Way): void {
  const { request } = exchange;
  const run = new Run(exchange, way);
  exchange.run = run;
  way.upstream.dispatch({
    path: request.url!,
    method: request.method as Dispatcher.HttpMethod,
    headers: upstreamHeaders(request, exchange),
    body: exchange.hasBody ? requestBody(request, way.bodyLimit) : null,
  }, run);
}

const abandoned = new Error('given up by the gateway');

/**
 * The fate of one attempt: waiting, then held back or passed on, then over. A class because there is one per request:
 * undici calls it for each event, and closures for each would be the larger part of the gateway's own work.
 */
class Run implements Dispatcher.DispatchHandler, Due {
  #controller: Dispatcher.DispatchController | undefined;
  #state: 'waiting' | 'holding' | 'passing' | 'over' = 'waiting';
  #status = 0;
  #statusText = '';
  #headers: string[] = [];
  /** What is held back; most answers are one piece. */
  #held: Buffer | undefined;
  #more: Buffer[] | undefined;
  #heldBytes = 0;
  readonly #tap: AnswerTap | undefined;
  readonly dueAt: number;

  constructor(private readonly exchange: Exchange, private readonly way: Way) {
    this.dueAt = performance.now() + way.deadlineMs;
    this.#tap = exchange.tap;
    way.deadlines.add(this);
  }

  expire(): void {
    this.#fail('timeout');
  }

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
    if (status >= 500 && this.way.failOn5xx) {
      this.#fail('status');
      return;
    }
    this.#status = status;
    this.#statusText = statusText ?? '';
    this.#headers = clientHeaders((controller.rawHeaders ?? []) as Buffer[]);
    this.#state = 'holding';
    if (this.way.heldBytes === 0) this.#commit();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#state === 'passing') {
      this.#pass(controller, chunk);
    } else if (this.#state === 'holding') {
      this.#hold(chunk);
      if (this.#heldBytes > this.way.heldBytes) this.#commit();
    }
  }

  onResponseEnd(): void {
    if (this.#state === 'over' || this.#state === 'waiting') return;
    const last = this.#state === 'holding' && this.#more === undefined ? this.#held : undefined;
    if (last) this.#held = undefined;
    if (this.#state === 'holding') this.#commit();
    if (last) this.#note(last);
    this.#end();
    this.#tap?.end();
    this.exchange.response.end(last);
  }

  onResponseError(_controller: unknown, error: Error & { code?: string }): void {
    if (this.#state === 'over') return;
    if (this.#state === 'passing') {
      this.#end();
      // Half an answer is out. Cut the connection, so that nobody takes it for a whole one.
      this.exchange.response.destroy();
      return;
    }
    this.#fail(failureOf(error));
  }

  #hold(chunk: Buffer): void {
    this.#heldBytes += chunk.length;
    if (this.#held === undefined) this.#held = chunk;
    else (this.#more ??= []).push(chunk);
  }

  #pass(controller: Dispatcher.DispatchController | undefined, chunk: Buffer): void {
    const { response } = this.exchange;
    this.#note(chunk);
    if (response.write(chunk) || !controller || controller.paused) return;
    controller.pause();
    response.once('drain', () => {
      if (this.#state === 'passing') controller.resume();
    });
  }

  #note(chunk: Buffer): void {
    this.exchange.bytesOut += chunk.length;
    this.#tap?.data(chunk);
  }

  #commit(): void {
    this.#state = 'passing';
    this.way.deadlines.delete(this);
    this.way.committed(this.exchange, this.#status);
    this.#tap?.head(this.#status, this.#headers);
    this.exchange.response.writeHead(this.#status, this.#statusText, this.#headers);
    if (this.#held) this.#pass(this.#controller, this.#held);
    if (this.#more) for (const chunk of this.#more) this.#pass(this.#controller, chunk);
    this.#held = undefined;
    this.#more = undefined;
  }

  #fail(failure: AttemptFailure): void {
    if (this.#state === 'over' || this.#state === 'passing') return;
    this.#end();
    this.#controller?.abort(abandoned);
    this.way.failed(this.exchange, failure);
  }

  #end(): void {
    this.#state = 'over';
    this.way.deadlines.delete(this);
    this.#held = undefined;
    this.#more = undefined;
    this.exchange.run = undefined;
  }
}
