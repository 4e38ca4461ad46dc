import { oncePer } from '../../model/once-per.ts';
import type { RowOf, StatementKind } from '../../model/statement.ts';
import type { Words } from '../../model/words.ts';
import type { AnyProfile, FormatProfile, Layout, Reading, Row } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';
import type { DeclaredColumn } from './column.ts';
import type { Condition } from './conditions.ts';
import type { Declaration } from './declaration.ts';
import { kindFields, wordOf, type KindFields } from './kinds.ts';
import { DeclaredRow, type CellRules } from '../rows/declared-row.ts';

/** A declared format: a profile like any other, with what its declaration says about the text it stands in. */
export type DeclaredFormat = AnyProfile & { readonly layout: Layout };

/** Declaration → profile. Its rows are read as those of the kind's canonical CSV, under the declared columns. */
export function compile(declaration: Declaration): DeclaredFormat {
  const { id, title, kind, platform, bill, decimal, preamble, footer } = declaration;
  const about = kindFields(kind);
  const columns = columnsOf(declaration);
  const profile: FormatProfile = {
    id,
    title,
    kind,
    ...(platform !== undefined && { platform }),
    ...(kind === 'settlement' && { bill: bill ?? 'both' }),
    grade: 'B',
    joins: joinsOf(declaration, about),
    columns: columns.names,
    positions: columns.places,
    known: columns.known,
    ...(preamble !== undefined && { preamble }),
    ...(footer !== undefined && { footer }),
    ...(kind === 'bank' && { chained: true }),
    decimal: decimal ?? 'shown',
    dateOrder: declaration.dateOrder ?? 'file',
    times: 'as-printed',
    ...(declaration.shortRows && { shortRows: true }),
    layout: layoutOf(declaration),
    read: readerOf(declaration, about),
  };
  return profile as DeclaredFormat;
}

interface Columns {
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly places: Readonly<Record<string, readonly number[]>>;
  readonly known: readonly string[];
}

/** Its columns, those it is known by, and those that say of a row that it is no entry. */
function columnsOf({ columns, header, knownBy, pending, ignore }: Declaration): Columns {
  const conditions = [...conditionFields('pending', pending), ...conditionFields('ignore', ignore)];
  const all: readonly (readonly [string, DeclaredColumn])[] = [...columns, ...conditions];
  const names = all.flatMap(([field, column]) => ('names' in column ? [[field, column.names] as const] : []));
  const places = all.flatMap(([field, column]) => ('places' in column ? [[field, column.places] as const] : []));
  const fieldNamed = (name: string): string | undefined => names.find(([, known]) => known.includes(name))?.[0];
  const marks = markNames(header, knownBy).map(
    (name, at) => [fieldNamed(name) ?? `known ${String(at)}`, [name]] as const,
  );
  const wanted = marks.length > 0 ? [...marks, ...names.filter(([field]) => field.includes(' '))] : names;
  const needed = wanted.filter(([, [name]], at) => wanted.findIndex(([, [other]]) => other === name) === at);
  return {
    names: Object.fromEntries([...marks, ...names]),
    places: Object.fromEntries(places),
    known: header === 'none' ? [] : needed.map(([field]) => field),
  };
}

/** A name that stands twice in a header tells nothing. */
function markNames(header: Declaration['header'], knownBy: readonly string[] | undefined): readonly string[] {
  if (knownBy !== undefined) return knownBy;
  if (header === undefined || header === 'none') return [];
  return header.filter((name) => header.indexOf(name) === header.lastIndexOf(name));
}

/** No field of a row has a blank in its name. */
function fieldOf(which: string, at: number, no: number): string {
  return `${which} ${String(at)} ${String(no)}`;
}

function conditionFields(
  which: string,
  conditions: readonly Condition[],
): readonly (readonly [string, DeclaredColumn])[] {
  return conditions.flatMap(({ columns }, at) =>
    columns.map((column, no) => [fieldOf(which, at, no), column] as const),
  );
}

function joinsOf({ keys, kind }: Declaration, about: KindFields): Words {
  if (keys.length === 0) return kindFields(kind).canonical.joins;
  const words = keys.map((field) => wordOf(about, field));
  return { en: words.join(', '), zh: words.join('、') };
}

function layoutOf(declaration: Declaration): Layout {
  const { delimiter, encoding, header, skip, footerLines, currency } = declaration;
  return {
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(header === 'none' && { firstRow: skip }),
    ...(footerLines > 0 && { footerLines }),
    ...(currency !== undefined && currency !== 'printed' && { currency }),
  };
}

type AnyRow = RowOf[StatementKind];

function readerOf(declaration: Declaration, about: KindFields): (row: Row) => Reading<AnyRow> {
  const { kind, pending, ignore, keys, platform } = declaration;
  const asCanonical = (row: Row): Reading<AnyRow> =>
    kind === 'bank' ? bankLine(row) : (about.canonical as FormatProfile).read(row);
  const rules = rulesOf(declaration, about);
  // One reader serves all rows of a statement: what a row takes over from the one above is kept beside it.
  const viewOf = oncePer((row: Row) => new DeclaredRow(row, rules));
  return (row) => {
    if (ignore.some((condition, at) => holds(row, condition, 'ignore', at))) return [];
    if (pending.some((condition, at) => holds(row, condition, 'pending', at))) return undefined;
    const view = viewOf(row);
    for (const key of keys) row.needId(key);
    const read = asCanonical(view) as AnyRow;
    if (kind === 'settlement') return named(read as RowOf['settlement'], view, row);
    const tallied = read as unknown as Readonly<Record<string, unknown>>;
    if (kind !== 'bank') tallyAll(row, about, tallied);
    return kind === 'orders' && platform !== undefined ? { platform, ...read } : read;
  };
}

function rulesOf({ signs, kinds, datePattern, carriesDate, currency }: Declaration, about: KindFields): CellRules {
  const dated = about.needed.flat().find((field) => /(?:On|At)$/u.test(field));
  return {
    signs,
    money: about.money,
    ...(kinds !== undefined && { kinds }),
    ...(datePattern !== undefined && { datePattern }),
    ...(carriesDate && dated !== undefined && { carried: dated }),
    ...(currency !== undefined && { currency }),
  };
}

function holds(row: Row, { columns, is }: Condition, which: string, at: number): boolean {
  return columns.every((_, no) => {
    const text = row.text(fieldOf(which, at, no))?.toLowerCase();
    return is === undefined ? text === undefined : text !== undefined && is.includes(text);
  });
}

/** The line under the platform's own word. */
function named(line: RowOf['settlement'], view: DeclaredRow, row: Row): RowOf['settlement'] {
  const words = row.text('kind');
  if (view.hasUnknownSign()) row.fail('KIND_UNKNOWN', 'kind');
  for (const [name, amount] of [
    ['gross', line.gross],
    ['fee', line.fee],
    ['net', line.net],
  ] as const) {
    row.tally(name, amount);
  }
  return { ...line, kind: view.kindRule().kind, ...(words !== undefined && { typeWords: words }) };
}

function tallyAll(row: Row, { money }: KindFields, read: Readonly<Record<string, unknown>>): void {
  for (const field of money) {
    const amount = read[field];
    if (typeof amount === 'number') row.tally(field, amount as Parameters<Row['tally']>[1]);
  }
}
