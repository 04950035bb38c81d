/** What can go wrong at an upstream before the client has seen anything of its answer. */
export type AttemptFailure = 'connect' | 'timeout' | 'status' | 'reset' | 'too-large';

/** The kind of an error of undici or of the connection. */
export function failureOf({ name, code }: Error & { code?: string }): AttemptFailure {
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
