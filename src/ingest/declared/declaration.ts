import { parseCurrency, type Currency } from '../../model/currency.ts';
import { parsePlatform } from '../../model/platform.ts';
import type { Bill, StatementKind } from '../../model/statement.ts';
import type { Words } from '../../model/words.ts';
import { isEncoding } from '../decode.ts';
import { DATE_ORDERS, type DateOrder } from '../moment.ts';
import type { DecimalMark, Footer, Preamble } from '../profile.ts';
import type { KindTable, Signs } from '../rows/signs.ts';
import { columnOf, type DeclaredColumn } from './column.ts';
import { readConditions, type Condition } from './conditions.ts';
import { datePatternOf, type DatePattern } from './date-pattern.ts';
import { kindFields, STATEMENT_KINDS, wordOf, type KindFields } from './kinds.ts';
import { readFooter, readPreamble } from './margins.ts';
import { readKinds, readSigns } from './signs.ts';
import { choiceOf, fieldsOf, linesOf, oneOrMore, optional, refuse, textOf, type Fields, type Place } from './values.ts';

/** A format as a user declares it, checked (README, «Your own format»). */
export interface Declaration {
  readonly id: string;
  readonly title: Words;
  readonly kind: StatementKind;
  readonly platform?: string;
  readonly bill?: Bill;
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder | 'file';
  readonly datePattern?: DatePattern;
  /** Rows without a date of their own are of the day above. */
  readonly carriesDate: boolean;
  /** Rows may end before the last column; refused unless said. */
  readonly shortRows: boolean;
  /** `printed`: each amount says its own, as `£12.00` does. */
  readonly currency?: Currency | 'printed';
  /** Its names in the file's order; `none`: the file has no header, its rows begin after `skip` lines. */
  readonly header?: 'none' | readonly string[];
  readonly skip: number;
  readonly columns: ReadonlyMap<string, DeclaredColumn>;
  readonly knownBy?: readonly string[];
  readonly preamble?: Preamble;
  readonly footer?: Footer;
  readonly footerLines: number;
  readonly signs: Signs;
  readonly kinds?: KindTable;
  /** Fields that no row may lack: what its rows are joined by. */
  readonly keys: readonly string[];
  /** Rows that aren't booked yet, and rows that are no entries at all. */
  readonly pending: readonly Condition[];
  readonly ignore: readonly Condition[];
}

const KEYS = [
  'id',
  'title',
  'kind',
  'platform',
  'bill',
  'delimiter',
  'encoding',
  'decimal',
  'date_order',
  'date_pattern',
  'blank_date',
  'short_rows',
  'currency',
  'header',
  'skip',
  'columns',
  'known_by',
  'preamble',
  'footer',
  'signs',
  'kinds',
  'keys',
  'pending',
  'ignore',
];
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const DELIMITERS: Readonly<Record<string, string>> = { tab: '\t', comma: ',', semicolon: ';', pipe: '|' };

/** Throws a FaultError at the first mistake. */
export function readDeclaration(value: unknown): Declaration {
  const fields = fieldsOf({ path: '', key: 'formats', value }, KEYS);
  const id = idOf(fields.need('id'));
  const kind = choiceOf(fields.need('kind'), STATEMENT_KINDS);
  const about = kindFields(kind);
  const header = optional(fields, 'header', headerOf);
  const columns = readColumns(fields.need('columns'), about, header === 'none');
  refuseIncomplete(fields.need('columns'), about, columns);
  const isSettlement = kind === 'settlement';
  if (!isSettlement) refuseOther(fields, ['kinds', 'bill'], kind);
  const kinds = isSettlement ? readKinds(fields, columns.has('kind')) : undefined;
  return {
    id,
    title: optional(fields, 'title', titleOf) ?? { en: id, zh: id },
    kind,
    ...present('platform', optional(fields, 'platform', platformOf)),
    ...present('bill', optional(fields, 'bill', billOf)),
    ...readSpelling(fields),
    ...present('header', header),
    skip: readSkip(fields, header),
    columns,
    ...readKnownBy(fields, header, columns),
    ...present(
      'preamble',
      optional(fields, 'preamble', (place) => readPreamble(place, about)),
    ),
    ...readFooter(fields.get('footer'), about),
    signs: readSigns(fields.get('signs'), about),
    ...present('kinds', kinds),
    keys: readKeys(fields.get('keys'), about, columns),
    pending: optional(fields, 'pending', readConditions) ?? [],
    ignore: optional(fields, 'ignore', readConditions) ?? [],
  };
}

function present<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function idOf(place: Place): string {
  const id = textOf(place);
  return ID.test(id) ? id : refuse(place, 'format-id');
}

/** One title for both languages, or one each. */
function titleOf(place: Place): Words {
  if (typeof place.value !== 'object') return { en: textOf(place), zh: textOf(place) };
  const fields = fieldsOf(place, ['en', 'zh']);
  const [en, zh] = [optional(fields, 'en', textOf), optional(fields, 'zh', textOf)];
  const any = en ?? zh ?? refuse(place, 'text');
  return { en: en ?? any, zh: zh ?? any };
}

function platformOf(place: Place): string {
  const text = textOf(place);
  return parsePlatform(text) ?? (/^[a-z][a-z0-9-]{1,31}$/.test(text) ? text : refuse(place, 'platform-id'));
}

function billOf(place: Place): Bill {
  return choiceOf(place, ['trade', 'fund', 'both']);
}

type Spelling = Partial<Declaration> & Pick<Declaration, 'carriesDate' | 'shortRows'>;

/** How the cells of the file are written. */
function readSpelling(fields: Fields): Spelling {
  return {
    ...present('delimiter', optional(fields, 'delimiter', delimiterOf)),
    ...present('encoding', optional(fields, 'encoding', encodingOf)),
    ...present(
      'decimal',
      optional(fields, 'decimal', (place) => choiceOf<DecimalMark>(place, ['.', ',', 'shown'])),
    ),
    ...present(
      'dateOrder',
      optional(fields, 'date_order', (place) => choiceOf<DateOrder | 'file'>(place, [...DATE_ORDERS, 'file'])),
    ),
    ...present('datePattern', optional(fields, 'date_pattern', datePatternOf)),
    carriesDate: optional(fields, 'blank_date', (place) => choiceOf(place, ['as-above', 'refused'])) === 'as-above',
    shortRows: optional(fields, 'short_rows', (place) => choiceOf(place, ['taken', 'refused'])) === 'taken',
    ...present('currency', optional(fields, 'currency', currencyOf)),
  };
}

/** Its name, or the character itself; a blank one is written in words. */
function delimiterOf(place: Place): string {
  if (place.value === '\t') return '\t';
  const text = textOf(place);
  const delimiter = DELIMITERS[text] ?? text;
  return delimiter.length === 1 && !/[\p{L}\p{N}"]/u.test(delimiter) ? delimiter : refuse(place, 'one-character');
}

function encodingOf(place: Place): string {
  const text = textOf(place);
  return isEncoding(text) ? text : refuse(place, 'encoding');
}

function currencyOf(place: Place): Currency | 'printed' {
  const text = textOf(place);
  return text === 'printed' ? text : (parseCurrency(text) ?? refuse(place, 'currency'));
}

function headerOf(place: Place): 'none' | readonly string[] {
  return Array.isArray(place.value) ? oneOrMore(place).map(textOf) : choiceOf<'none'>(place, ['none']);
}

function readSkip(fields: Fields, header: Declaration['header']): number {
  const place = fields.get('skip');
  if (place === undefined) return 0;
  return header === 'none' ? linesOf(place) : refuse(place, 'column-places');
}

function readColumns(place: Place, about: KindFields, byPlace: boolean): ReadonlyMap<string, DeclaredColumn> {
  const { fields } = about;
  const given = fieldsOf(place, [...fields.keys()]);
  const columns = new Map<string, DeclaredColumn>();
  for (const [word, field] of fields) {
    const column = given.get(word);
    if (column !== undefined) columns.set(field, columnOf(column, byPlace));
  }
  return columns;
}

function refuseIncomplete(place: Place, about: KindFields, columns: ReadonlyMap<string, DeclaredColumn>): void {
  for (const group of about.needed) {
    if (group.some((field) => columns.has(field))) continue;
    refuse(place, 'columns-needed', { columns: group.map((field) => wordOf(about, field)).join(' / ') });
  }
}

/** A header must be told from others by a name: given, or those of its columns. */
function readKnownBy(
  fields: Fields,
  header: Declaration['header'],
  columns: ReadonlyMap<string, DeclaredColumn>,
): { readonly knownBy?: readonly string[] } {
  const place = fields.get('known_by');
  if (place !== undefined) {
    if (header === 'none') refuse(place, 'recognisable');
    return { knownBy: oneOrMore(place).map(textOf) };
  }
  const named = [...columns.values()].some((column) => 'names' in column);
  if (header === undefined && !named) refuse(fields.need('columns'), 'recognisable');
  return {};
}

function readKeys(
  place: Place | undefined,
  { fields }: KindFields,
  columns: ReadonlyMap<string, DeclaredColumn>,
): readonly string[] {
  if (place === undefined) return [];
  const words = [...fields].filter(([, field]) => columns.has(field)).map(([word]) => word);
  return oneOrMore(place).map((key) => fields.get(choiceOf(key, words)) ?? '');
}

function refuseOther(fields: Fields, keys: readonly string[], kind: StatementKind): void {
  for (const key of keys) {
    const place = fields.get(key);
    if (place !== undefined) refuse(place, 'not-of-kind', { kind });
  }
}
