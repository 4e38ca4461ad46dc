import { formatAmount } from '../../model/money.ts';
import { attachments } from '../fields.ts';
import type { FormInput, VoucherForm } from '../form.ts';
import type { HomeLine, HomeVoucher } from '../home.ts';
import { unquotedText } from '../plain-text.ts';
import { summaryOf } from '../words.ts';

const FIRST_LINE = '填制凭证,V800';
const SUMMARY_CHARS = 60;
const NAME_CHARS = 20;

/** 用友 U8 and T3, 总账工具: GBK, CRLF, no quoting; a voucher's lines lie together (DOMAIN.md 1.7.1). */
const yonyou: VoucherForm = {
  name: 'yonyou',
  what: 'vouchers',
  write: (input) => ({ kind: 'text', encoding: 'gbk', pieces: pieces(input) }),
};
export default yonyou;

function* pieces(input: FormInput): Iterable<string> {
  yield `${FIRST_LINE}\r\n`;
  for (const voucher of input.vouchers) {
    for (const line of voucher.lines) yield `${fieldsOf(voucher, line, input).join(',')}\r\n`;
  }
}

/** The fields up to 项目编码; those behind it may be left out. Debit and credit: exactly one isn't 0. */
function fieldsOf(voucher: HomeVoucher, line: HomeLine, input: FormInput): readonly string[] {
  const amount = (minor: HomeLine['debit']): string => (minor === 0 ? '0' : formatAmount(minor, input.currency));
  const isForeign = voucher.currency !== input.currency;
  const foreign = isForeign ? [formatAmount(line.original, voucher.currency), voucher.rate.toString()] : ['0', '0'];
  return [
    voucher.on,
    unquotedText(voucher.word, NAME_CHARS),
    String(voucher.number),
    String(attachments(voucher)),
    unquotedText(summaryOf(voucher, input.label(voucher.about)).zh, SUMMARY_CHARS),
    line.account.code,
    amount(line.debit),
    amount(line.credit),
    '0',
    ...foreign,
    unquotedText(input.preparedBy, NAME_CHARS),
    // 结算方式, 票号, 票号日期, 部门, 个人.
    ...['', '', '', '', ''],
    unquotedText(line.customer ?? '', SUMMARY_CHARS),
    // 供应商, 业务员.
    ...['', ''],
    unquotedText(line.platform === undefined ? '' : input.label(line.platform), SUMMARY_CHARS),
  ];
}
