import { decode, type Decoded, type LoadedRows, type Refusal } from '../entities/grammar/decode';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { PipelineContext } from './context';

/**
 * Decodes loaded rows. Where they show an attribute that the catalog does not know, somebody has added one since it was
 * read: the attributes are read again first. Values that stay unknown then are strays of the shop's own, and remembered.
 */
export async function decodeRows(context: PipelineContext, compiled: CompiledEntity, loaded: { rows: LoadedRows; refused?: readonly Refusal[] }): Promise<Decoded> {
  const name = compiled.definition.name;
  const using = { ids: context.ids, overrides: context.overrides(), refused: loaded.refused };
  const known = (strays: ReadonlySet<string>): boolean => [...strays].every((stray) => context.knownStrays.has(`${name} ${stray}`));
  const decoded = decode(compiled, loaded.rows, using);
  if (known(decoded.strays)) return decoded;
  await context.reload();
  // The rows were selected by the old plan of the tables; only the attributes are new.
  const again = decode({ ...compiled, eav: context.entity(name).eav }, loaded.rows, using);
  for (const stray of again.strays) context.knownStrays.add(`${name} ${stray}`);
  return again;
}
