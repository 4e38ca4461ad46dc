import type { DecidedItem } from '../model/decision.ts';
import type { MatchMember } from '../model/match.ts';
import { StopError } from '../model/problem.ts';
import { memberRef } from '../model/receivable.ts';
import type { Database } from '../store/database.ts';
import {
  isAlike,
  loadBankItems,
  loadCandidates,
  loadItemsAt,
  loadItemsByNumber,
  loadTrade,
  type ItemRow,
} from '../store/read/items.ts';
import { foundRow, loadSums, type DecidedOptions, type Found } from './confirmed-groups.ts';

/** An item that a ref names, and its row where it has one. */
export interface NamedItem {
  readonly found: Found;
  readonly row?: ItemRow;
}

/**
 * The items that a ref of CLI.md names: `order:NO`, `trade:NO` (all its lines), `batch:NO`, `day:ACCOUNT/DATE`,
 * `bank:ACCOUNT/REF`, `invoice:NO`, `receipt:NO`, `FILE:LINE`. Throws REF_UNKNOWN, and REF_AMBIGUOUS where several rows
 * go by it.
 */
export async function itemsNamed(db: Database, ref: string, options: DecidedOptions): Promise<readonly NamedItem[]> {
  const [, kind = '', value = ''] = /^([a-z]+):(.+)$/su.exec(ref) ?? [];
  const rows = await rowsNamed(db, kind, value);
  if (rows !== undefined && rows.length > 0) return rows.map((row) => ({ found: foundRow(row), row }));
  if (kind === 'batch' || kind === 'day') {
    const sums = [...(await loadSums(db, options)).values()].filter((one) => one.ref === ref);
    return single(sums, ref).map((found) => ({ found }));
  }
  const [, file, line] = /^(.+):(\d{1,9})$/su.exec(ref) ?? [];
  if (file === undefined || line === undefined) throw new StopError('REF_UNKNOWN', { text: ref });
  return single(await loadItemsAt(db, { file, line: Number(line) }), ref).map((row) => ({ found: foundRow(row), row }));
}

async function rowsNamed(db: Database, kind: string, value: string): Promise<readonly ItemRow[] | undefined> {
  const ref = `${kind}:${value}`;
  switch (kind) {
    case 'order':
    case 'invoice':
    case 'receipt':
      return some(await loadItemsByNumber(db, kind, value), ref);
    case 'trade':
      return (await loadTrade(db, value)).filter((row) => row.role === 'line' && !row.isTied);
    case 'batch': {
      const rows = (await loadItemsByNumber(db, 'line', value)).filter((row) => row.role !== 'line' && !row.isTied);
      const payouts = rows.filter((row) => row.role === 'payout');
      return some(payouts.length > 0 ? payouts : rows, ref);
    }
    case 'bank': {
      const slash = value.indexOf('/');
      return some(await loadBankItems(db, value.slice(0, slash), value.slice(slash + 1)), ref);
    }
    default:
      return undefined;
  }
}

function single<T>(rows: readonly T[], ref: string): readonly T[] {
  if (rows.length === 0) throw new StopError('REF_UNKNOWN', { text: ref });
  return rows;
}

/** Of rows that go by one number a person has to name one. */
function some(rows: readonly ItemRow[], ref: string): readonly ItemRow[] {
  if (rows.length < 2) return rows;
  const candidates = rows.map(({ place }) => `${place.file}:${place.line}`).join(', ');
  throw new StopError('REF_AMBIGUOUS', { text: ref, candidates });
}

/** What makes an item the same when its file comes again; a late fee of the item keeps the ref that the member has. */
export async function decidedItem(
  db: Database,
  { found, row }: NamedItem,
  member: Pick<MatchMember, 'side' | 'amount' | 'ref'>,
): Promise<DecidedItem> {
  const { kind: item, role, account, ref, on, amount, currency } = found;
  const { side, amount: takes } = member;
  const common = { item, role, account, on, amount, currency, ref: memberRef(member.ref, ref), side, takes };
  if (row === undefined) return { ...common, number: ref, words: '', nth: 0 };
  const content = { ...common, words: row.words, ...(row.number === undefined ? {} : { number: row.number }) };
  const alike = (await loadCandidates(db, [{ ...content, nth: 0 }])).filter((one) => isAlike(one, content));
  const nth = Math.max(
    0,
    alike.findIndex((one) => one.id === row.id),
  );
  return { ...content, nth, ...(row.pass === undefined ? {} : { pass: row.pass }) };
}
