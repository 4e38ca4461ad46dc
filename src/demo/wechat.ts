import { dayOf, type Day } from '../model/day.ts';
import type { Draft, Refund, Trade } from './draft.ts';
import { yuan } from './fen.ts';
import type { WalletRow } from './wallet.ts';

/* WeChat Pay's daily bills as the merchant site hands them out (UTF-8 with BOM, a backtick before every value). */

const TRADE_HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
  '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
  '手续费,费率,订单金额,申请退款金额,费率备注';
const TRADE_TOTALS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const FUND_HEADER =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
const FUND_TOTALS = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';
const BOM = '\uFEFF';
const LINE_END = '\r\n';

/** What a trade bill sums up in its last two lines. */
export interface TradeBillSums {
  readonly rows: number;
  readonly gross: number;
  readonly refunded: number;
  readonly fee: number;
}

/** First line of a trade bill. */
export const TRADE_BILL_START = `${BOM}${TRADE_HEADER}`;

/** 交易账单 of one day, as text: rows by time, then the two lines of totals. */
export function wechatTradeBill(draft: Draft, day: Day): string {
  const { merchant } = draft.options.shop;
  const trades = draft.trades.filter((trade) => trade.wallet === 'wechat' && dayOf(trade.at) === day);
  const refunds = draft.refunds.filter((refund) => refund.wallet === 'wechat' && dayOf(refund.at) === day);
  const rows = [
    ...trades.map((trade) => ({ at: trade.at, line: saleLine(merchant, trade) })),
    ...refunds.map((refund) => ({ at: refund.at, line: refundLine(merchant, refund) })),
  ].sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at)));
  const sums: TradeBillSums = {
    rows: rows.length,
    gross: sum(trades, (trade) => trade.gross),
    refunded: sum(refunds, (refund) => refund.amount),
    fee: sum(trades, (trade) => trade.fee) - sum(refunds, (refund) => refund.feeBack),
  };
  return lines([TRADE_BILL_START, ...rows.map((row) => row.line), ...tradeBillTotals(sums)]);
}

/** The two lines that end a trade bill. */
export function tradeBillTotals({ rows, gross, refunded, fee }: TradeBillSums): readonly [string, string] {
  const totals = [String(rows), yuan(gross), yuan(refunded), '0.00', feeText(fee), yuan(gross), yuan(refunded)];
  return [TRADE_TOTALS, ticked(totals)];
}

/** 资金账单 of one day, as text. */
export function wechatFundBill(rows: readonly WalletRow[], day: Day): string {
  const ofDay = rows.filter((row) => dayOf(row.at) === day);
  const income = ofDay.filter((row) => row.amount > 0);
  const outgo = ofDay.filter((row) => row.amount < 0);
  const totals = [
    String(ofDay.length),
    String(income.length),
    yuan(sum(income, (row) => row.amount)),
    String(outgo.length),
    yuan(-sum(outgo, (row) => row.amount)),
  ];
  return lines([`${BOM}${FUND_HEADER}`, ...ofDay.map((row) => ticked(fundCells(row))), FUND_TOTALS, ticked(totals)]);
}

/** One SUCCESS row of a trade bill. */
export function saleLine(merchant: string, trade: Trade): string {
  const amount = yuan(trade.gross);
  const cells = [
    ...beforeState(merchant, trade),
    'SUCCESS',
    'OTHERS',
    'CNY',
    amount,
    '0.00',
    '',
    '',
    '0.00',
    '0.00',
    '',
    '',
  ];
  cells.push('商品', '', feeText(trade.fee), '0.60%', amount, '0.00', '');
  return ticked(cells);
}

/** One REFUND row of a trade bill. */
export function refundLine(merchant: string, refund: Refund): string {
  const amount = yuan(refund.amount);
  const numbers = [refund.platformRefundNo, refund.refundNo];
  const cells = [
    ...beforeState(merchant, refund),
    'REFUND',
    'OTHERS',
    'CNY',
    '0.00',
    '0.00',
    ...numbers,
    amount,
    '0.00',
  ];
  cells.push('ORIGINAL', 'SUCCESS', '商品', '', feeText(-refund.feeBack), '0.60%', '0.00', amount, '');
  return ticked(cells);
}

function beforeState(merchant: string, row: Trade | Refund): readonly string[] {
  const payer = `oUpF8${row.orderNo.slice(-10)}`;
  return [row.at, 'wx8888888888888888', merchant, '0', '', row.tradeNo, row.orderNo, payer, 'JSAPI'];
}

function fundCells({ at, amount, balance, cause }: WalletRow): readonly string[] {
  const flow = [amount > 0 ? '收入' : '支出', yuan(Math.abs(amount)), yuan(balance), 'system'];
  switch (cause.kind) {
    case 'sale':
    case 'fee': {
      const { tradeNo, orderNo } = cause.trade;
      return [at, tradeNo, tradeNo, '交易', cause.kind === 'sale' ? '交易' : '扣除交易手续费', ...flow, '', orderNo];
    }
    case 'refund':
    case 'fee-back': {
      const { platformRefundNo, tradeNo, refundNo, amount: refunded, feeBack } = cause.refund;
      const note = `退款总金额${yuan(refunded)}元;含手续费${yuan(feeBack)}元`;
      return [at, platformRefundNo, tradeNo, '退款', '退款', ...flow, note, refundNo];
    }
    case 'payout':
      return [at, cause.batchNo, cause.batchNo, '提现', '提现', ...flow, '', cause.batchNo];
    case 'payout-return':
      return [at, cause.batchNo, cause.batchNo, '提现', '提现退票', ...flow, '银行退回', cause.batchNo];
    case 'movement':
      return [
        at,
        cause.movement.no,
        cause.movement.no,
        cause.movement.type,
        cause.movement.type,
        ...flow,
        cause.movement.memo,
        '',
      ];
  }
}

/** Fees have five decimals in the trade bill. */
function feeText(fen: number): string {
  return `${yuan(fen)}000`;
}

function ticked(cells: readonly string[]): string {
  return cells.map((cell) => `\`${cell}`).join(',');
}

function lines(texts: readonly string[]): string {
  return texts.join(LINE_END) + LINE_END;
}

function sum<T>(rows: readonly T[], amount: (row: T) => number): number {
  let total = 0;
  for (const row of rows) total += amount(row);
  return total;
}
