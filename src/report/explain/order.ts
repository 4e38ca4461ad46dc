import type { OrderCase } from '../../model/case.ts';
import type { Moment } from '../../model/day.ts';
import type { Words } from '../../model/words.ts';
import type { ReportContext } from '../report.ts';
import { LINE_KIND_WORDS, ORDER_STATUS_WORDS } from '../words.ts';
import { findingLine } from './finding-line.ts';
import { arrivals } from './group.ts';
import { lateFeeSteps } from './late-fee.ts';
import { balanceAfter, carriedBy } from './payout.ts';
import { loadGroupsOf, loadInvoices, loadLines, loadOrders, type LineRow, type OrderRow } from './rows.ts';
import { amountText, joined, say, type Step, type StepName } from './step.ts';
import { passWords } from './words.ts';

/** The chain of an order (DOMAIN.md 5): ordered, paid, settled, in the wallet, paid out, at the bank; then its findings. */
export async function orderSteps(context: ReportContext, orderNo: string): Promise<readonly Step[]> {
  const orders = await loadOrders(context, 'o.order_no = :orderNo', { orderNo });
  const [order] = orders;
  const lines = await loadLines(
    context,
    order ? 'm.order_id = :id OR l.order_no = :orderNo' : 'l.order_no = :orderNo',
    {
      orderNo,
      ...(order ? { id: order.id } : {}),
    },
  );
  const own = lines.filter((line) => line.tie_pass === null);
  const steps: Step[] = orders.flatMap(bookSteps);
  for (const invoice of await loadInvoices(context, 'i.order_no = :orderNo', { orderNo })) {
    steps.push({
      step: 'invoiced',
      date: invoice.issued_on,
      ref: `invoice:${invoice.invoice_no}`,
      amount: invoice.total,
      currency: invoice.currency,
      file: invoice.file,
      line: invoice.line,
      text: say(`invoiced to ${invoice.customer}`, `开票给 ${invoice.customer}`),
    });
  }
  steps.push(...(await settledSteps(context, own)));
  const receipts = order ? await loadGroupsOf(context, { kind: 'order', id: order.id, ref: `order:${orderNo}` }) : [];
  for (const group of receipts) steps.push(...(await arrivals(context, group)));
  if (order && own.length === 0 && receipts.length === 0) steps.push(...(await unsettledSteps(context, order)));
  if (order) steps.push(...(await lateFeeSteps(context, `order:${orderNo}`, order.currency)));
  const findings = (await context.findings()).filter((one) => one.orderNo === orderNo);
  return [...steps, ...findings.map(findingLine)];
}

function bookSteps(order: OrderRow): readonly Step[] {
  const base = { ref: `order:${order.order_no}`, currency: order.currency, file: order.file, line: order.line };
  const moments: readonly (readonly [StepName, Moment | null])[] = [
    ['paid', order.paid_at],
    ['shipped', order.shipped_at],
    ['confirmed', order.confirmed_at],
  ];
  return [
    { ...base, step: 'ordered', date: order.ordered_at ?? undefined, amount: order.payable, text: soldTo(order) },
    ...moments.flatMap(([step, moment]): readonly Step[] =>
      moment === null ? [] : [{ ...base, step, date: moment, text: say('in the books', '账面记录') }],
    ),
  ];
}

/** Where and to whom, and how the order stands. */
function soldTo({ platform, shop, customer, status }: OrderRow): Words {
  const where = [platform, shop, customer].filter((part) => part !== null);
  const standing = status === null ? undefined : ORDER_STATUS_WORDS[status];
  return say(
    [...where, ...(standing ? [standing.en] : [])].join(', '),
    [...where, ...(standing ? [standing.zh] : [])].join('，'),
  );
}

/** Each line of the platform with the same money in the wallet, then what carried it to the bank, each payout once. */
async function settledSteps(context: ReportContext, lines: readonly LineRow[]): Promise<readonly Step[]> {
  const settled: Step[] = [];
  const chains = new Map<string, readonly Step[]>();
  for (const line of lines) {
    const tied = line.bill === 'trade' ? await loadLines(context, 't.trade_line_id = :id', { id: line.id }) : [];
    settled.push(settledStep(line), ...tied.map(balanceStep));
    const inWallet = line.bill === 'trade' ? tied.at(-1) : line;
    if (!inWallet || line.kind !== 'sale') continue;
    const chain = await carriedBy(context, inWallet);
    chains.set(chain.map((step) => `${step.step} ${step.ref ?? ''}`).join('\n'), chain);
  }
  return [...settled, ...[...chains.values()].flat()];
}

export function settledStep(line: LineRow): Step {
  const fee = line.fee === 0 ? undefined : amountText(line.fee, line.currency);
  const kind = LINE_KIND_WORDS[line.kind];
  return {
    step: 'settled',
    date: line.occurred_at,
    ref: line.trade_no === null ? `${line.file}:${line.line}` : `trade:${line.trade_no}`,
    amount: line.gross,
    currency: line.currency,
    file: line.file,
    line: line.line,
    text: joined(
      say(`${line.account}: ${kind.en}`, `${line.account}：${kind.zh}`),
      fee === undefined ? undefined : say(`fee ${fee}`, `手续费 ${fee}`),
      balanceAfter(line),
      line.pass === null ? say('matched to no order', '未勾对到订单') : passWords(line.pass),
    ),
  };
}

function balanceStep(line: LineRow): Step {
  const kind = LINE_KIND_WORDS[line.kind];
  return {
    step: 'balance',
    date: line.occurred_at,
    ref: line.trade_no === null ? `${line.file}:${line.line}` : `trade:${line.trade_no}`,
    amount: line.net,
    currency: line.currency,
    file: line.file,
    line: line.line,
    text: joined(
      say(`the same money in the fund bill (${kind.en})`, `资金账单中的同一笔（${kind.zh}）`),
      balanceAfter(line),
      line.tie_pass === null ? undefined : passWords(line.tie_pass),
    ),
  };
}

/** An order that nothing came for: when it is due, and what was tried. */
async function unsettledSteps(context: ReportContext, order: OrderRow): Promise<readonly Step[]> {
  const found = await caseOf(context, order.order_no);
  const steps: Step[] = [];
  const due = found?.lastOn ?? order.due_on ?? undefined;
  if (due !== undefined) {
    const isLate = context.asOf > due;
    steps.push({
      step: 'due',
      date: due,
      ref: `order:${order.order_no}`,
      amount: order.payable,
      currency: order.currency,
      text: isLate
        ? say(`due by ${due}: overdue as of ${context.asOf}`, `应于 ${due} 前到，截至 ${context.asOf} 逾期`)
        : say(`not due before ${due}`, `${due} 前未到期`),
    });
  }
  const isOnAccount = found?.isOnAccount === true || order.paid_at === null;
  const tried = isOnAccount
    ? say('no bank line or receipt names this order', '没有银行流水或收款记录载有该订单号')
    : joined(
        say('no settlement line carries this order number', '没有平台明细载有该订单号'),
        order.trade_no === null
          ? say('the order carries no trade number', '订单没有交易号')
          : say(`none carries trade number ${order.trade_no}`, `也没有载有交易号 ${order.trade_no} 的明细`),
      );
  return [...steps, { step: 'tried', ref: `order:${order.order_no}`, text: tried }];
}

async function caseOf(context: ReportContext, orderNo: string): Promise<OrderCase | undefined> {
  for await (const one of context.orders()) if (one.orderNo === orderNo) return one;
  return undefined;
}
