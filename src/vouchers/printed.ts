import { capitalAmount } from '../model/capital-amount.ts';
import type { Currency } from '../model/currency.ts';
import { formatGrouped, plus, ZERO, type Minor } from '../model/money.ts';
import { attachments } from './fields.ts';
import type { FormInput } from './form.ts';
import type { HomeLine, HomeVoucher } from './home.ts';
import { oneLine } from './plain-text.ts';
import { summaryOf } from './words.ts';

/** A voucher as it is put on paper (DOMAIN.md 1.6); every text is one visible line. */
export interface PrintedVoucher {
  readonly book: string;
  readonly on: string;
  /** `记-12`. */
  readonly number: string;
  readonly attachments: number;
  /** `USD 7.18`, where it isn't in the books' currency. */
  readonly foreign: string;
  readonly lines: readonly PrintedLine[];
  /** 合计, in capitals and in figures. */
  readonly capitals: string;
  readonly debit: string;
  readonly credit: string;
  readonly preparedBy: string;
}

export interface PrintedLine {
  readonly summary: string;
  /** 总账科目 with its code, and 明细科目 with whose it is. */
  readonly general: string;
  readonly detail: string;
  readonly debit: string;
  readonly credit: string;
}

export const PRINTED_TITLE = '记账凭证';
/** Who signs, left to right; the preparer is known. */
export const SIGNERS = ['会计主管', '记账', '审核'] as const;

export function printedVoucher(voucher: HomeVoucher, input: FormInput): PrintedVoucher {
  const { currency } = input;
  const sum = (side: 'debit' | 'credit'): Minor => plus(...voucher.lines.map((line) => line[side]));
  const summary = oneLine(summaryOf(voucher, input.label(voucher.about)).zh);
  return {
    book: oneLine(input.book),
    on: voucher.on,
    number: oneLine(`${voucher.word}-${voucher.number}`),
    attachments: attachments(voucher),
    foreign: voucher.currency === currency ? '' : `${voucher.currency} ${voucher.rate.toString()}`,
    lines: voucher.lines.map((line) => printedLine(line, summary, input)),
    capitals: capitals(voucher, currency),
    debit: formatGrouped(sum('debit'), input.currency),
    credit: formatGrouped(sum('credit'), input.currency),
    preparedBy: oneLine(input.preparedBy),
  };
}

/**
 * The total in capitals, 负 where it is red. Red and black lines of one side may come to nothing: then what was taken
 * back is said beside the nought.
 */
function capitals({ lines }: HomeVoucher, currency: Currency): string {
  const of = (amount: Minor): string => capitalAmount({ minor: amount, currency });
  const sum = plus(ZERO, ...lines.map((line) => line.debit));
  const red = plus(ZERO, ...lines.flatMap(({ debit, credit }) => [debit, credit]).filter((amount) => amount < 0));
  return sum === ZERO && red !== ZERO ? `${of(ZERO)}（红字${of(red)}）` : of(sum);
}

function printedLine(
  { account, customer, platform, debit, credit }: HomeLine,
  summary: string,
  input: FormInput,
): PrintedLine {
  const [general = '', ...detail] = oneLine(account.name).split('-');
  const isPlatforms = account.role === 'receivable_platform' && platform !== undefined;
  const owner = isPlatforms ? input.label(platform) : customer;
  const whose = owner === undefined ? [] : [oneLine(owner)];
  return {
    summary,
    general: `${account.code} ${general}`,
    detail: [...detail, ...whose].join('-'),
    debit: debit === 0 ? '' : formatGrouped(debit, input.currency),
    credit: credit === 0 ? '' : formatGrouped(credit, input.currency),
  };
}
