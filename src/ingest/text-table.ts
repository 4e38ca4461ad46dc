import { StopError } from '../model/problem.ts';
import type { ReadOptions } from './contract.ts';
import { decideDocumentEncoding, decideEncoding, decodedText } from './decode.ts';
import { detectTable } from './declared/known-table.ts';
import { compareFound, HEAD_RECORDS, type Detection, type Found } from './detect.ts';
import type { Table } from './interpret.ts';
import type { AnyProfile } from './profile.ts';
import type { ByteSource } from './source.ts';
import { csvRecords } from './tokenise/csv.ts';
import type { RawRecord, RecordBatches } from './tokenise/raw.ts';

/** Delimiters of text tables, the usual one first. */
const DELIMITERS = [',', '\t', '|', ';'] as const;
/** The head of a text, in which its header must stand, is never longer than this. */
const HEAD_CHARS = 2 * 1024 ** 2;
/** An answer instead of a table is short. */
const ANSWER_CHARS = 4 * 1024;

/** A table of a file with what was made of it. */
export interface Examined {
  readonly table: Table;
  readonly encoding: string;
  /** What stands between its cells; `sheet` for a workbook's. */
  readonly delimiter: string;
  readonly head: readonly RawRecord[];
  readonly detection: Detection;
}

/** A text in one encoding, and the formats whose files come in it. */
interface Pass {
  readonly encoding: string;
  readonly profiles: readonly AnyProfile[];
  readonly text: string;
}

/** What a text turned out to be: a table, or an answer instead of one. */
export type ExaminedText =
  | { readonly kind: 'tables'; readonly tables: readonly Examined[] }
  | { readonly kind: 'answer'; readonly profile: AnyProfile; readonly encoding: string };

/**
 * Reads the head of a text in each encoding that its formats come in, with each delimiter that occurs in it, and takes
 * the one that shows a header. Throws FILE_EMPTY, ENCODING_UNDECIDED where no format is told without deciding it.
 */
export async function examineText(
  source: ByteSource,
  profiles: readonly AnyProfile[],
  options: ReadOptions,
): Promise<ExaminedText> {
  const { passes, undecided } = await passesOf(source, profiles, options);
  if (passes.some(({ text }) => text.trim() === '')) throw new StopError('FILE_EMPTY', { file: source.name });
  for (const { encoding, text, profiles: some } of passes) {
    const answer = some.find((profile) => text.length < ANSWER_CHARS && profile.answer?.test(text));
    if (answer !== undefined) return { kind: 'answer', profile: answer, encoding };
  }
  const examined: Examined[] = [];
  for (const pass of passes) examined.push(...(await tablesOf(source, pass, options)));
  const best = bestOf(examined);
  if (undecided !== undefined && best?.detection.kind !== 'found') throw undecided;
  if (best === undefined) throw new StopError('FORMAT_UNKNOWN', { file: source.name });
  return { kind: 'tables', tables: [best] };
}

interface Passes {
  readonly passes: readonly Pass[];
  /** Why an encoding can't be told, or isn't the file's; a format that comes in another may still fit. */
  readonly undecided: StopError | undefined;
}

async function passesOf(
  source: ByteSource,
  profiles: readonly AnyProfile[],
  { encoding: wanted }: ReadOptions,
): Promise<Passes> {
  const usual = await decided(() => decideEncoding(source, wanted));
  const isOpen = wanted === undefined && (typeof usual !== 'string' || usual === 'gb18030');
  const western = isOpen ? await decided(() => decideDocumentEncoding(source)) : usual;
  const others = profiles.filter(({ layout }) => wanted !== undefined || layout?.encoding === undefined);
  const asked: [string | StopError, readonly AnyProfile[]][] = [
    [usual, others.filter((profile) => !profile.western)],
    [western, others.filter((profile) => profile.western)],
  ];
  for (const encoding of new Set(profiles.map(({ layout }) => layout?.encoding))) {
    if (wanted !== undefined || encoding === undefined) continue;
    const own = profiles.filter(({ layout }) => layout?.encoding === encoding);
    asked.push([await decided(() => decideEncoding(source, encoding)), own]);
  }
  return passesFrom(source, asked);
}

/** Formats that share an encoding are looked for together. */
async function passesFrom(
  source: ByteSource,
  asked: readonly (readonly [string | StopError, readonly AnyProfile[]])[],
): Promise<Passes> {
  const inUse = asked.filter(([, profiles]) => profiles.length > 0);
  const undecided = inUse.map(([encoding]) => encoding).find((encoding) => typeof encoding !== 'string');
  const passes: Pass[] = [];
  for (const encoding of new Set(inUse.map(([one]) => one))) {
    if (typeof encoding !== 'string') continue;
    const profiles = inUse.filter(([one]) => one === encoding).flatMap(([, some]) => some);
    passes.push({ encoding, profiles, text: await headText(source, encoding) });
  }
  return { passes, undecided };
}

/** A value, or the refusal that stands in its place: bytes that aren't text in that encoding. */
async function decided(work: () => Promise<string>): Promise<string | StopError> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StopError && (cause.code === 'ENCODING_UNDECIDED' || cause.code === 'NUL_BYTES')) return cause;
    throw cause;
  }
}

async function tablesOf(source: ByteSource, pass: Pass, options: ReadOptions): Promise<readonly Examined[]> {
  const { encoding, text, profiles } = pass;
  const own = profiles.flatMap(({ layout }) => layout?.delimiter ?? []);
  const examined: Examined[] = [];
  for (const delimiter of new Set([...DELIMITERS, ...own])) {
    if (!text.includes(delimiter) && delimiter !== ',') continue;
    const some = profiles.filter(({ layout }) => layout?.delimiter === undefined || layout.delimiter === delimiter);
    const csv = { name: source.name, delimiter };
    const head = await headRecords(upToCut(csvRecords(once(text), csv)));
    const { as, signatures = new Map<string, string>() } = options;
    const detection = detectTable(head, { profiles: some, named: as !== undefined, delimiter, signatures });
    const unquoted = detection.kind === 'found' && detection.found.profile.unquoted === true;
    const whole = { ...csv, unquoted };
    const records = { [Symbol.asyncIterator]: () => csvRecords(decodedText(source, encoding), whole) };
    const table = { file: source.name, records, ragged: false };
    examined.push({ table, encoding, delimiter, head, detection });
  }
  return examined;
}

/** The table that shows a header; of several, as one file can't be two, none. */
function bestOf(examined: readonly Examined[]): Examined | undefined {
  const found = examined.flatMap((one) =>
    one.detection.kind === 'found' ? [{ one, found: one.detection.found }] : [],
  );
  const remembered = found.find((fit) => fit.found.remembered);
  if (remembered !== undefined) return remembered.one;
  const [first, ...others] = [...found].sort((left, right) => compareFound(left.found, right.found));
  if (first === undefined) {
    return [...examined].sort((left, right) => rankOf(right.detection) - rankOf(left.detection))[0];
  }
  const isRival = (fit: { readonly found: Found }): boolean =>
    fit.found.profile !== first.found.profile && compareFound(first.found, fit.found) === 0;
  const rivals = others.filter(isRival).map((fit) => fit.found);
  return rivals.length === 0
    ? first.one
    : { ...first.one, detection: { kind: 'ambiguous', found: [first.found, ...rivals] } };
}

/** How near a table is to being read. */
export function rankOf(detection: Detection): number {
  if (detection.kind === 'found') return 1_000;
  if (detection.kind === 'ambiguous') return 900;
  const near = detection.near === undefined ? 0 : detection.near.matched.length / (1 + detection.near.missing.length);
  return (detection.kind === 'changed' ? 500 : 0) + near;
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}

export async function headRecords(batches: RecordBatches): Promise<readonly RawRecord[]> {
  const head: RawRecord[] = [];
  for await (const batch of batches) {
    head.push(...batch.slice(0, HEAD_RECORDS - head.length));
    if (head.length >= HEAD_RECORDS) break;
  }
  return head;
}

/** The first records of a text's head: it may end inside quotation marks, and what stands before is enough to know it by. */
async function* upToCut(batches: RecordBatches): AsyncGenerator<readonly RawRecord[]> {
  try {
    yield* batches;
  } catch (cause) {
    if (!(cause instanceof StopError) || cause.code !== 'FILE_TRUNCATED') throw cause;
  }
}

/** Text up to the end of the line on which the head's records are surely complete. */
async function headText(source: ByteSource, encoding: string): Promise<string> {
  let text = '';
  for await (const piece of decodedText(source, encoding)) {
    text += piece;
    if (text.length > HEAD_CHARS || text.split(/\r\n|\n|\r/u, HEAD_RECORDS + 2).length > HEAD_RECORDS + 1) break;
  }
  return text;
}
