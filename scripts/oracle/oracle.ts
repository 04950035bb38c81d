/** How to reach one server. */
export interface OracleConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface OracleOptions {
  /** Table prefix of the shop, may be empty; found by itself when not given. */
  readonly prefix?: string;
  /** Databases of single services, by schema; the others are in the common one. */
  readonly targets?: Readonly<Record<string, OracleConnection>>;
  /** First day, `YYYY-MM-DD` in UTC, whose customers the run carries; the older ones that nothing refers to are left out. */
  readonly customersSince?: string;
  /** Told, once, how many rows of each table the cut leaves out. */
  readonly onLeftOut?: (rows: Readonly<Record<string, string>>) => void;
  /** Milliseconds that the target is given to follow before a difference counts; 0 when nobody writes. Default 1000. */
  readonly lagMs?: number;
  /** Told about every check as it is done. */
  readonly onChecked?: (checked: Checked) => void;
}

/** Counts and sums by name, as both servers print them. */
export type Numbers = Readonly<Record<string, string>>;

/** One thing that both sides must agree on. */
export interface Check {
  readonly group: string;
  readonly table: string;
  readonly what: 'rows' | 'attributes' | 'references' | 'ids' | 'orphans' | 'coverage';
  readonly source: () => Promise<Numbers>;
  readonly target: () => Promise<Numbers>;
  /** Finds columns and root keys that differ, once it is sure that something does. */
  readonly locate?: () => Promise<Located>;
}

export interface Located {
  readonly columns: readonly string[];
  /** Some of the root keys; never all of many. */
  readonly keys: readonly string[];
}

/** A difference between source and target. Names, counts and keys; never a value of a row. */
export interface OracleFinding extends Located {
  readonly group: string;
  readonly table: string;
  readonly what: Check['what'];
  /** The numbers that differ, e.g. `rows: 5 in the source, 4 in the target`. */
  readonly differences: readonly string[];
}

/** What a check came to, and how many rows it saw. */
export interface Checked {
  readonly group: string;
  readonly table: string;
  readonly what: Check['what'];
  readonly rows: string | undefined;
  readonly finding: OracleFinding | undefined;
}
