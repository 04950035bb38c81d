import type { CompiledEntity, NamedAttribute } from './compile';
import { parseObject } from './parse-object';

/** One row of an EAV value table, without its surrogate `value_id`. */
export interface ValueRow {
  readonly source: string;
  readonly key: number;
  readonly attribute: number;
  readonly store: number;
  readonly value: string | null;
}

interface Values {
  readonly key: number;
  readonly store: number;
  /** Cells of the named attributes, in their order. */
  readonly named: readonly (string | null)[];
  /** The `attributes` object: everything else, and what a named column could not hold. */
  readonly attributes: string | null;
}

/** The EAV rows behind one row of the root or of a store. */
export function encodeValues(compiled: CompiledEntity, { key, store, named, attributes }: Values): ValueRow[] {
  const { eav, definition } = compiled;
  const plan = store === 0 ? eav!.root : eav!.stores;
  const present = plan.flatMap((attribute, index): ValueRow[] => {
    const cell = named[index]!;
    return cell === null ? [] : [{ ...place(compiled, attribute), key, store, value: attribute.codec.encode(cell) }];
  });
  const codes = new Map([...eav!.slots.values()].map((slot) => [slot.code, slot]));
  const rest = [...parseObject(attributes)].map(([name, value]): ValueRow => {
    const stray = /^#([a-z]+):(\d+)$/.exec(name);
    if (stray) return { source: `${definition.root}_${stray[1]}`, attribute: Number(stray[2]), key, store, value };
    const slot = codes.get(name);
    if (!slot) throw new Error(`${definition.name}: the shop has no attribute ${JSON.stringify(name)}`);
    return { source: `${definition.root}_${slot.backend}`, attribute: slot.id, key, store, value };
  });
  return [...present, ...rest];
}

function place(compiled: CompiledEntity, { id, column }: NamedAttribute): { source: string; attribute: number } {
  const slot = id === undefined ? undefined : compiled.eav!.slots.get(id);
  if (!slot) throw new Error(`${compiled.definition.name}: the shop has no attribute for ${column}`);
  return { source: `${compiled.definition.root}_${slot.backend}`, attribute: slot.id };
}
