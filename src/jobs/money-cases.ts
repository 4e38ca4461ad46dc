import type { AmbiguousCase, BankCase, BatchCase, MoneyCase, PayoutCase, ReceivableCase } from '../model/case.ts';
import { addDays, dayOf, daysBetween, type Day } from '../model/day.ts';
import { minus, plus, ZERO } from '../model/money.ts';
import type { OpenBankLine } from '../model/match.ts';
import type { Database } from '../store/database.ts';
import { loadAmbiguities, loadMembers, loadPlaces, type GroupMember } from '../store/read/groups.ts';
import { loadBankLines, loadBatches } from '../store/read/open-items.ts';
import { loadReceivables } from '../store/read/receivables.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import type { CaseOptions } from './order-cases.ts';
import { loadWallets, type WalletWorld } from './payout-worlds.ts';
import { isReceivable, receivableDue } from './receivable-book.ts';

type Places = ReadonlyMap<number, { readonly file: string; readonly line: number }>;

/** Everything between wallet, bank and customers as it stands on a day: rows and groups later than it don't exist. */
interface Standing {
  readonly members: readonly GroupMember[];
  readonly byItem: ReadonlyMap<string, GroupMember>;
  readonly wallets: readonly WalletWorld[];
  readonly bankLines: readonly OpenBankLine[];
  readonly accounts: ReadonlyMap<number, StoredAccount>;
  readonly payoutPlaces: Places;
  readonly bankPlaces: Places;
  /** Items of ambiguities that exist by then, `line 12` or `bank 7`. */
  readonly ambiguous: ReadonlySet<string>;
}

/** Payouts, batches, bank lines, ambiguities and receivables, as cases for the findings. */
export async function moneyCases(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CaseOptions,
): Promise<readonly MoneyCase[]> {
  const next = addDays(options.asOf, 1);
  const members = await loadMembers(db, next);
  const wallets = await loadWallets(db, accounts, { ...options, before: next });
  const bankLines = (await loadBankLines(db)).filter((line) => dayOf(line.bookedAt) < next);
  const [payoutPlaces, bankPlaces] = [await loadPlaces(db, 'payout'), await loadPlaces(db, 'bank')];
  const base: Omit<Standing, 'ambiguous'> = {
    members,
    byItem: new Map(
      members.map((member) => [`${member.item} ${member.item === 'batch' ? member.ref : member.itemId}`, member]),
    ),
    wallets,
    bankLines,
    accounts: new Map(accounts.map((account) => [account.id, account])),
    payoutPlaces,
    bankPlaces,
  };
  const ambiguities = ambiguousCases(await loadAmbiguities(db), base);
  const standing = { ...base, ambiguous: ambiguities.items };
  return [
    ...payoutCases(standing),
    ...dayCases(standing),
    ...batchCases(await loadBatches(db, next), standing),
    ...bankCases(standing),
    ...ambiguities.cases,
    ...(await receivableCases(db, members, options)),
  ];
}

function payoutCases(standing: Standing): readonly PayoutCase[] {
  return standing.wallets.flatMap(({ account, payouts, terms }) =>
    payouts.map(({ payout, dueOn, lastOn }): PayoutCase => {
      const own = standing.byItem.get(payout.item === 'line' ? `line ${payout.id}` : `batch ${payout.ref}`);
      const group =
        own && own.leg !== 'settlement-payout'
          ? own
          : memberOf(standing, payout.item === 'line' ? 'line' : 'batch', payout);
      const bank =
        group && standing.members.find((member) => member.groupId === group.groupId && member.item === 'bank');
      const line = bank && standing.bankLines.find((one) => one.id === bank.itemId);
      return {
        kind: 'payout',
        state: stateOf(group?.leg, standing.ambiguous.has(`line ${payout.id}`)),
        account: account.ref,
        ref: payout.ref,
        day: dayOf(payout.occurredAt),
        amount: payout.amount,
        currency: payout.currency,
        ...(terms.paysOut === undefined ? {} : { dueOn, lastOn, rule: terms.paysOut.text }),
        ...(payout.batchNo === undefined ? {} : { batchNo: payout.batchNo }),
        ...(bank === undefined ? {} : { bankAmount: bank.amount, bankRef: line?.reference ?? bank.ref }),
        ...(line === undefined ? {} : { bankDay: dayOf(line.bookedAt) }),
        ...placeOf(standing.payoutPlaces, payout.id),
      };
    }),
  );
}

/** A payout row may stand in two groups: with its batch's lines, and with the bank. The bank's is meant here. */
function memberOf(
  standing: Standing,
  item: string,
  payout: { readonly id: number; readonly ref: string },
): GroupMember | undefined {
  return standing.members.find(
    (member) =>
      member.leg !== 'settlement-payout' &&
      member.item === item &&
      (item === 'batch' ? member.ref === payout.ref : member.itemId === payout.id),
  );
}

function stateOf(leg: string | undefined, isAmbiguous: boolean): PayoutCase['state'] {
  if (leg === 'payout-return') return 'returned';
  if (leg !== undefined) return 'matched';
  return isAmbiguous ? 'ambiguous' : 'open';
}

function placeOf(places: Places, id: number): { readonly place?: { readonly file: string; readonly line: number } } {
  const place = places.get(id);
  return place === undefined ? {} : { place };
}

/** Whole days of platforms that pay by days. */
function dayCases(standing: Standing): readonly PayoutCase[] {
  return standing.wallets.flatMap(({ account, days, terms }) =>
    days.map((day): PayoutCase => {
      const ref = `day:${account.ref}/${day.day}`;
      const group = standing.byItem.get(`batch ${ref}`);
      return {
        kind: 'payout',
        state: group ? 'matched' : 'open',
        account: account.ref,
        ref,
        day: day.day,
        dueOn: day.dueOn,
        lastOn: day.lastOn,
        amount: day.net,
        currency: day.currency,
        ...(terms.paysOut === undefined ? {} : { rule: terms.paysOut.text }),
      };
    }),
  );
}

function batchCases(batches: Awaited<ReturnType<typeof loadBatches>>, standing: Standing): readonly BatchCase[] {
  return batches.flatMap((batch) => {
    const { payoutId, paid } = batch;
    if (payoutId === undefined || paid === undefined) return [];
    return [
      {
        kind: 'batch' as const,
        account: standing.accounts.get(batch.accountId)?.ref ?? '',
        batchNo: batch.batchNo,
        lines: batch.lines,
        net: batch.net,
        paid,
        currency: batch.currency,
        day: batch.lastOn,
        ...placeOf(standing.payoutPlaces, payoutId),
      },
    ];
  });
}

function bankCases(standing: Standing): readonly BankCase[] {
  return standing.bankLines
    .filter((line) => !standing.byItem.has(`bank ${line.id}`))
    .map((line) => ({
      kind: 'bank',
      account: standing.accounts.get(line.accountId)?.ref ?? '',
      ref: line.ref,
      day: dayOf(line.bookedAt),
      amount: line.amount,
      currency: line.currency,
      place: standing.bankPlaces.get(line.id) ?? { file: '', line: 0 },
      isAmbiguous: standing.ambiguous.has(`bank ${line.id}`),
      ...(line.reference === undefined ? {} : { reference: line.reference }),
      ...(line.counterparty === undefined ? {} : { counterparty: line.counterparty }),
      ...(line.memo === undefined ? {} : { memo: line.memo }),
    }));
}

interface AmbiguityRow {
  readonly id: string;
  readonly item: string;
  readonly itemId: number;
}

/** Ambiguities all of whose rows exist by the day asked for. */
function ambiguousCases(
  rows: readonly AmbiguityRow[],
  standing: Omit<Standing, 'ambiguous'>,
): { readonly cases: readonly AmbiguousCase[]; readonly items: ReadonlySet<string> } {
  const payouts = new Map(
    standing.wallets.flatMap((wallet) =>
      wallet.payouts.map((one) => [one.payout.id, { ...one.payout, account: wallet.account.ref }]),
    ),
  );
  const credits = new Map(standing.bankLines.map((line) => [line.id, line]));
  const cases: AmbiguousCase[] = [];
  const items = new Set<string>();
  for (const id of new Set(rows.map((row) => row.id))) {
    const own = rows.filter((row) => row.id === id);
    const lines = own.filter((row) => row.item === 'line');
    const someone = lines.flatMap((row) => payouts.get(row.itemId) ?? []);
    const some = own.filter((row) => row.item === 'bank').flatMap((row) => credits.get(row.itemId) ?? []);
    const [first] = someone;
    if (!first || someone.length + some.length < own.length) continue;
    const days: readonly Day[] = [
      ...someone.map((one) => dayOf(one.occurredAt)),
      ...some.map((one) => dayOf(one.bookedAt)),
    ];
    for (const row of own) items.add(`${row.item} ${row.itemId}`);
    cases.push({
      kind: 'ambiguous',
      account: first.account,
      amount: first.amount,
      currency: first.currency,
      day: days.reduce((last, day) => (day > last ? day : last)),
      payouts: [...someone].sort(byRef).map((one) => ({
        ref: one.ref,
        ...(one.batchNo === undefined ? {} : { batchNo: one.batchNo }),
        ...placeOf(standing.payoutPlaces, one.id),
      })),
      credits: [...some].sort(byRef).map((one) => ({
        ref: one.ref,
        place: standing.bankPlaces.get(one.id) ?? { file: '', line: 0 },
        ...(one.reference === undefined ? {} : { reference: one.reference }),
      })),
    });
  }
  return { cases, items };
}

function byRef(left: { readonly ref: string }, right: { readonly ref: string }): number {
  if (left.ref === right.ref) return 0;
  return left.ref < right.ref ? -1 : 1;
}

/** What customers owe as of the day, with what was applied by then. */
export async function receivableCases(
  db: Database,
  members: readonly GroupMember[],
  { settings, calendar, asOf }: CaseOptions,
): Promise<readonly ReceivableCase[]> {
  const rows = (await loadReceivables(db)).filter((row) => isReceivable(row) && row.openedOn <= asOf);
  return rows.map((row) => {
    const applied = members.filter(
      (member) => member.item === row.item && member.itemId === row.id && member.leg === 'receipt-receivable',
    );
    const paid = applied.reduce((sum, member) => plus(sum, member.amount), ZERO);
    const dueOn = receivableDue(row, settings, calendar);
    return {
      kind: 'receivable',
      ref: row.ref,
      customer: row.customer,
      dueOn,
      original: row.amount,
      paid,
      open: minus(row.amount, paid),
      daysOverdue: Math.max(0, daysBetween(dueOn, asOf)),
      currency: row.currency,
      place: row.place,
      ...(row.item === 'order' ? { orderNo: row.number } : { invoiceNo: row.number }),
    };
  });
}
