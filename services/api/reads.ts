import type { Criteria } from './criteria';
import type { Resource } from './resource';
import type { Aggregate } from './row';

/** A question to one side. */
export interface Question {
  /** The route that it came by. */
  readonly route: string;
  readonly resource: Resource;
  readonly criteria: Criteria;
  /** Whose values are in force; 0 is the admin store, whose values all others inherit. */
  readonly storeId: string;
  /** Whether to count all that match, not only the page. */
  readonly count: boolean;
}

export interface Answer {
  readonly aggregates: readonly Aggregate[];
  /** 0 when not asked for. */
  readonly total: number;
}

/** A side that can be read: Magento's own tables, or a service's. All reads of one question see one moment. */
export interface Reads {
  read(question: Question): Promise<Answer>;
  /** Magento id of a store view by its code; the default store view when none is named; undefined when there is no such store. */
  storeId(code: string | undefined): Promise<string | undefined>;
  /** Resolves when the side answers. */
  ping(): Promise<void>;
}
