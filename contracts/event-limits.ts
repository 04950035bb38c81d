/** Most bytes of one event, in JSON and in UTF-8. Larger aggregates are applied by the stream's own process. */
export const mostEventBytes = 256 << 10;

/** Most events that a sidecar hands to Banyan's subscriber at once. */
export const mostEventsInBulk = 200;

/** What a sidecar writes beside each event: a name for it, its content type, its topic and trace. */
const mostBesideEvent = 4 << 10;

/** Most bytes of what a sidecar hands over at once; whatever is larger are no events of ours. */
export const mostBulkBytes = mostEventsInBulk * (mostEventBytes + mostBesideEvent);

/** Most bytes of one request to a sidecar: less than it takes by default (4 MiB). */
export const mostRequestBytes = 2 << 20;
