import type { PayoutCase } from '../model/case.ts';
import { addDays, dayOf, type Day, type Moment } from '../model/day.ts';
import { minor, plus, ZERO, type Minor } from '../model/money.ts';
import { byKey } from './columns.ts';
import type { DayBook, LineSums } from './cycle-days.ts';
import { joined, loadLineSums, loadPaidDays, type PaidDay, type PaidOf, type SumsOf } from './cycle-lines.ts';
import type { ReportContext } from './report.ts';

/** What the bank shows for a group of payouts. */
export interface BankAnswer {
  readonly credits: number;
  readonly amount: Minor;
  /** Of the last credit. */
  readonly day: Day;
  /** Amount the group should have brought, and of how many payouts. */
  readonly expected: Minor;
  readonly payouts: number;
  /** Actual − expected, after what the platform keeps for the transfer. */
  readonly difference: Minor;
}

/** One payout, batch, or run of whole days that the bank paid at once. */
export interface CyclePayout {
  readonly payout: PayoutCase;
  readonly amount: Minor;
  /** First and last day it pays. */
  readonly from?: Day;
  readonly to?: Day;
  /** The payout's own row, where the statement has one. */
  readonly paidOn?: Day;
  readonly sums?: LineSums;
  /** When customers paid what it pays. */
  readonly paid: readonly PaidDay[];
  readonly bank?: BankAnswer;
}

/** Every payout as of the day, with the lines it pays (where asked for) and what came of it; by account, day and ref. */
export async function loadCyclePayouts(
  context: ReportContext,
  { days, withSums }: CycleOptions,
): Promise<readonly CyclePayout[]> {
  const payouts = (await context.money()).flatMap((one) => (one.kind === 'payout' ? [one] : []));
  const behind = { days, hasDays: payouts.some(isDay), hasOthers: !payouts.every(isDay) };
  const sumsOf: SumsOf = withSums ? await loadLineSums(context, behind) : () => undefined;
  const paidOf = await loadPaidDays(context, behind);
  const answers = await loadBankAnswers(context);
  const runs = new Map<string, PayoutCase[]>();
  for (const payout of [...payouts].sort(byKey((one) => [one.account, one.day, one.ref].join('\n')))) {
    const answer = answers.get(`${payout.account}\n${payout.ref}`);
    const key =
      isDay(payout) && answer !== undefined ? answer.group : `${payout.account}\n${payout.ref}\n${payout.currency}`;
    runs.set(key, [...(runs.get(key) ?? []), payout]);
  }
  return [...runs.values()].flatMap((run) => {
    const last = run.at(-1);
    return last ? [cyclePayout(run, last, { sumsOf, paidOf, bank: answers.get(`${last.account}\n${last.ref}`) })] : [];
  });
}

/** What cycles are made of beside the payouts. */
export interface CycleOptions {
  /** The account's lines, gathered. */
  readonly days: DayBook;
  /** Whether what lies behind each payout is summed up. */
  readonly withSums: boolean;
}

function isDay(payout: PayoutCase): boolean {
  return payout.ref.startsWith('day:');
}

interface Found {
  readonly sumsOf: SumsOf;
  readonly paidOf: PaidOf;
  readonly bank: BankAnswer | undefined;
}

function cyclePayout(run: readonly PayoutCase[], last: PayoutCase, { sumsOf, paidOf, bank }: Found): CyclePayout {
  const sums = joined(run.flatMap((one) => sumsOf(one.account, one.ref, one.currency) ?? []));
  const [first = last] = run;
  const span = isDay(last) ? { from: first.day, to: last.day } : sums;
  return {
    payout: last,
    amount: plus(ZERO, ...run.map((one) => one.amount)),
    ...(span === undefined ? {} : { from: span.from, to: span.to }),
    ...(last.place === undefined ? {} : { paidOn: last.day }),
    ...(sums === undefined ? {} : { sums }),
    paid: run.flatMap((one) => paidOf(one.account, one.ref, one.currency)),
    ...(bank === undefined || last.state === 'returned' ? {} : { bank }),
  };
}

interface MemberRow {
  readonly id: string;
  readonly account: string;
  readonly difference_minor: number;
  readonly item: string;
  readonly side: string;
  readonly ref: string;
  readonly amount_minor: number;
  readonly booked_at: Moment | null;
}

/** The groups between payouts and the bank that exist by the day, by account and payout. */
async function loadBankAnswers(
  context: ReportContext,
): Promise<ReadonlyMap<string, BankAnswer & { readonly group: string }>> {
  const rows = await context.db.all<MemberRow>(
    `SELECT g.id, g.account, g.difference_minor, m.item, m.side, m.ref, m.amount_minor, b.booked_at
     FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     LEFT JOIN v_bank b ON m.item = 'bank' AND b.id = m.item_id
     WHERE g.leg IN ('payout-bank', 'settlement-bank') AND g.state <> 'suggested' AND g.matched_on < :next
     ORDER BY g.id, m.ref`,
    { next: addDays(context.asOf, 1) },
  );
  const groups = new Map<string, MemberRow[]>();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return new Map(
    [...groups].flatMap(([group, members]) => {
      const answer = bankAnswer(members);
      const own = members.filter((member) => member.item !== 'bank');
      return answer ? own.map((member) => [`${member.account}\n${member.ref}`, { ...answer, group }] as const) : [];
    }),
  );
}

function bankAnswer(members: readonly MemberRow[]): BankAnswer | undefined {
  const credits = members.filter((member) => member.item === 'bank');
  const days = credits.flatMap((member) => (member.booked_at === null ? [] : [dayOf(member.booked_at)])).sort();
  const day = days.at(-1);
  const payouts = members.filter((member) => member.item !== 'bank');
  if (day === undefined) return undefined;
  return {
    credits: credits.length,
    amount: sum(credits),
    day,
    expected: sum(payouts),
    payouts: payouts.length,
    difference: minor(members[0]?.difference_minor ?? 0),
  };
}

function sum(members: readonly MemberRow[]): Minor {
  return plus(...members.map((member) => minor(member.amount_minor)));
}
