/** One server of the stack, as the rest of the project sees it. */
export type StackPart = 'source' | 'target' | 'redis' | 'temporal' | 'dapr' | 'debezium';

export type SourceKind = 'mariadb' | 'mysql';

/** What a fault test may do to a server: kill it, and start it again on the same port and data. */
export type ServerControl = {
  /** Operating system process id; undefined while it is down, or when it runs in a container. */
  readonly pid: () => number | undefined;
  /** Sends the signal (default SIGKILL) and returns when the server is gone. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again and returns when it answers. */
  readonly start: () => Promise<void>;
};

export type SourceServer = {
  readonly kind: SourceKind;
  readonly host: string;
  readonly port: number;
  readonly rootUser: string;
  readonly rootPassword: string;
  readonly control: ServerControl;
};

export type TargetServer = {
  readonly host: string;
  readonly port: number;
  /** A superuser: databases and roles are created by whoever needs them. */
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly control: ServerControl;
};

export type RedisServer = {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  readonly control: ServerControl;
};

/** A Dapr sidecar; it needs the part `redis` as well. */
export type DaprServer = {
  readonly url: string;
  /** API token that it asks for. */
  readonly token: string;
  /** Where it expects the subscriber, and the token that it shows there. */
  readonly appPort: number;
  readonly appToken: string;
  readonly control: ServerControl;
};

export type TemporalServer = {
  /** host:port of the gRPC front end. */
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly namespace: string;
  /** The `temporal` command line tool, when there is one on this machine. */
  readonly cliPath: string | undefined;
  readonly control: ServerControl;
};

/** No server: a program that whoever reads the source's log starts. */
export type DebeziumProgram = {
  /** Folder with the jar and what it needs. */
  readonly home: string;
  /** Java 17 or newer. */
  readonly java: string;
};

export type StackOptions = {
  readonly parts: readonly StackPart[];
  /** Default mariadb. */
  readonly source?: SourceKind;
  /** Data folder that outlives the stack and is used again; default a temporary one that is removed. */
  readonly dir?: string;
  /** Progress, one line a call; default silent. */
  readonly say?: (line: string) => void;
};

export type Stack = {
  /** Data, logs and sockets of the servers that were started here. */
  readonly dir: string;
  readonly source?: SourceServer;
  readonly target?: TargetServer;
  readonly redis?: RedisServer;
  readonly temporal?: TemporalServer;
  readonly dapr?: DaprServer;
  readonly debezium?: DebeziumProgram;
  /** Stops every server that was started here and removes a temporary data folder. Safe to call twice. */
  readonly stop: () => Promise<void>;
};
