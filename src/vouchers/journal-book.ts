import type { Currency } from '../model/currency.ts';
import { dayInMonth, type Day } from '../model/day.ts';
import type { BookFact, LedgerAccount, VoucherSettings } from '../model/ledger.ts';
import { minor, minus, plus, ZERO, type Minor } from '../model/money.ts';
import { VOUCHER_KINDS, type VoucherKind, type VoucherLine, type VoucherTopic } from '../model/voucher.ts';
import { entryOf, type EntryContext, type Posting } from './entries/index.ts';
import { sourceBook, type SourceBook } from './source-runs.ts';

/** A voucher before it has a number. */
export interface Draft extends VoucherTopic {
  readonly lines: readonly VoucherLine[];
}

/** Gathers facts into one draft per kind, platform or account, currency, and month or day. */
export interface JournalBook {
  post(fact: BookFact): void;
  /** In the order in which they are numbered. */
  drafts(): readonly Draft[];
}

interface Sum {
  readonly posting: Posting;
  amount: Minor;
  readonly sources: SourceBook;
}

interface Gathered extends VoucherTopic {
  readonly sums: Map<string, Sum>;
}

export function journalBook(context: EntryContext, groupBy: VoucherSettings['groupBy']): JournalBook {
  const gathered = new Map<string, Gathered>();
  return {
    post(fact): void {
      const { kind, about, postings } = entryOf(fact, context);
      const on = groupBy === 'day' ? fact.on : lastOfMonth(fact.on);
      const topic = { kind, about, on, currency: fact.currency };
      const key = topicKey(topic);
      let own = gathered.get(key);
      if (!own) gathered.set(key, (own = { ...topic, sums: new Map() }));
      for (const posting of postings) take(own.sums, posting, fact);
    },
    drafts: () =>
      [...gathered.values()]
        .map(({ sums, ...topic }) => ({ ...topic, lines: linesOf([...sums.values()]) }))
        .filter((draft) => draft.lines.length > 0)
        .sort(byTopic),
  };
}

function lastOfMonth(day: Day): Day {
  return dayInMonth(day, 0, 31);
}

/** What tells a voucher's topic from every other; of a day, adjustments of closed months come last. */
export function topicKey({ kind, about, on, currency, of = '' as Day }: VoucherTopic): string {
  return `${on}\n${of}\n${String(VOUCHER_KINDS.indexOf(kind satisfies VoucherKind)).padStart(2, '0')}\n${about}\n${currency satisfies Currency}`;
}

export function byTopic(left: VoucherTopic, right: VoucherTopic): number {
  const one = topicKey(left);
  const other = topicKey(right);
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** What tells a voucher's line from every other on the same side, whatever its account is called. */
export function lineKey(
  line: Pick<VoucherLine, 'customer' | 'platform'> & { readonly account: LedgerAccount },
): string {
  const { account, customer = '', platform = '' } = line;
  return `${account.role}\n${account.ref ?? ''}\n${platform}\n${customer}`;
}

function take(sums: Map<string, Sum>, posting: Posting, { place, places = [] }: BookFact): void {
  const key = `${posting.side}\n${lineKey(posting)}`;
  const own = sums.get(key);
  if (own) own.amount = plus(own.amount, posting.amount);
  else sums.set(key, { posting, amount: posting.amount, sources: sourceBook() });
  for (const one of [place, ...places]) sums.get(key)?.sources.add(one);
}

function linesOf(sums: readonly Sum[]): readonly VoucherLine[] {
  return sums
    .map((sum): VoucherLine => ({
      ...sidesOf(sum, sums),
      ...auxOf(sum.posting),
      account: sum.posting.account,
      sources: sum.sources.runs(),
    }))
    .filter((line) => line.debit !== 0 || line.credit !== 0)
    .sort(byLine);
}

/** Money in transit that came and went under one voucher leaves no line: wallet and bank stand against each other. */
function sidesOf({ posting, amount }: Sum, sums: readonly Sum[]): Pick<VoucherLine, 'debit' | 'credit'> {
  const left =
    posting.account.role === 'transit' ? minor(Math.max(0, minus(amount, otherSide(posting, sums)))) : amount;
  return posting.side === 'debit' ? { debit: left, credit: ZERO } : { debit: ZERO, credit: left };
}

function otherSide(posting: Posting, sums: readonly Sum[]): Minor {
  const twin = sums.find((sum) => sum.posting.side !== posting.side && lineKey(sum.posting) === lineKey(posting));
  return twin?.amount ?? ZERO;
}

function auxOf({ customer, platform }: Posting): Pick<VoucherLine, 'customer' | 'platform'> {
  return { ...(customer === undefined ? {} : { customer }), ...(platform === undefined ? {} : { platform }) };
}

/** Debits first, then by code and whose it is. */
export function byLine(left: VoucherLine, right: VoucherLine): number {
  const one = orderOf(left);
  const other = orderOf(right);
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function orderOf(line: VoucherLine): string {
  return `${line.debit === 0 ? 1 : 0}\n${line.account.code}\n${lineKey(line)}`;
}
