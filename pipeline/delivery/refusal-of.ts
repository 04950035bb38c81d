import { BanyanFailure } from '../../contracts/failures';

/** How a sidecar answered. */
export interface SidecarAnswer {
  /** Of HTTP. */
  readonly status: number;
  readonly body: string;
}

/** What it was asked to take. */
export interface PublishRequest {
  readonly url: string;
  readonly pubsub: string;
  readonly topic: string;
  /** Bytes of the body. */
  readonly bytes: number;
  /** Whether a token was shown. */
  readonly token: boolean;
}

/** Client errors that may pass by themselves. */
const passing: readonly number[] = [408, 425, 429];

/**
 * What an answer means that no second try would change: a wrong token, an unknown component, a limit.
 * @returns undefined for everything that may pass. Of the answer only Dapr's own code is told: its text may quote rows.
 */
export function refusalOf({ status, body }: SidecarAnswer, asked: PublishRequest): BanyanFailure | undefined {
  if (status < 400 || status >= 500 || passing.includes(status)) return undefined;
  const code = codeIn(body);
  return new BanyanFailure('BrokerRefuses', `the sidecar at ${asked.url} refuses events (${status}${code === undefined ? '' : ` ${code}`}): ${reasonOf({ status, code, body }, asked)}`);
}

function reasonOf({ status, code, body }: SidecarAnswer & { readonly code: string | undefined }, { pubsub, topic, bytes, token }: PublishRequest): string {
  if (status === 401) return `${token ? 'it asks for another API token than BANYAN_DAPR_TOKEN' : 'it asks for an API token'}; set BANYAN_DAPR_TOKEN to what the sidecar has in DAPR_API_TOKEN`;
  if (status === 403) return `component ${pubsub} does not let it publish to ${topic}; allow that in the component's publishingScopes, allowedTopics and protectedTopics`;
  if (status === 413 || (code === 'ERR_PUBSUB_EVENTS_SER' && body.includes('too large'))) {
    return `a request of ${bytes} bytes is larger than it takes; start it with --max-body-size 4Mi or more`;
  }
  if (code === 'ERR_PUBSUB_NOT_FOUND' || code === 'ERR_PUBSUB_NOT_CONFIGURED') {
    return `it has no PubSub component named ${pubsub}; start it with the component (--resources-path deploy/dapr/components), or set BANYAN_DAPR_PUBSUB to the name of the one it has`;
  }
  if (status === 404 && code === undefined) return 'what answers there is no Dapr sidecar; set BANYAN_DAPR_URL to the HTTP port of one';
  return `it does not take a request for topic ${topic} of component ${pubsub}; look at its log`;
}

/** Dapr's name of the error. */
function codeIn(body: string): string | undefined {
  try {
    const { errorCode } = JSON.parse(body) as { errorCode?: unknown };
    return typeof errorCode === 'string' && /^[A-Z_]{1,60}$/.test(errorCode) ? errorCode : undefined;
  } catch {
    // A proxy, or something else that listens there, answers in words of its own.
    return undefined;
  }
}
