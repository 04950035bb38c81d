import { z } from 'zod';

/** Counts up when the shape of {@link changeEvent} changes in a way that a consumer must know of. */
export const eventVersion = 1;

/** What failed for good is told here, whatever entity it is of. */
export const deadLetterTopic = 'migration.dlq';

/** The topic on which changes of an entity are told: `migration.product.changed`. */
export const topicOf = (entity: string): string => `migration.${entity === 'stock-item' ? 'stock' : entity}.changed`;

const digits = z.string().regex(/^\d{1,16}$/).refine((text) => Number.isSafeInteger(Number(text)));

/** One aggregate as one load saw it, as a CloudEvent. The attributes say what it is about; `data` holds its rows. */
export const changeEvent = z.object({
  specversion: z.literal('1.0'),
  /** `<entity>/<key>/<label>`: the same load of the same aggregate has the same id, however often it is sent. */
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  time: z.string(),
  entity: z.string().min(1),
  /** The Magento id of the root row. */
  entitykey: digits,
  /** The barrier of the load. An event whose label is lower than one already applied to the key is old. */
  label: digits,
  /** `<event version>.<digest of the entity's tables and columns>`. */
  schemaversion: z.string(),
  /** W3C trace context of the batch of changes that caused it. */
  traceparent: z.string().optional(),
  data: z.object({
    /** The id of the root row in the service. */
    id: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    /** The source has no such row any more. */
    gone: z.boolean(),
    /** All rows of the aggregate by `schema.table`, in PostgreSQL's COPY text format. Tables without rows are left out. */
    tables: z.record(z.string(), z.string()),
  }),
});

export type ChangeEvent = z.output<typeof changeEvent>;

/** What `migration.dlq` carries in `data`. Names, keys and counts: the rows are read again from the source when it is replayed. */
export interface DeadLetterData {
  readonly topic: string;
  /** The id of the event that failed last. */
  readonly eventId: string;
  readonly entity: string;
  /** -1 when the event could not be read. */
  readonly key: number;
  readonly label: number;
  readonly error: string;
  readonly attempts: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}
