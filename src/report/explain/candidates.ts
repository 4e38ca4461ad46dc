import type { BankCase, PayoutCase } from '../../model/case.ts';
import type { ReceivableCase } from '../../model/receivable-case.ts';
import { dayOf, daysBetween, type Day } from '../../model/day.ts';
import { Decimal } from '../../model/money.ts';
import type { AccountSettings, BookSettings } from '../../model/settings.ts';
import type { Words } from '../../model/words.ts';
import { speaksOf } from '../../settlement/index.ts';
import { isMatchDue } from '../../store/read/match-runs.ts';
import { byKey } from '../columns.ts';
import type { ReportContext } from '../report.ts';
import { keptApart } from './decided.ts';
import { loadBankRows, loadGroupsOf, type BankRow } from './rows.ts';
import { amountText, say, type Step } from './step.ts';

/** How many of the nearest are shown. */
const SHOWN = 3;

/** A payout and a bank line side by side. */
interface Pair {
  readonly payout: PayoutCase;
  readonly line: Pick<BankRow, 'account' | 'booked_at' | 'amount' | 'currency' | 'counterparty' | 'memo'>;
}

/** The first check that keeps the two apart, in words; undefined when none does. */
function firstFailure({ payout, line }: Pair, settings: BookSettings): Words | undefined {
  return (
    currencyFailure(payout, line) ??
    directionFailure(line) ??
    accountFailure(payout, line) ??
    amountFailure(payout, line, settings) ??
    windowFailure(payout, line, settings) ??
    wordsFailure(payout, line, settings)
  );
}

/** What keeps a payout and a bank line apart: the first check that fails, else a person. */
async function keeperOf({ db, settings }: ReportContext): Promise<(pair: WholePair) => Words | undefined> {
  const apart = await keptApart(db);
  return (pair) => firstFailure(pair, settings) ?? apart(pair.payout.ref, bankStep(pair.line).ref ?? '');
}

interface WholePair {
  readonly payout: PayoutCase;
  readonly line: BankRow;
}

function currencyFailure(payout: PayoutCase, line: Pair['line']): Words | undefined {
  if (line.currency === payout.currency) return undefined;
  return say(`currency: ${line.currency}, not ${payout.currency}`, `币种：${line.currency}，应为 ${payout.currency}`);
}

function directionFailure(line: Pair['line']): Words | undefined {
  return line.amount > 0 ? undefined : say('direction: money out of the bank', '方向：银行付款');
}

function accountFailure({ to }: PayoutCase, line: Pair['line']): Words | undefined {
  if (to === undefined || to === line.account) return undefined;
  return say(`account: ${line.account}, paid to ${to}`, `账户：${line.account}，应打款至 ${to}`);
}

function amountFailure(payout: PayoutCase, line: Pair['line'], { tolerance }: BookSettings): Words | undefined {
  const apart = Math.abs(line.amount - payout.amount);
  const share = new Decimal(payout.amount).times(tolerance.payoutShare);
  if (apart <= tolerance.payoutAmount || share.greaterThanOrEqualTo(apart)) return undefined;
  const text = amountText(line.amount - payout.amount, payout.currency);
  return say(`amount: differs by ${text}, more than the tolerance`, `金额：相差 ${text}，超出容差`);
}

/** An equal amount is looked for some days after its grace; a near one only within it. */
function windowFailure(payout: PayoutCase, line: Pair['line'], { match }: BookSettings): Words | undefined {
  const booked: Day = dayOf(line.booked_at);
  const last = payout.lastOn ?? payout.day;
  if (booked < payout.day) return say(`window: booked ${booked}, before the payout`, `期限：${booked} 入账，早于打款`);
  const isLookedFor = line.amount === payout.amount && daysBetween(last, booked) <= match.lateDays;
  if (booked <= last || isLookedFor) return undefined;
  return say(`window: booked ${booked}, due by ${last}`, `期限：${booked} 入账，应于 ${last} 前到账`);
}

function wordsFailure(payout: PayoutCase, line: Pair['line'], settings: BookSettings): Words | undefined {
  const account = settings.accounts.find((one) => one.id === payout.account);
  const platform = account?.platform;
  const text = `${line.counterparty ?? ''} ${line.memo ?? ''}`.trim();
  if (account === undefined || platform === undefined || text === '' || names(account, line)) return undefined;
  return say(`words: «${text}» doesn't name ${platform}`, `摘要：“${text}”未提及 ${platform}`);
}

/** By the patterns of settle.yaml where it gives any, else by the platform's usual words. */
function names({ platform = '', bankLines }: AccountSettings, line: Pair['line']): boolean {
  const { counterparty, memo } = line;
  if (bankLines === undefined) return speaksOf(platform, `${counterparty ?? ''} ${memo ?? ''}`);
  return bankLines.counterparty?.test(counterparty ?? '') === true || bankLines.memo?.test(memo ?? '') === true;
}

/** Nearest first: by amount, then by days. */
function distanceKey(apart: number, days: number): string {
  return `${String(apart).padStart(16, '0')} ${String(Math.abs(days)).padStart(6, '0')}`;
}

/** Why an open payout has no bank line: the nearest ones, and the first check each of them failed. */
export async function payoutCandidates(context: ReportContext, payout: PayoutCase): Promise<readonly Step[]> {
  const lines = await loadBankRows(context, 'b.amount_minor > 0', {});
  const near = [...lines]
    .sort(
      byKey(
        (line) =>
          `${distanceKey(Math.abs(line.amount - payout.amount), daysBetween(payout.day, dayOf(line.booked_at)))} ${line.file}:${line.line}`,
      ),
    )
    .slice(0, SHOWN);
  const kept = await keeperOf(context);
  const isDue = await isMatchDue(context.db);
  const steps: Step[] = [triedStep(payout)];
  for (const line of near) {
    const [group] = await loadGroupsOf(context, { kind: 'bank', id: line.id, ref: '' });
    const failure = kept({ payout, line }) ?? rivalWords(group?.id, isDue);
    steps.push({ ...bankStep(line), step: 'candidate', text: failure });
  }
  return steps;
}

function rivalWords(group: string | undefined, isDue: boolean): Words {
  if (group !== undefined) return say(`rival: taken by group ${group}`, `候选：已归入匹配组 ${group}`);
  if (isDue) return say('not tried yet: run settle match', '尚未勾对：请运行 settle match');
  return say('rival: other candidates are as good, so none is taken', '候选：另有同等候选，故未采用');
}

function triedStep(payout: PayoutCase): Step {
  const last = payout.lastOn ?? payout.day;
  return {
    step: 'tried',
    ref: payout.ref,
    text: say(
      `looked for ${amountText(payout.amount, payout.currency)} at the bank from ${payout.day} to ${last}: by number, by amount in the window, by amount late, by near amount`,
      `在银行流水中查找 ${payout.day} 至 ${last} 的 ${amountText(payout.amount, payout.currency)}：依次按单号、期内同额、迟到同额、近似金额`,
    ),
  };
}

export function bankStep(line: BankRow): Step {
  const words = [line.counterparty, line.memo].filter((text) => text !== null && text !== '').join(' ');
  return {
    step: 'bank',
    date: line.booked_at,
    ref: line.reference === null ? `${line.file}:${line.line}` : `bank:${line.account}/${line.reference}`,
    amount: line.amount,
    currency: line.currency,
    file: line.file,
    line: line.line,
    text: say(`${line.account}: ${words}`, `${line.account}：${words}`),
  };
}

/** Why an open bank line has no counterpart: the nearest open payouts and receivables, and what kept each apart. */
export async function bankCandidates(context: ReportContext, line: BankRow): Promise<readonly Step[]> {
  const cases = await context.money();
  const kept = await keeperOf(context);
  const payouts = cases.filter(
    (one): one is PayoutCase =>
      one.kind === 'payout' && one.amount > 0 && (one.state === 'open' || one.state === 'ambiguous'),
  );
  const owed = cases.filter((one): one is ReceivableCase => one.kind === 'receivable' && one.open > 0);
  const open = cases.find(
    (one): one is BankCase => one.kind === 'bank' && one.place.file === line.file && one.place.line === line.line,
  );
  const nearest = [...payouts]
    .sort(
      byKey(
        (one) =>
          `${distanceKey(Math.abs(line.amount - one.amount), daysBetween(one.day, dayOf(line.booked_at)))} ${one.ref}`,
      ),
    )
    .slice(0, SHOWN);
  const isDue = await isMatchDue(context.db);
  const customers = [...owed]
    .sort(byKey((one) => `${distanceKey(Math.abs(line.amount - one.open), 0)} ${one.ref}`))
    .slice(0, line.amount > 0 ? SHOWN : 0);
  const what =
    line.amount > 0
      ? say(
          'looked for a payout by number, amount and window, and for an order or invoice named in its words',
          '依次按单号、金额与期限查找打款，并在摘要中查找订单号、发票号',
        )
      : say(
          'money out: looked for a payout that the bank sent back; nothing else is expected to leave the bank',
          '付款：查找银行退回的打款；账上没有其他应付款项',
        );
  return [
    { step: 'tried', ref: open?.ref, text: what },
    ...nearest.map((one): Step => ({
      step: 'candidate',
      date: one.day,
      ref: one.ref,
      amount: one.amount,
      currency: one.currency,
      file: one.place?.file,
      line: one.place?.line,
      text: kept({ payout: one, line }) ?? rivalWords(undefined, isDue),
    })),
    ...customers.map((one): Step => ({
      step: 'candidate',
      date: one.dueOn,
      ref: one.ref,
      amount: one.open,
      currency: one.currency,
      file: one.place.file,
      line: one.place.line,
      text: say(
        `number: the bank line doesn't name ${one.orderNo ?? one.invoiceNo ?? one.ref}`,
        `单号：银行摘要未载明 ${one.orderNo ?? one.invoiceNo ?? one.ref}`,
      ),
    })),
  ];
}
