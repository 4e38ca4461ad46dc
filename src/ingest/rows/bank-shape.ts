import type { Columns, Footer, Preamble, TotalPattern } from '../profile.ts';
import type { BankField } from './bank-line.ts';

/** A bank names some of the fields. */
export type BankColumns = Partial<Columns<BankField>>;

/**
 * `账  号` with wide blanks between, `账户号`, `查询账号[ Inquirer account number ]`, `银行账号`, `账号:`, but never the other
 * side's; the number in groups of four or without.
 */
const ACCOUNT =
  /(?<!对方|付款人|收款人)(?:账\s*号|帐\s*号|账户号码?|卡\s*号)\D{0,60}?((?:\d{4} ){3,4}\d{1,4}(?![\d年/-])|\d[\d-]{6,34}\d)/u;
const DATE = String.raw`\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?`;
const CLOCK = String.raw`(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?`;
const UNTIL = String.raw`(?:[-—–~～至到]+|[^\d\s]{0,4}(?:截止|终止|结束)\D{0,8})`;
/** `查询时间范围[ Time Range ] 20260601-20260701`, `2026-06-01至2026-06-30`, `起始日期：20260601 截止日期：20260630`. */
const RANGE = new RegExp(String.raw`(?<from>${DATE})${CLOCK}\s*${UNTIL}\s*(?<to>${DATE})`, 'u');
const CURRENCY = /币\s*[种别](?:\[[^\]]*\])?\s*[:：]?\s*([^\s:：,，|]+)/u;

/** `总收入金额：`, `贷方发生额合计`, `收入合计：2笔，金额：`, `汇总支出笔数：`: side and kind in either order. */
function sums(sides: string, what: string, tally: string): readonly TotalPattern[] {
  const total = `(?:(?:总|合计|汇总|累计)(?:${sides})(?:发生)?(?:金额|额)?|(?:${sides})(?:发生)?(?:总额|总金额|合计金额|金额合计|额合计|合计|总计))`;
  const unit = String.raw`(?:\[[^\]]*\]|[(（](?:元|人民币)[)）])?[:：\s]*`;
  const countBetween = String.raw`(?:\d+\s*笔[,，\s]*(?:共|金额|合计)?[:：\s]*)?`;
  return [
    {
      pattern: new RegExp(
        `${total}${unit}${countBetween}${String.raw`(?<amount>[-+]?\d[\d,]*(?:\.\d+)?)(?![\d,.]*\s*笔)`}`,
        'u',
      ),
      what,
      tally,
      absolute: true,
    },
    {
      pattern: new RegExp(
        `(?:${sides})(?:发生)?(?:总|合计)?(?:笔数${unit}|${unit}(?=\\d+\\s*笔))${String.raw`(?<count>\d+)`}`,
        'u',
      ),
      what,
      tally,
    },
  ];
}

const TOTALS: readonly TotalPattern[] = [
  ...sums('收入|贷方|转入|存入', '收入合计', 'credit'),
  ...sums('支出|借方|转出|支取', '支出合计', 'debit'),
];

/** What bank statements say above their header, whoever wrote them (formats/cn.md §15). */
export const BANK_PREAMBLE: Preamble = { account: [ACCOUNT], period: [RANGE], currency: [CURRENCY], totals: TOTALS };

const SUMMING =
  '合\\s*计|总\\s*计|汇总|总笔数|总收入|总支出|收入(?:合计|总)|支出(?:合计|总)|[借贷]方(?:发生额?)?(?:合计|总)|共\\s*\\d';
const NOTING = '以上|说明|声明|注[:：]|打印|温馨提示|\\*{3}|第.{1,9}页|制表|经办|复核|盖章|-{3}|={3}';

/** What stands below the rows: notes, and sums that the rows must come to. A row of entries there is refused. */
export const BANK_FOOTER: Footer = {
  starts: new RegExp(`^(?:${SUMMING}|${NOTING})`, 'u'),
  // Further notes are sentences or «name: value»; an entry begins with a date, a number or a bare word.
  follows: new RegExp(`^(?:${SUMMING}|${NOTING}|\\D.*[:：。，；！])`, 'u'),
  totals: TOTALS,
  underColumns: {
    credit: { tally: 'credit', unit: 'amount', absolute: true },
    debit: { tally: 'debit', unit: 'amount', absolute: true },
  },
};

/** Every column that may carry the payout's reference: all are read and joined (formats/cn.md §15). */
export const MEMO_COLUMNS: readonly string[] = [
  '摘要',
  '业务摘要',
  '交易摘要',
  '其它摘要',
  '其他摘要',
  '交易描述',
  '附言',
  '用途',
  '交易用途',
  '资金用途',
  '交易附言',
  '客户附言',
  '备注',
  '备注信息',
  '个性化信息',
  '交易说明',
  '客户摘要',
  '交易地点',
  '交易地点/附言',
];
