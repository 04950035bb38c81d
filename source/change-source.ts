/** A reader's word for a position in the source's log. JSON, bound to the server's identity, never compared by others. */
export type Token = Readonly<Record<string, unknown>>;

/** Key and routing columns of one row image; values are numbers, exact digit strings, texts or null. */
export type RowImage = Readonly<Record<string, number | string | null>>;

/** One changed row of a wanted table. An update has both images, so that a row that changes its root reaches both roots. */
export interface Change {
  /** Without the shop's prefix. */
  readonly table: string;
  readonly before?: RowImage;
  readonly after?: RowImage;
}

/** A statement that changed the shape of a table, or emptied it without row events (TRUNCATE). */
export interface SchemaChange {
  readonly table: string;
  readonly kind: 'altered' | 'truncated' | 'dropped' | 'renamed';
  /** Of a rename: the tool whose swap it is. Both tables of its swap hold the same rows. */
  readonly tool?: 'gh-ost' | 'pt-online-schema-change';
}

export interface ChangeBatch {
  /** What was said more than once, in the same images of the same table, is here once: a row is read anew whatever happened to it. */
  readonly changes: readonly Change[];
  readonly schemaChanges: readonly SchemaChange[];
  /** Resuming from here redelivers nothing of this batch, and may not be done before the batch is safe. */
  readonly token: Token;
  /** The newest barrier among the batch's rows. */
  readonly barrier?: number;
  /** The newest heartbeat among the batch's rows, UTC with microseconds as MySQL writes it. */
  readonly heartbeat?: string;
}

/** Which tables and columns a reader decodes, by table name without prefix. */
export type WantedColumns = ReadonlyMap<string, readonly string[]>;

export interface ChangeSourceOptions {
  readonly wanted: WantedColumns;
  /** Most different changes in one batch; a larger transaction is delivered in several, with the token of its start. */
  readonly maxRows: number;
  /** Longest time, in milliseconds, to gather a batch after its first change; while a backlog is read, up to sixty times as long. */
  readonly maxMs: number;
}

/** An open stream. Errors are failures: PositionLost, AccessDenied, SourceUnavailable, InvalidInput (statement events). */
export interface ChangeStream {
  /** Where it starts: safe to store before anything was delivered. */
  readonly start: Token;
  /** The next batch; waits for one. Resolves undefined after {@link close}. Nothing is read ahead beyond a bound. */
  next(): Promise<ChangeBatch | undefined>;
  /** The batch with this token, and every one before it, is safe: its changes are applied and the token is stored. */
  acknowledge(token: Token): void;
  close(): Promise<void>;
}

/** Reads the source's log: the Node reader is one, Debezium another. */
export interface ChangeSource {
  /** Opens after a token, or at the present end of the log when there is none. */
  open(after: Token | undefined, options: ChangeSourceOptions): Promise<ChangeStream>;
}
