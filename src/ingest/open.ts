import type { Currency } from '../model/currency.ts';
import { StopError } from '../model/problem.ts';
import type { Evidence, OpenStatement, ReadOptions } from './contract.ts';
import { decideDocumentEncoding, decodedText, decodedHead } from './decode.ts';
import { detectTable, signatureOf, withoutLast } from './declared/known-table.ts';
import type { Found } from './detect.ts';
import { documentInfo, openDocument, type AnyDocument, type FoundDocument } from './document.ts';
import { refuseForeign, spoiltText } from './foreign.ts';
import { StatementReading, type Table } from './interpret.ts';
import { nameFacts, type NameFacts } from './name.ts';
import { readPreamble } from './preamble.ts';
import type { AnyProfile } from './profile.ts';
import { refusalOf } from './refusal.ts';
import { formatInfo, formatsFor } from './registry.ts';
import type { ByteSource } from './source.ts';
import { headerCurrency } from './rows/header-currency.ts';
import { examineText, headRecords, rankOf, type Examined, type ExaminedText } from './text-table.ts';
import type { RecordBatches } from './tokenise/raw.ts';
import { workbookSheets } from './tokenise/workbook.ts';

/** What a file turned out to be. */
export type Examination = ExaminedText | { readonly kind: 'document'; readonly document: FoundDocument };

/**
 * The statements in a file, one after the other: of a table one, of a workbook one a sheet that is a statement, of a
 * document as many as it holds. Each is to be read to its end before the next is asked for. Throws FILE_EMPTY,
 * ENCODING_UNDECIDED, NUL_BYTES, FORMAT_UNKNOWN, FORMAT_AMBIGUOUS, HEADER_CHANGED, PERIOD_NEEDED (an empty day that
 * nothing dates), what the containers throw, and USAGE for an `as` that is no format.
 */
export async function* openStatements(source: ByteSource, options: ReadOptions): AsyncGenerator<OpenStatement, void> {
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
  const hasRows = tables.some(isFilled);
  const opened = tables.flatMap((examined) => {
    // A workbook's sheet for something that didn't happen is no statement of an empty day.
    if (examined.detection.kind !== 'found' || (hasRows && !isFilled(examined))) return [];
    return [openTable(examined, examined.detection.found, name, options)];
  });
  const changed = tables.find(({ detection }) => detection.kind === 'changed' || detection.kind === 'ambiguous');
  if (changed !== undefined && changed.detection.kind !== 'found') throw refusalOf(source.name, changed.detection);
  if (opened.length > 0) return opened;
  throw unknownFile(source, tables, options);
}

/** Whether anything stands below its header. */
function isFilled({ detection, head }: Examined): boolean {
  return detection.kind === 'found' && head.length > detection.found.index + 1;
}

/** Looks at a file's container, encoding and head; throws only for what can't be looked at. */
export async function examine(source: ByteSource, options: ReadOptions): Promise<Examination> {
  const { profiles, documents } = formatsFor(options.as, options.declared);
  await refuseForeign(source);
  const sheets = await workbookSheets(source);
  if (sheets !== undefined) {
    const tables: Examined[] = [];
    for (const sheet of sheets) {
      tables.push(await examineSheet(source, sheet.batches, onSheet(profiles, sheet.name), options));
    }
    return { kind: 'tables', tables };
  }
  const document = await findDocument(source, documents, options);
  if (document !== undefined) return { kind: 'document', document };
  // A person who names the format of a text has told what its name should have.
  return examineText(source, options.as === undefined ? onSheet(profiles, source.name) : profiles, options);
}

/** The formats that may stand on a sheet of this name, or in a text saved from one. */
function onSheet(profiles: readonly AnyProfile[], name: string): readonly AnyProfile[] {
  const plain = name.replace(/\s+/gu, '');
  return profiles.filter(({ sheet }) => sheet?.test(plain) ?? true);
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
  const head = await headRecords(batches);
  const table = { file: source.name, records: batches, ragged: true };
  const { as, signatures = new Map<string, string>() } = options;
  const detection = detectTable(head, { profiles, named: as !== undefined, delimiter: 'sheet', signatures });
  return { table, encoding: 'workbook', delimiter: 'sheet', head, detection };
}

function openTable(examined: Examined, found: Found, name: NameFacts, options: ReadOptions): OpenStatement {
  const preamble = readPreamble(examined.head.slice(0, found.top), found.profile.preamble);
  const { layout } = found.profile;
  const currency = preamble.currency ?? layout?.currency ?? saidByHeader(found) ?? options.currency;
  const { account, from, to } = preamble;
  const stated = {
    currency,
    name,
    ...(account !== undefined && { account }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  const how = { found, preamble, stated, currency, dateOrder: options.dateOrder };
  const reading = new StatementReading(laidOut(examined.table, found.profile), how);
  return {
    format: formatInfo(found.profile),
    evidence: evidenceOf(examined, found),
    signature: signatureOf(examined.head, found, examined.delimiter),
    columns: columnNames(found),
    name,
    ...(account !== undefined && { account }),
    batches: reading.batches(),
    outcome: () => reading.outcome(),
  };
}

/** Where each field is read from; fields that only say what a row is not have a blank in their name. */
function columnNames({ header, map }: Found): Readonly<Record<string, readonly string[]>> {
  const fields = [...map.positions].filter(([field]) => !field.includes(' '));
  const nameAt = (position: number): string => (header.cells[position] ?? '').trim();
  return Object.fromEntries(fields.map(([field, positions]) => [field, positions.map(nameAt)]));
}

/** The table as the format has its rows. */
function laidOut(table: Table, { layout, shortRows }: AnyProfile): Table {
  const records = withoutLast(table.records, layout?.footerLines ?? 0);
  return { ...table, records, ragged: table.ragged || shortRows === true };
}

/** The currency that stands in the names of the amount columns, in files of the West. */
function saidByHeader(found: Found): Currency | undefined {
  return found.profile.western ? headerCurrency(found) : undefined;
}

/** Why a table is this format. */
export function evidenceOf({ encoding }: Examined, { header, matched, remembered }: Found): Evidence {
  return { encoding, headerLine: header.line, matched, ...(remembered && { remembered }) };
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

/** The sheet or text that comes nearest says what it lacks; a text spoilt on its way says so first. */
function unknownFile(source: ByteSource, tables: readonly Examined[], { as, declared }: ReadOptions): StopError {
  const [best] = [...tables].sort((left, right) => rankOf(right.detection) - rankOf(left.detection));
  if (best === undefined) return new StopError('FILE_EMPTY', { file: source.name });
  const spoilt = best.encoding === 'workbook' ? undefined : spoiltText(best.head.flatMap((record) => record.cells));
  if (spoilt === 'mojibake') return new StopError('ENCODING_UNDECIDED', { file: source.name, line: 1, what: spoilt });
  if (spoilt !== undefined) return new StopError('FORMAT_UNKNOWN', { file: source.name, what: spoilt });
  const { detection } = best;
  if (detection.kind === 'unknown' && detection.near === undefined && as !== undefined) {
    // Nothing of what the person named is there: then all of it is missing.
    const { profiles, documents } = formatsFor(as, declared);
    const columns = [...profiles.map(formatInfo), ...documents.map(documentInfo)].flatMap(({ knownBy }) => knownBy);
    return new StopError('FORMAT_UNKNOWN', { file: source.name, nearest: as, columns: columns.join(', ') });
  }
  return detection.kind === 'found'
    ? new StopError('FORMAT_UNKNOWN', { file: source.name })
    : refusalOf(source.name, detection);
}
