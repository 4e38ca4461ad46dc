import type { CarriedItem } from '../jobs/close-items.ts';
import { saidBy, type SnapshotBody } from '../jobs/close-snapshot.ts';
import type { Cell, Column, Row, WholeTable } from '../model/table.ts';
import type { Words } from '../model/words.ts';

/** One thing that isn't as it was kept. */
export interface Difference {
  /** The report's or the list's title; the file's name. */
  readonly where: Words;
  /** Which row: its account, kind, number … */
  readonly row: Words;
  readonly field?: Words;
  /** Undefined: it wasn't there then, or isn't there now. */
  readonly before?: Cell;
  readonly now?: Cell;
}

const NOTHING: Words = { en: '', zh: '' };

/** What of a month's snapshot comes out otherwise now: its files, its open items, its reports row by row. */
export function differencesOf(kept: SnapshotBody, now: SnapshotBody): readonly Difference[] {
  const names = [...new Set([...Object.keys(kept.reports), ...Object.keys(now.reports)])].sort();
  return [
    ...fileDifferences(kept.files, now.files),
    ...itemDifferences(OPENING, kept.opening_open_items, now.opening_open_items),
    ...itemDifferences(CLOSING, kept.closing_open_items, now.closing_open_items),
    ...names
      .filter((name) => saidBy(kept.reports[name]) !== saidBy(now.reports[name]))
      .flatMap((name) => tableDifferences(kept.reports[name], now.reports[name])),
  ];
}

const FILES: Words = { en: 'files', zh: '文件清单' };
const OPENING: Words = { en: 'open items brought forward', zh: '期初未清项' };
const CLOSING: Words = { en: 'open items carried over', zh: '期末未清项' };

/** Files that only one of the two has. */
function fileDifferences(kept: SnapshotBody['files'], now: SnapshotBody['files']): readonly Difference[] {
  const isIn = (files: SnapshotBody['files'], { name, sha256 }: SnapshotBody['files'][number]): boolean =>
    files.some((one) => one.name === name && one.sha256 === sha256);
  const alone = [...kept.filter((file) => !isIn(now, file)), ...now.filter((file) => !isIn(kept, file))];
  return alone.map(({ name }) => ({ where: FILES, row: { en: name, zh: name } }));
}

/** Row by row and cell by cell, of the table and its sections. */
function tableDifferences(kept: WholeTable | undefined, now: WholeTable | undefined): readonly Difference[] {
  const where = kept?.title ?? now?.title ?? NOTHING;
  if (kept === undefined || now === undefined) return [{ where, row: NOTHING }];
  const parts = [{ ...kept, key: '' }, ...(kept.sections ?? [])].map((part) => {
    const other = part.key === '' ? now : now.sections?.find((section) => section.key === part.key);
    return rowDifferences(where, part, other?.rows ?? []);
  });
  const found = parts.flat();
  // Neither a row nor a cell: the heading, a total or a remark.
  return found.length === 0 ? [{ where, row: NOTHING }] : found;
}

function rowDifferences(
  where: Words,
  { columns, rows }: { readonly columns: readonly Column[]; readonly rows: readonly Row[] },
  now: readonly Row[],
): readonly Difference[] {
  const naming = columns.filter(({ type }) => type === 'text').slice(0, NAMING_COLUMNS);
  const [before, after] = [byName(rows, naming), byName(now, naming)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [old, own] = [before.get(name), after.get(name)];
    const row = rowWords(old ?? own ?? {}, naming);
    const changed = columns.filter(({ key }) => textOf(old?.[key]) !== textOf(own?.[key]));
    return changed
      .filter(({ type }) => (old !== undefined && own !== undefined) || type === 'money')
      .map(({ key, title }): Difference => ({ where, row, field: title, before: old?.[key], now: own?.[key] }));
  });
}

/** Rows by what tells them from each other; of equal ones the second is #2. */
function byName(rows: readonly Row[], naming: readonly Column[]): ReadonlyMap<string, Row> {
  const named = new Map<string, Row>();
  for (const row of rows) {
    const name = rowWords(row, naming).en;
    let own = name;
    for (let at = 2; named.has(own); at += 1) own = `${name} #${at}`;
    named.set(own, row);
  }
  return named;
}

/** The first texts of a row say which it is. */
const NAMING_COLUMNS = 4;

function rowWords(row: Row, naming: readonly Column[]): Words {
  const cells = naming.flatMap(({ key, values }) => {
    const cell = row[key];
    return typeof cell === 'string' && cell !== '' ? [values?.[cell] ?? { en: cell, zh: cell }] : [];
  });
  return joined(cells);
}

function joined(words: readonly Words[]): Words {
  return { en: words.map((one) => one.en).join(' '), zh: words.map((one) => one.zh).join(' ') };
}

function textOf(cell: Cell): string {
  return cell === undefined ? '' : JSON.stringify(cell);
}

/** Items that only one of two lists has, or that both have with other amounts. */
function itemDifferences(
  where: Words,
  kept: readonly CarriedItem[],
  now: readonly CarriedItem[],
): readonly Difference[] {
  const [before, after] = [byRef(kept), byRef(now)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name): readonly Difference[] => {
    const [old, own] = [before.get(name), after.get(name)];
    if (JSON.stringify(old) === JSON.stringify(own)) return [];
    return [{ where, row: itemWords(old ?? own), ...amountOf('before', old), ...amountOf('now', own) }];
  });
}

function byRef(items: readonly CarriedItem[]): ReadonlyMap<string, CarriedItem> {
  return new Map(items.map((item) => [[item.kind, item.account, item.ref].filter((one) => one).join(' '), item]));
}

function itemWords(item: CarriedItem | undefined): Words {
  if (item === undefined) return NOTHING;
  const same = [item.account, item.ref].flatMap((text) => (text === undefined ? [] : [{ en: text, zh: text }]));
  return joined([KINDS[item.kind] ?? { en: item.kind, zh: item.kind }, ...same]);
}

/** The kinds of DOMAIN.md 1.4. */
const KINDS: Readonly<Record<string, Words>> = {
  order_unsettled: { en: 'order unsettled', zh: '订单未结算' },
  settled_no_order: { en: 'settled, no order', zh: '结算无订单' },
  payout_in_transit: { en: 'payout in transit', zh: '打款在途' },
  refund_pending: { en: 'refund pending', zh: '退款未出' },
  receivable: { en: 'receivable', zh: '应收款' },
  unapplied_receipt: { en: 'unapplied receipt', zh: '未核销收款' },
  disputed: { en: 'disputed', zh: '争议' },
  bank_in_not_book: { en: 'in bank, not in books', zh: '银行已收、企业未收' },
  bank_out_not_book: { en: 'out of bank, not of books', zh: '银行已付、企业未付' },
  book_in_not_bank: { en: 'in books, not in bank', zh: '企业已收、银行未收' },
  book_out_not_bank: { en: 'out of books, not of bank', zh: '企业已付、银行未付' },
};

function amountOf(side: 'before' | 'now', item: CarriedItem | undefined): Pick<Difference, 'before' | 'now'> {
  return item === undefined ? {} : { [side]: { minor: item.amount, currency: item.currency } };
}
