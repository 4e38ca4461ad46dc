import { detect, type Detection, type Found } from '../detect.ts';
import { mapHeader } from '../header.ts';
import type { AnyProfile } from '../profile.ts';
import type { RawRecord, RecordBatches } from '../tokenise/raw.ts';
import { headerSignature, isSameShape, shapeSignature } from './signature.ts';

/** What is looked for in a table. */
export interface Looking {
  readonly profiles: readonly AnyProfile[];
  /** The formats are a person's word. */
  readonly named: boolean;
  /** What stands between its cells; `sheet` for a workbook's. */
  readonly delimiter: string;
  /** Headers, and shapes of tables without one, that a person has named before: signature → format id. */
  readonly signatures: ReadonlyMap<string, string>;
}

/**
 * Which format a table is: the one a person gave its header last time, else by its header, else (named by a person) one
 * whose columns are told by their places.
 */
export function detectTable(head: readonly RawRecord[], looking: Looking): Detection {
  const { profiles, named } = looking;
  const saved = named ? undefined : rememberedIn(head, looking);
  if (saved !== undefined) return { kind: 'found', found: { ...saved, remembered: true } };
  const placed = named ? profiles.flatMap((profile) => foundByPlaces(head, profile) ?? []) : [];
  const [only] = placed;
  if (only !== undefined) return { kind: 'found', found: only };
  return detect(head, profiles.filter(hasHeader), named);
}

/** How a table is known again next time. */
export function signatureOf(head: readonly RawRecord[], found: Found, delimiter: string): string {
  const { layout } = found.profile;
  if (layout?.firstRow === undefined) return headerSignature(found.header, delimiter);
  return shapeSignature(head.slice(layout.firstRow), delimiter);
}

/** The rows without those at the end that a declaration says are none. */
export function withoutLast(records: RecordBatches, lines: number): RecordBatches {
  return lines === 0 ? records : { [Symbol.asyncIterator]: () => heldBack(records, lines) };
}

async function* heldBack(records: RecordBatches, lines: number): AsyncGenerator<readonly RawRecord[]> {
  let held: readonly RawRecord[] = [];
  for await (const batch of records) {
    const all = [...held, ...batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))];
    yield all.slice(0, Math.max(0, all.length - lines));
    held = all.slice(Math.max(0, all.length - lines));
  }
}

function hasHeader({ layout }: AnyProfile): boolean {
  return layout?.firstRow === undefined;
}

function rememberedIn(head: readonly RawRecord[], { profiles, delimiter, signatures }: Looking): Found | undefined {
  if (signatures.size === 0) return undefined;
  for (const record of head) {
    const id = signatures.get(headerSignature(record, delimiter));
    const detection = detect(
      head,
      profiles.filter((one) => one.id === id && hasHeader(one)),
      true,
    );
    if (detection.kind === 'found') return detection.found;
  }
  for (const profile of profiles) {
    if (hasHeader(profile)) continue;
    const shape = shapeSignature(head.slice(profile.layout?.firstRow), delimiter);
    const known = [...signatures].some(([saved, id]) => id === profile.id && isSameShape(saved, shape));
    const found = known ? foundByPlaces(head, profile) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A table without a header: its first row has all the columns that are declared. */
function foundByPlaces(head: readonly RawRecord[], profile: AnyProfile): Found | undefined {
  const { layout, positions = {} } = profile;
  if (layout?.firstRow === undefined) return undefined;
  const rows = head.slice(layout.firstRow);
  const first = rows.find(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const last = Math.max(...Object.values(positions).flatMap((places) => places ?? []));
  if (first === undefined || first.cells.length <= last) return undefined;
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const cells = Array.from({ length: width }, (_, at) => `#${String(at + 1)}`);
  const header = { line: first.line, cells };
  const map = mapHeader(profile, cells);
  return { profile, header, index: layout.firstRow - 1, top: layout.firstRow, map, matched: [] };
}
