/**
 * Every way a step of a migration can fail, in one table. Drivers map their own codes to these names in one switch
 * each (`source/failure-of.ts`, `target/failure-of.ts`); workflows decide by name alone.
 */
export const failures = {
  SourceUnavailable: { retryable: true, remedy: 'check that the Magento database is up and reachable from the worker' },
  TargetUnavailable: { retryable: true, remedy: 'check that the PostgreSQL target is up and reachable from the worker' },
  BrokerUnavailable: { retryable: true, remedy: 'check Redis and the Dapr sidecar' },
  GatewayUnavailable: { retryable: true, remedy: 'check the gateway' },
  StreamBehind: { retryable: true, remedy: 'do what the message says of the part that does not answer; banyan status and /health of the status API say how it stands by now' },
  Throttled: { retryable: true, remedy: 'the source is busy; the run continues by itself' },
  InvalidInput: { retryable: false, remedy: 'correct the input named in the message, and start again; where a run holds over it (a worker reads its settings when it starts), banyan resume' },
  InvalidPlan: { retryable: false, remedy: 'correct the plan and start again' },
  SourceSchemaDrift: { retryable: false, remedy: 'update the mapping of the table named in the message, then resume' },
  TargetSchemaDrift: { retryable: false, remedy: 'migrate the target schema (banyan start does it on an empty target), then resume' },
  BrokerRefuses: { retryable: false, remedy: 'correct what the message names, at the sidecar or in the settings of the stream worker (which then has to be restarted), then banyan resume' },
  ConstraintViolated: { retryable: false, remedy: 'correct the constraint or the column that the message names, or the rows in the shop; then banyan retry the entity, or banyan resume' },
  PositionLost: { retryable: false, remedy: 'nothing goes on from this position: banyan restart-stream follows from the present end of the log, copies everything again and compares it' },
  AccessDenied: { retryable: false, remedy: 'grant what the message names to the user it names; where the login itself was refused, correct the user or its password in the settings' },
  QuarantineOverflow: { retryable: false, remedy: 'look at banyan quarantine list: many rows fail for one reason' },
  SecondWriterDetected: { retryable: false, remedy: 'another process writes to the target or holds the stream; stop it, then resume' },
} as const;

/** The name of a failure. */
export type FailureName = keyof typeof failures;

/** An error with a name from {@link failures}. Messages carry names, keys and counts, never row values. */
export class BanyanFailure extends Error {
  readonly failure: FailureName;

  constructor(failure: FailureName, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = failure;
    this.failure = failure;
  }

  /** Whether the same call may succeed later without a person changing anything. */
  get retryable(): boolean {
    return failures[this.failure].retryable;
  }

  /** What a person should do, in one sentence. */
  get remedy(): string {
    return failures[this.failure].remedy;
  }
}
