import type { CustomerCut } from '../entities/customer-cut';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { Overrides } from '../entities/grammar/copy-writer';
import type { IdDeriver } from '../entities/grammar/derive-ids';
import type { SourceCatalog } from '../entities/grammar/catalog';
import type { SourcePool } from '../source/connect';
import type { TargetPool } from '../target/connect';

/** The target databases alone: enough for whatever does not ask the shop. */
export interface TargetContext {
  /** The target database of a service; several services may share one. */
  targetOf(service: string): TargetPool;
  /** Every distinct target database. */
  readonly targets: readonly TargetPool[];
  /** Where the stream token, the settings and the audit live. */
  readonly control: TargetPool;
}

/** Everything a projection stands on. One per worker process. */
export interface PipelineContext extends TargetContext {
  readonly source: SourcePool;
  readonly ids: IdDeriver;
  /** Ids that were mapped before, or born in a service. */
  overrides(): Overrides;
  /** Which customers are carried; undefined: all of them. Fixed before the first row is carried. */
  cut(): Promise<CustomerCut | undefined>;
  /** The shop as it was last read. */
  catalog(): SourceCatalog;
  /** An entity as compiled for the shop as it was last read. */
  entity(name: string): CompiledEntity;
  /** Every entity, in dependency order. */
  entities(): readonly CompiledEntity[];
  /** `entity backend:attribute` of values that no attribute of the shop explains. */
  readonly knownStrays: Set<string>;
  /** Reads the shop's catalog again and compiles anew. */
  reload(): Promise<void>;
  /** Does so if another worker has noticed that the shop changed its tables. */
  freshen(): Promise<void>;
}
