/** A Dapr sidecar, as whoever has to mend it sees it. */
export interface Sidecar {
  /** Ends it; whoever supervises it starts another. @throws when it does not take the word. */
  end(): Promise<void>;
  /** Whether it works: it takes events. */
  works(): Promise<boolean>;
  /** Whether it is subscribed to anything; undefined when it does not say. */
  subscribed(): Promise<boolean | undefined>;
}

const answerMs = 5000;

/** The sidecar at a URL, over its HTTP API. */
export function createSidecar({ url, token }: { url: string; token?: string }): Sidecar {
  const headers: Record<string, string> = token === undefined ? {} : { 'dapr-api-token': token };
  return {
    end: async () => {
      const response = await fetch(`${url}/v1.0/shutdown`, { method: 'POST', headers, signal: AbortSignal.timeout(answerMs) });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`the sidecar answers ${response.status}`);
    },
    works: async () => {
      try {
        const response = await fetch(`${url}/v1.0/healthz/outbound`, { headers, signal: AbortSignal.timeout(answerMs) });
        await response.arrayBuffer();
        return response.ok;
      } catch {
        // Not there, or not there yet.
        return false;
      }
    },
    subscribed: async () => {
      try {
        const response = await fetch(`${url}/v1.0/metadata`, { headers, signal: AbortSignal.timeout(answerMs) });
        const { subscriptions } = (await response.json()) as { subscriptions?: readonly unknown[] };
        // Without any it leaves the list out.
        return response.ok ? (subscriptions ?? []).length > 0 : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
