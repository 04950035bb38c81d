/** Where a command writes and whom it may ask. Tests have one of their own. */
export interface Terminal {
  /** Results, one text per call, with their line ends. */
  out(text: string): void;
  /** Faults and remarks. */
  err(text: string): void;
  /** Asks a person; undefined where nobody sits. */
  ask?(question: string): Promise<string>;
  /** Whether what is written may be overwritten, as by `status --watch`. */
  readonly live: boolean;
}
