import { dayOf, addDays, type Day } from '../model/day.ts';
import { yuan } from './fen.ts';
import type { WalletRow } from './wallet.ts';

/* Alipay's 账务明细 as downloaded by month: preamble, 16 columns that end with a tab, footer with sums (GB18030). */

const HEADER =
  '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,' +
  '业务类型,备注,业务描述,业务账单来源,业务基础订单号,业务订单号';
const RULE = '-----------------------------------------';
const LINE_END = '\r\n';

interface Range {
  readonly account: string;
  readonly from: Day;
  readonly to: Day;
}

/** 账务明细 of the days `from` to `to`, both included, as text. `rows` are all rows of the wallet, oldest first. */
export function alipayFundBill(rows: readonly WalletRow[], { account, from, to }: Range): string {
  const lines: string[] = [];
  const income = { count: 0, fen: 0 };
  const outgo = { count: 0, fen: 0 };
  rows.forEach((row, index) => {
    if (dayOf(row.at) < from || dayOf(row.at) > to) return;
    const side = row.amount > 0 ? income : outgo;
    side.count += 1;
    side.fen += row.amount;
    lines.push(
      cells(row, index + 1)
        .map((cell) => `${cell}\t`)
        .join(','),
    );
  });
  return [
    '#支付宝账务明细查询',
    `#账号：[${account}]`,
    `#起始日期：[${chineseDay(from)} 00:00:00]   终止日期：[${chineseDay(addDays(to, 1))} 00:00:00]`,
    `#${RULE}账务明细列表${RULE.slice(1)}`,
    HEADER,
    ...lines,
    `#${RULE}账务明细列表结束${RULE.slice(5)}`,
    `#支出合计：${String(outgo.count)}笔，共${yuan(outgo.fen)}元`,
    `#收入合计：${String(income.count)}笔，共${yuan(income.fen)}元`,
    `#导出时间：[${chineseDay(addDays(to, 1))} 09:00:00]`,
    '',
  ].join(LINE_END);
}

/** `serial` numbers the wallet's rows, whatever file they stand in. */
function cells(row: WalletRow, serial: number): readonly string[] {
  const { at, amount, balance } = row;
  const { no, orderNo, goods, type, memo } = words(row.cause);
  const flow = [amount > 0 ? yuan(amount) : '0.00', amount < 0 ? yuan(amount) : '0.00', yuan(balance)];
  const rowNo = `${dayOf(at).replaceAll('-', '')}${String(serial).padStart(14, '0')}`;
  return [rowNo, no, orderNo, goods, at, '', ...flow, '', type, memo, '', '', '', ''];
}

interface RowWords {
  readonly no: string;
  readonly orderNo: string;
  readonly goods: string;
  readonly type: string;
  readonly memo: string;
}

function words(cause: WalletRow['cause']): RowWords {
  switch (cause.kind) {
    case 'sale':
      return { no: cause.trade.tradeNo, orderNo: cause.trade.orderNo, goods: '商品', type: '在线支付', memo: '' };
    case 'fee':
      return {
        no: cause.trade.tradeNo,
        orderNo: cause.trade.orderNo,
        goods: '',
        type: '收费',
        memo: '支付服务费[0.6%]',
      };
    case 'refund': {
      const { tradeNo, orderNo, refundNo } = cause.refund;
      return { no: tradeNo, orderNo, goods: '商品', type: '交易退款', memo: `售后退款-${refundNo}` };
    }
    case 'fee-back':
      return {
        no: cause.refund.tradeNo,
        orderNo: cause.refund.orderNo,
        goods: '',
        type: '退款',
        memo: '支付服务费退回',
      };
    case 'payout':
      return { no: cause.batchNo, orderNo: '', goods: '余额提现', type: '提现', memo: '支付宝余额提现' };
    case 'payout-return':
      return { no: cause.batchNo, orderNo: '', goods: '', type: '提现', memo: '提现退票' };
    case 'movement':
      return { no: cause.movement.no, orderNo: '', goods: '', type: cause.movement.type, memo: cause.movement.memo };
  }
}

function chineseDay(day: Day): string {
  return `${day.slice(0, 4)}年${day.slice(5, 7)}月${day.slice(8, 10)}日`;
}
