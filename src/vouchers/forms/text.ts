import { brokenTo, displayWidth, joinedTo } from '../../model/width.ts';
import type { FormInput, VoucherForm } from '../form.ts';
import { PRINTED_TITLE, printedVoucher, SIGNERS, type PrintedVoucher } from '../printed.ts';

/** With its frame the form is as wide as a terminal. */
const WIDTH = 80;
/** Bars and the blanks beside them, of five columns. */
const FRAME = 16;
/** 总账科目: a code and the name of most accounts. */
const GENERAL = 17;
const AMOUNT_MIN = 10;
const AMOUNTS_FROM = 3;

/** Columns of 摘要, 总账科目, 明细科目, 借方, 贷方: an amount is never broken, words are. */
type Widths = readonly number[];

function widthsFor(vouchers: readonly PrintedVoucher[]): Widths {
  const amounts = vouchers.flatMap(({ debit, credit, lines }) => [
    ...[debit, credit],
    ...lines.flatMap((line) => [line.debit, line.credit]),
  ]);
  const amount = amounts.reduce((most, text) => Math.max(most, text.length), AMOUNT_MIN);
  const rest = WIDTH - FRAME - 2 * amount - GENERAL;
  const summary = Math.ceil(rest / 2);
  return [summary, GENERAL, rest - summary, amount, amount];
}

/** Vouchers on paper, as text with a frame. */
const text: VoucherForm = {
  name: 'text',
  what: 'vouchers',
  write: (input) => ({ kind: 'text', encoding: 'utf-8', pieces: pieces(input) }),
};
export default text;

function* pieces(input: FormInput): Iterable<string> {
  let before = '';
  const printed = input.vouchers.map((voucher) => printedVoucher(voucher, input));
  const widths = widthsFor(printed);
  for (const voucher of printed) {
    yield `${before}${sheetOf(voucher, widths).join('\n')}\n`;
    before = '\n';
  }
}

function sheetOf(voucher: PrintedVoucher, widths: Widths): readonly string[] {
  const { book, on, number, attachments, foreign } = voucher;
  const rate = foreign === '' ? [] : [`原币/汇率: ${foreign}`];
  const head = [`单位: ${book}`, `日期: ${on}`, `凭证号: ${number}`, `附单据: ${attachments} 张`, ...rate];
  const signers = SIGNERS.map((who) => `${who}：________`);
  const preparer = `制单：${voucher.preparedBy === '' ? '________' : voucher.preparedBy}`;
  const row = (cells: readonly string[]): readonly string[] => rowOf(cells, widths);
  return [
    `${' '.repeat((WIDTH - displayWidth(PRINTED_TITLE) * 2) / 2)}${Array.from(PRINTED_TITLE).join(' ')}`,
    ...joinedTo(head, '   ', WIDTH),
    frame('┌┬┬┬┬┐', widths),
    ...row(['摘要', '总账科目', '明细科目', '借方金额', '贷方金额']),
    frame('├┼┼┼┼┤', widths),
    ...voucher.lines.flatMap((line) => row([line.summary, line.general, line.detail, line.debit, line.credit])),
    frame('├┴┴┼┼┤', widths),
    ...total(voucher, widths),
    frame('└──┴┴┘', widths),
    ...joinedTo([...signers, preparer], '    ', WIDTH),
  ];
}

/** A rule with these corners and crossings. */
function frame(marks: string, widths: Widths): string {
  const cells = widths.map((width, at) => `${marks[at] ?? ''}${'─'.repeat(width + 2)}`);
  return cells.join('') + (marks[widths.length] ?? '');
}

/** A row in as many lines as its longest cell needs; amounts stand to the right. */
function rowOf(cells: readonly string[], widths: Widths): readonly string[] {
  const broken = cells.map((cell, at) => brokenTo(cell, widths[at] ?? 1));
  const height = Math.max(...broken.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = broken.map((lines, at) => padded(lines[line] ?? '', widths[at] ?? 1, at >= AMOUNTS_FROM));
    return `│ ${texts.join(' │ ')} │`;
  });
}

/** The total in capitals below the words, in figures below the amounts. */
function total({ capitals, debit, credit }: PrintedVoucher, widths: Widths): readonly string[] {
  const left = widths.slice(0, AMOUNTS_FROM).reduce((sum, one) => sum + one + 3, -3);
  const amount = widths[AMOUNTS_FROM] ?? 1;
  return brokenTo(`合计（大写）：${capitals}`, left).map((line, at) => {
    const figures = [debit, credit].map((figure) => padded(at === 0 ? figure : '', amount, true));
    return `│ ${[padded(line, left, false), ...figures].join(' │ ')} │`;
  });
}

function padded(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return right ? space + cell : cell + space;
}
