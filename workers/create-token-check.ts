import { timingSafeEqual } from 'node:crypto';
import type { Trouble } from '../target/presence';

export interface TokenCheckOptions {
  /** What has to be shown; undefined: nothing. */
  readonly token: string | undefined;
  readonly say: (line: string) => void;
  /** Milliseconds; default the time of day. */
  readonly now?: () => number;
}

export interface TokenCheck {
  /** Whether whoever asks shows the right token. */
  admits(shown: string | undefined): boolean;
  /** What is wrong while the last one who asked was refused; undefined otherwise. */
  trouble(): Trouble | undefined;
}

/** How long nothing is said after something was. */
const quietMs = 60_000;

const remedy = "give the sidecar in APP_API_TOKEN what BANYAN_SUBSCRIBER_TOKEN is here, or the other way round, and restart what was changed";

/**
 * Only the sidecar was given the token: whoever can post here can write to the targets. A sidecar with another one tries
 * for ever and says nothing of it that anybody reads, so it is said here: at once, and once a minute as long as it goes
 * on. No token is ever told.
 */
export function createTokenCheck({ token, say, now = Date.now }: TokenCheckOptions): TokenCheck {
  let trouble: Trouble | undefined;
  let refused = 0;
  let saidAt = -Infinity;
  const refuse = (shown: string | undefined): false => {
    refused += 1;
    const says = `the subscriber refuses requests that show ${shown === undefined ? 'no token' : 'another token than its own'}`;
    trouble = { says, remedy };
    if (now() - saidAt < quietMs) return false;
    say(`${says} (${refused} by now): ${remedy}. Until then nothing of what is sent is applied, and nothing is lost`);
    refused = 0;
    saidAt = now();
    return false;
  };
  return {
    admits: (shown) => {
      if (token !== undefined && !isSame(shown ?? '', token)) return refuse(shown);
      trouble = undefined;
      return true;
    },
    trouble: () => trouble,
  };
}

function isSame(shown: string, token: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
