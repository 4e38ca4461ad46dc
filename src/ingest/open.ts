import { StopError } from '../model/problem.ts';
import type { OpenStatement, ReadOptions } from './contract.ts';
import { decideDocumentEncoding, decideEncoding, decodedText, decodedHead } from './decode.ts';
import { detect, HEAD_RECORDS, type Detection, type Found } from './detect.ts';
import { openDocument, type AnyDocument, type FoundDocument } from './document.ts';
import { refuseForeign, spoiltText } from './foreign.ts';
import { StatementReading, type Table } from './interpret.ts';
import { nameFacts, type NameFacts } from './name.ts';
import { readPreamble } from './preamble.ts';
import type { AnyProfile } from './profile.ts';
import { refusalOf } from './refusal.ts';
import { formatInfo, formatsFor } from './registry.ts';
import type { ByteSource } from './source.ts';
import { csvRecords } from './tokenise/csv.ts';
import type { RawRecord, RecordBatches } from './tokenise/raw.ts';
import { workbookSheets } from './tokenise/workbook.ts';

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
  readonly head: readonly RawRecord[];
  readonly detection: Detection;
}

/** What a file turned out to be. */
export type Examination =
  | { readonly kind: 'tables'; readonly tables: readonly Examined[] }
  | { readonly kind: 'document'; readonly document: FoundDocument }
  | { readonly kind: 'answer'; readonly profile: AnyProfile; readonly encoding: string };

/**
 * The statements in a file, one after the other: of a table one, of a workbook one a sheet that is a statement, of a
 * document as many as it holds. Each is to be read to its end before the next is asked for. Throws FILE_EMPTY,
 * ENCODING_UNDECIDED, NUL_BYTES, FORMAT_UNKNOWN, FORMAT_AMBIGUOUS, HEADER_CHANGED, PERIOD_NEEDED (an empty day that
 * nothing dates), what the containers throw, and USAGE for an `as` that is no format.
 */
export async function* openStatements(source: ByteSource, options: ReadOptions): AsyncGenerator<OpenStatement> {
  const examination = await examine(source, options);
  const name = nameFacts(source.name);
  if (examination.kind === 'answer') {
    yield emptyDay(source, examination, name, options);
  } else if (examination.kind === 'document') {
    const { currency, dateOrder } = options;
    const text = decodedText(source, examination.document.encoding);
    yield* openDocument(examination.document, text, { file: source.name, currency, dateOrder, name });
  } else {
    yield* openTables(source, examination.tables, { name, options });
  }
}

interface Opening {
  readonly name: NameFacts;
  readonly options: ReadOptions;
}

function openTables(
  source: ByteSource,
  tables: readonly Examined[],
  { name, options }: Opening,
): readonly OpenStatement[] {
  const opened = tables.flatMap((examined) => {
    return examined.detection.kind === 'found' ? [openTable(examined, examined.detection.found, name, options)] : [];
  });
  const changed = tables.find(({ detection }) => detection.kind === 'changed' || detection.kind === 'ambiguous');
  if (changed !== undefined && changed.detection.kind !== 'found') throw refusalOf(source.name, changed.detection);
  if (opened.length > 0) return opened;
  throw unknownFile(source, tables);
}

/** Looks at a file's container, encoding and head; throws only for what can't be looked at. */
export async function examine(source: ByteSource, options: ReadOptions): Promise<Examination> {
  const { profiles, documents } = formatsFor(options.as);
  await refuseForeign(source);
  const sheets = await workbookSheets(source);
  if (sheets !== undefined) {
    const tables: Examined[] = [];
    for (const sheet of sheets) tables.push(await examineSheet(source, sheet.batches, profiles, options));
    return { kind: 'tables', tables };
  }
  const document = await findDocument(source, documents, options);
  if (document !== undefined) return { kind: 'document', document };
  const encoding = await decideEncoding(source, options.encoding);
  const text = await headText(source, encoding);
  if (text.trim() === '') throw new StopError('FILE_EMPTY', { file: source.name });
  const answer = profiles.find((profile) => text.length < ANSWER_CHARS && profile.answer?.test(text));
  if (answer !== undefined) return { kind: 'answer', profile: answer, encoding };
  return {
    kind: 'tables',
    tables: [await examineText(source, { encoding, text, profiles, named: options.as !== undefined })],
  };
}

/** The document's format whose marks the head of the file shows. Throws FORMAT_AMBIGUOUS when two claim it. */
async function findDocument(
  source: ByteSource,
  documents: readonly AnyDocument[],
  options: ReadOptions,
): Promise<FoundDocument | undefined> {
  const head = await decodedHead(source);
  const found = documents.flatMap((format) => {
    const matched = format.recognise(head);
    return matched === undefined ? [] : [{ format, matched }];
  });
  const [only, ...others] = found;
  if (only === undefined) return undefined;
  if (others.length > 0) {
    const formats = found.map(({ format }) => format.id).join(', ');
    throw new StopError('FORMAT_AMBIGUOUS', { file: source.name, formats });
  }
  const named = only.format.charset?.(head);
  return { ...only, encoding: await decideDocumentEncoding(source, options.encoding, named) };
}

async function examineSheet(
  source: ByteSource,
  batches: RecordBatches,
  profiles: readonly AnyProfile[],
  options: ReadOptions,
): Promise<Examined> {
  const { head, all } = await peek(batches);
  const table = { file: source.name, records: all, ragged: true };
  return { table, encoding: 'workbook', head, detection: detect(head, profiles, options.as !== undefined) };
}

interface TextHead {
  readonly encoding: string;
  readonly text: string;
  readonly profiles: readonly AnyProfile[];
  readonly named: boolean;
}

/** Reads the head with each delimiter that occurs in it, and takes the one that shows a header. */
async function examineText(source: ByteSource, { encoding, text, profiles, named }: TextHead): Promise<Examined> {
  let best: { readonly examined: Examined; readonly rank: number } | undefined;
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter) && delimiter !== ',') continue;
    const csv = { name: source.name, delimiter };
    const head = await headRecords(csvRecords(once(text), csv));
    const detection = detect(head, profiles, named);
    const rank = rankOf(detection);
    if (best !== undefined && best.rank >= rank) continue;
    const records = csvRecords(decodedText(source, encoding), csv);
    best = { rank, examined: { table: { file: source.name, records, ragged: false }, encoding, head, detection } };
  }
  if (best === undefined) throw new StopError('FORMAT_UNKNOWN', { file: source.name });
  return best.examined;
}

function rankOf(detection: Detection): number {
  if (detection.kind === 'found') return 1_000;
  if (detection.kind === 'ambiguous') return 900;
  const near = detection.near === undefined ? 0 : detection.near.matched.length / (1 + detection.near.missing.length);
  return (detection.kind === 'changed' ? 500 : 0) + near;
}

function openTable(examined: Examined, found: Found, name: NameFacts, options: ReadOptions): OpenStatement {
  const preamble = readPreamble(examined.head.slice(0, found.index), found.profile.preamble);
  const currency = preamble.currency ?? options.currency;
  const { account, from, to } = preamble;
  const stated = {
    currency,
    name,
    ...(account !== undefined && { account }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const how = { found, preamble, stated, currency, dateOrder: options.dateOrder };
  const reading = new StatementReading(examined.table, how);
  return {
    format: formatInfo(found.profile),
    evidence: { encoding: examined.encoding, headerLine: found.header.line, matched: found.matched },
    name,
    ...(account !== undefined && { account }),
    batches: reading.batches(),
    outcome: () => reading.outcome(),
  };
}

/** A platform's «there is no bill»: a statement without rows of the day its name tells. */
function emptyDay(
  source: ByteSource,
  { profile, encoding }: { readonly profile: AnyProfile; readonly encoding: string },
  name: NameFacts,
  { currency }: ReadOptions,
): OpenStatement {
  const { from, to } = name;
  if (from === undefined || to === undefined) throw new StopError('PERIOD_NEEDED', { file: source.name });
  const part = { from, to, stated: true, rows: 0, currency, newestFirst: false };
  const outcome = { parts: [part], issues: [], problems: [], rejected: [], pending: 0, remarks: [] };
  return {
    format: profile.fundNames?.test(source.name) ? { ...formatInfo(profile), bill: 'fund' } : formatInfo(profile),
    evidence: { encoding, headerLine: 1, matched: [] },
    name,
    batches: noBatches(),
    outcome: () => outcome,
  };
}

// eslint-disable-next-line require-yield -- an empty day has no rows to give
async function* noBatches(): AsyncGenerator<never> {
  await Promise.resolve();
}

async function* once(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  yield text;
}

/** The first records, whatever comes after them. */
async function headRecords(batches: RecordBatches): Promise<readonly RawRecord[]> {
  const head: RawRecord[] = [];
  try {
    for await (const batch of batches) {
      head.push(...batch.slice(0, HEAD_RECORDS - head.length));
      if (head.length >= HEAD_RECORDS) break;
    }
  } catch (cause) {
    // The head of a text may end inside quotation marks; what was read before that is enough to know it by.
    if (!(cause instanceof StopError) || cause.code !== 'FILE_TRUNCATED') throw cause;
  }
  return head;
}

async function peek(
  batches: RecordBatches,
): Promise<{ readonly head: readonly RawRecord[]; readonly all: RecordBatches }> {
  const iterator = batches[Symbol.asyncIterator]();
  const taken: (readonly RawRecord[])[] = [];
  const head: RawRecord[] = [];
  while (head.length < HEAD_RECORDS) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    head.push(...next.value.slice(0, HEAD_RECORDS - head.length));
  }
  return { head, all: continued(taken, iterator) };
}

async function* continued(
  taken: readonly (readonly RawRecord[])[],
  iterator: AsyncIterator<readonly RawRecord[]>,
): AsyncGenerator<readonly RawRecord[]> {
  yield* taken;
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
}

/** The sheet or text that comes nearest says what it lacks; a text spoilt on its way says so first. */
function unknownFile(source: ByteSource, tables: readonly Examined[]): StopError {
  const [best] = [...tables].sort((left, right) => rankOf(right.detection) - rankOf(left.detection));
  if (best === undefined) return new StopError('FILE_EMPTY', { file: source.name });
  const spoilt = best.encoding === 'workbook' ? undefined : spoiltText(best.head.flatMap((record) => record.cells));
  if (spoilt === 'mojibake') return new StopError('ENCODING_UNDECIDED', { file: source.name, line: 1, what: spoilt });
  if (spoilt !== undefined) return new StopError('FORMAT_UNKNOWN', { file: source.name, what: spoilt });
  return best.detection.kind === 'found'
    ? new StopError('FORMAT_UNKNOWN', { file: source.name })
    : refusalOf(source.name, best.detection);
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
