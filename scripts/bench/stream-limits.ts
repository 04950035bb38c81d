/** How a stream worker gathers batches. */
export const streamLimits = { maxRows: 2000, maxMs: 50 };
