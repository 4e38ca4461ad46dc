import type { PayoutCase } from '../../model/case.ts';
import { dayOf } from '../../model/day.ts';
import type { Words } from '../../model/words.ts';
import type { ReportContext } from '../report.ts';
import { payoutCandidates } from './candidates.ts';
import { arrivals } from './group.ts';
import { loadGroupsOf, loadLines, type LineRow } from './rows.ts';
import { suggestionSteps } from './suggestions.ts';
import { amountText, joined, say, type Step } from './step.ts';

/** A payout row and where its money went. */
export async function payoutSteps(context: ReportContext, line: LineRow): Promise<readonly Step[]> {
  const ref = refOf(line);
  const own: Step = {
    step: line.kind === 'payout-return' ? 'returned' : 'payout',
    date: line.occurred_at,
    ref,
    amount: -line.gross,
    currency: line.currency,
    file: line.file,
    line: line.line,
    text: joined(say(`paid out by ${line.account}`, `${line.account} 打款`), balanceAfter(line)),
  };
  return [own, ...(await afterPayout(context, { kind: 'line', id: line.id, ref }))];
}

/** The wallet's balance after a row, where the row says it. */
export function balanceAfter(line: LineRow): Words | undefined {
  if (line.balance === null) return undefined;
  const balance = amountText(line.balance, line.currency);
  return say(`balance after it ${balance}`, `其后余额 ${balance}`);
}

function refOf(line: LineRow): string {
  return line.batch_no === null ? `${line.file}:${line.line}` : `batch:${line.batch_no}`;
}

interface PayoutItem {
  readonly kind: 'line' | 'batch';
  readonly id: number;
  readonly ref: string;
}

/** The bank's side of a payout, batch or whole day; where it is open, when it is due and what was tried. */
async function afterPayout(context: ReportContext, item: PayoutItem): Promise<readonly Step[]> {
  const groups = await loadGroupsOf(context, item);
  const steps: Step[] = [];
  for (const group of groups) steps.push(...(await arrivals(context, group)));
  if (steps.length > 0) return steps;
  const [group] = groups;
  if (group) {
    return [
      {
        step: 'returned',
        date: group.matched_on,
        ref: group.id,
        text: say('came back to the wallet', '已退回平台余额'),
      },
    ];
  }
  const open = (await context.money()).find((one): one is PayoutCase => one.kind === 'payout' && one.ref === item.ref);
  if (!open || open.amount <= 0) return [];
  return [
    dueStep(open, context),
    ...(await suggestionSteps(context, item)),
    ...(await payoutCandidates(context, open)),
  ];
}

function dueStep(payout: PayoutCase, { asOf }: ReportContext): Step {
  const { dueOn, lastOn, ref } = payout;
  if (dueOn === undefined || lastOn === undefined)
    return { step: 'due', ref, text: say('no rule says when it is due', '未设定到账规则') };
  const isLate = asOf > lastOn;
  return {
    step: 'due',
    date: dueOn,
    ref,
    amount: payout.amount,
    currency: payout.currency,
    text: isLate
      ? say(
          `due ${dueOn}, last day ${lastOn}: overdue as of ${asOf}`,
          `应于 ${dueOn} 到账，宽限至 ${lastOn}，截至 ${asOf} 逾期`,
        )
      : say(`in transit: due ${dueOn}, last day ${lastOn}`, `在途：应于 ${dueOn} 到账，宽限至 ${lastOn}`),
  };
}

/** The payout that carried a wallet line: its batch's, its whole day's, else the first one of the wallet after it. */
export async function carriedBy(context: ReportContext, line: LineRow): Promise<readonly Step[]> {
  if (line.batch_no !== null) return batchSteps(context, line.account, line.batch_no);
  const payouts = await loadLines(
    context,
    `a.ref = :account AND l.currency = :currency AND l.kind = 'payout' AND l.bill <> 'trade' AND l.occurred_at >= :from`,
    { account: line.account, currency: line.currency, from: line.occurred_at },
    1,
  );
  const [payout] = payouts;
  if (payout) return payoutSteps(context, payout);
  const day = dayOf(line.occurred_at);
  const whole = await afterPayout(context, { kind: 'batch', id: 0, ref: `day:${line.account}/${day}` });
  if (whole.length > 0) return whole;
  return [
    {
      step: 'payout',
      ref: line.account,
      text: say(
        `still in the wallet of ${line.account} as of ${context.asOf}`,
        `截至 ${context.asOf} 仍在 ${line.account} 余额中`,
      ),
    },
  ];
}

/** A batch: what its lines come to, the payout row that names it, and the bank. */
export async function batchSteps(
  context: ReportContext,
  account: string | undefined,
  batchNo: string,
): Promise<readonly Step[]> {
  const lines = await loadLines(
    context,
    'l.batch_no = :batchNo AND (:account IS NULL OR a.ref = :account)',
    { batchNo, account: account ?? null },
    100_000,
  );
  const isPayout = (line: LineRow): boolean => line.kind === 'payout' || line.kind === 'payout-return';
  const others = lines.filter((line) => !isPayout(line));
  const [first] = others;
  const steps: Step[] = [];
  if (first) {
    const net = others.reduce((sum, line) => sum + line.net, 0);
    steps.push({
      step: 'batch',
      date: others.at(-1)?.occurred_at,
      ref: `batch:${batchNo}`,
      amount: net,
      currency: first.currency,
      file: first.file,
      line: first.line,
      text: say(
        `${others.length} lines of ${first.account}, first one here`,
        `${first.account} 明细 ${others.length} 笔，首笔所在行`,
      ),
    });
  }
  const payouts = lines.filter(isPayout);
  for (const payout of payouts) steps.push(...(await payoutSteps(context, payout)));
  if (payouts.length === 0 && first)
    steps.push(...(await afterPayout(context, { kind: 'batch', id: 0, ref: `batch:${batchNo}` })));
  return steps;
}
