import { ZERO } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';
import type { Words } from '../../../model/words.ts';
import { defined } from '../../defined.ts';
import type { FormatProfile } from '../../profile.ts';
import { lineAmounts } from '../../rows/fund-amounts.ts';
import { numberOrNone } from '../../rows/number-or-none.ts';

const DETAIL_COLUMNS = {
  billedOn: ['账单日期', '帐单日期'],
  amount: ['结算金额'],
  orderNo: ['订单号'],
  memo: ['业务类型', '费用类型', '备注', '赔付原因'],
} as const;
type DetailField = keyof typeof DETAIL_COLUMNS;

interface DetailSheet {
  readonly id: string;
  readonly title: Words;
  /** Names of the sheets it stands on. */
  readonly sheet: RegExp;
  readonly kind: LineKind;
}

/** A sheet of the bill that tells one sort of deduction, by day and sum; only its name says which (formats/cn.md §13). */
export function elemeDetails({ id, title, sheet, kind }: DetailSheet): FormatProfile<'settlement', DetailField> {
  return {
    id,
    title,
    kind: 'settlement',
    platform: 'eleme',
    bill: 'trade',
    grade: 'B',
    joins: { en: '账单日期 = day of the payouts', zh: '账单日期 = 账单汇总的账单日期' },
    columns: DETAIL_COLUMNS,
    known: ['billedOn', 'amount'],
    // The orders' columns on such a sheet are a copy of theirs, and 账单汇总 sums them up.
    never: ['结算入账ID', '商品金额'],
    sheet,
    footer: { starts: /^[合总]计/u, underColumns: { amount: { tally: 'all', unit: 'amount' } } },
    read: (row) => {
      const amount = row.needAmount('amount');
      row.tally('all', amount);
      return defined({
        line: row.line,
        kind,
        occurredAt: row.needMoment('billedOn'),
        orderNo: numberOrNone(row.id('orderNo')),
        ...lineAmounts(kind, amount, ZERO),
        currency: row.currency,
        typeWords: title.zh,
        memo: row.text('memo'),
      });
    },
  };
}

/** What a row of 账单汇总 that isn't about orders is, first fit: kind of its own line where no sheet tells its lines. */
const SUMMARY_KINDS: readonly (readonly [words: RegExp, kind: LineKind])[] = [
  [/推广|联盟|广告|流量/u, 'commission'],
  [/佣金|服务费/u, 'commission'],
  [/赔|罚|退/u, 'adjustment'],
  [/补贴|津贴|红包|满减/u, 'subsidy'],
  [/配送|保险/u, 'fee'],
  [/充值|转入|转出|余额/u, 'transfer'],
];

export function elemeSummaryKind(type: string): LineKind {
  return SUMMARY_KINDS.find(([words]) => words.test(type))?.[1] ?? 'unknown';
}
