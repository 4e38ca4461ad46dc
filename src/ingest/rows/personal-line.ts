import { absolute, minus, negate, parseAmount, ZERO, type Minor } from '../../model/money.ts';
import type { SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import {
  hasMoved,
  personalDirection,
  personalMovement,
  type PersonalMovement,
} from '../formats/words/personal-wallet.ts';
import { mayHaveOrder } from '../formats/words/shop-ledger.ts';
import type { Reading, Row, TotalPattern } from '../profile.ts';
import { numberOrNone } from './number-or-none.ts';

/** Fields of a personal bill; each has some of them under names of its own. */
export type PersonalField =
  | 'occurredAt'
  | 'paidAt'
  | 'type'
  | 'goods'
  | 'direction'
  | 'amount'
  | 'fee'
  | 'refunded'
  | 'status'
  | 'fundStatus'
  | 'tradeNo'
  | 'orderNo'
  | 'memo';

/** `共43笔记录`, `收入：1笔 0.35元`, `中性交易：0笔 0.00元` above the header. */
export const PERSONAL_COUNT: TotalPattern = {
  pattern: /共\s*(?<count>[\d,]+)\s*笔记录/u,
  what: '共…笔记录',
  tally: 'all',
};

/**
 * One row of a personal bill as a seller's (formats/cn.md §3, §6). What hasn't moved is pending, also a neutral row
 * whose words don't tell the side it moved to: that one with a remark.
 */
export function personalLines(row: Row<PersonalField>): Reading<SettlementLine> {
  const size = sizeOf(row);
  const direction = personalDirection(row.text('direction'));
  if (direction === undefined) row.fail('KIND_UNKNOWN', 'direction');
  row.tally('all', size);
  row.tally(direction ?? 'neutral', size);
  const words = {
    direction: direction ?? 'neutral',
    type: row.text('type') ?? '',
    goods: row.text('goods') ?? '',
    status: [row.text('status'), row.text('fundStatus')].join(' '),
  };
  if (!hasMoved(words)) return undefined;
  const movement = personalMovement(words);
  if (movement === undefined) {
    row.remark('KIND_UNKNOWN', 'type');
    return undefined;
  }
  const line = lineOf(row, movement, size);
  const refunded = movement.kind === 'sale' ? (row.amount('refunded') ?? ZERO) : ZERO;
  return refunded === ZERO ? line : [line, refundOf(line, refunded)];
}

function sizeOf(row: Row<PersonalField>): Minor {
  const size = row.needAmount('amount');
  if (size < ZERO) row.fail('AMOUNT_SIGN', 'amount');
  return size;
}

function lineOf(row: Row<PersonalField>, movement: PersonalMovement, size: Minor): SettlementLine {
  const { kind } = movement;
  const isPayout = kind === 'payout' || kind === 'payout-return';
  const number = numberOrNone(row.id('tradeNo'));
  const memo = [row.text('goods'), row.text('memo')].filter((text) => numberOrNone(text) !== undefined).join(' ');
  const typeWords = [row.text('type'), row.text('direction'), row.text('status')];
  return defined({
    line: row.line,
    kind,
    occurredAt: row.moment('paidAt') ?? row.needMoment('occurredAt'),
    orderNo: mayHaveOrder(kind) ? numberOrNone(row.id('orderNo')) : undefined,
    // A refund's number is that of its trade with its own behind it: `2026…88_2026…57`, `2026…88*2026…57`.
    tradeNo: isPayout ? undefined : number?.replace(/[_*].*$/u, ''),
    refundNo: kind === 'refund' ? number : undefined,
    batchNo: isPayout ? number : undefined,
    ...amountsOf(row, movement, size),
    currency: row.currency,
    typeWords: typeWords.filter((text) => numberOrNone(text) !== undefined).join(' '),
    memo: memo === '' ? undefined : memo,
  });
}

/** A withdrawal's amount holds its fee (`服务费¥0.10` in the memo): the bank is sent the rest. */
function amountsOf(
  row: Row<PersonalField>,
  { kind, incoming }: PersonalMovement,
  size: Minor,
): Pick<SettlementLine, 'gross' | 'fee' | 'net'> {
  const moved = incoming ? size : negate(size);
  if (kind === 'fee') return { gross: ZERO, fee: size, net: negate(size) };
  if (kind === 'payout') {
    const fee = feeInMemo(row);
    return { gross: negate(minus(size, fee)), fee, net: moved };
  }
  const fee = kind === 'sale' ? absolute(row.amount('fee') ?? ZERO) : ZERO;
  return { gross: moved, fee, net: minus(moved, fee) };
}

function feeInMemo(row: Row<PersonalField>): Minor {
  const printed = /服务费\s*[:：]?\s*([¥￥]?\s*[\d.,]+)/u.exec(row.text('memo') ?? '')?.[1] ?? '';
  const fee = parseAmount(printed, row.currency);
  return fee.ok ? fee.minor : ZERO;
}

/** 成功退款 beside an income: what went back of it so far. */
function refundOf(sale: SettlementLine, refunded: Minor): SettlementLine {
  const returned = negate(absolute(refunded));
  return { ...sale, kind: 'refund', gross: returned, fee: ZERO, net: returned };
}
