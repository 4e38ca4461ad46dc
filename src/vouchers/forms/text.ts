import { displayWidth } from '../../model/width.ts';
import type { FormInput, VoucherForm } from '../form.ts';
import { PRINTED_TITLE, printedVoucher, SIGNERS, type PrintedVoucher } from '../printed.ts';

/** Columns of 摘要, 总账科目, 明细科目, 借方, 贷方: with their frame 96, as other prescribed forms. */
const WIDTHS = [22, 18, 18, 11, 11] as const;
const AMOUNTS_FROM = 3;

/** Vouchers on paper, as text with a frame. */
const text: VoucherForm = {
  name: 'text',
  what: 'vouchers',
  write: (input) => ({ kind: 'text', encoding: 'utf-8', pieces: pieces(input) }),
};
export default text;

function* pieces(input: FormInput): Iterable<string> {
  let before = '';
  for (const voucher of input.vouchers) {
    yield `${before}${sheetOf(printedVoucher(voucher, input)).join('\n')}\n`;
    before = '\n';
  }
}

function sheetOf(voucher: PrintedVoucher): readonly string[] {
  const { book, on, number, attachments, foreign } = voucher;
  const width = WIDTHS.reduce((sum, one) => sum + one + 3, 1);
  const rate = foreign === '' ? '' : `     原币/汇率: ${foreign}`;
  return [
    `${' '.repeat((width - displayWidth(PRINTED_TITLE) * 2) / 2)}${Array.from(PRINTED_TITLE).join(' ')}`,
    `单位: ${book}     日期: ${on}     凭证号: ${number}     附单据: ${attachments} 张${rate}`,
    frame('┌', '┬', '┐'),
    ...row(['摘要', '总账科目', '明细科目', '借方金额', '贷方金额']),
    frame('├', '┼', '┤'),
    ...voucher.lines.flatMap((line) => row([line.summary, line.general, line.detail, line.debit, line.credit])),
    frame('├', '┴', '┤')
      .replace(/┴(?=[^┴]*┴[^┴]*$)/u, '┼')
      .replace(/┴(?=[^┴]*$)/u, '┼'),
    ...total(voucher),
    `└${'─'.repeat(leftWidth() + 2)}┴${WIDTHS.slice(AMOUNTS_FROM)
      .map((one) => '─'.repeat(one + 2))
      .join('┴')}┘`,
    [
      ...SIGNERS.map((who) => `${who}：________`),
      `制单：${voucher.preparedBy === '' ? '________' : voucher.preparedBy}`,
    ].join('    '),
  ];
}

function frame(left: string, between: string, right: string): string {
  return `${left}${WIDTHS.map((width) => '─'.repeat(width + 2)).join(between)}${right}`;
}

/** A row in as many lines as its longest cell needs; amounts stand to the right. */
function row(cells: readonly string[]): readonly string[] {
  const broken = cells.map((cell, at) => brokenTo(cell, WIDTHS[at] ?? 1));
  const height = Math.max(...broken.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const texts = broken.map((lines, at) => padded(lines[line] ?? '', WIDTHS[at] ?? 1, at >= AMOUNTS_FROM));
    return `│ ${texts.join(' │ ')} │`;
  });
}

function leftWidth(): number {
  return WIDTHS.slice(0, AMOUNTS_FROM).reduce((sum, one) => sum + one + 3, -3);
}

function total({ capitals, debit, credit }: PrintedVoucher): readonly string[] {
  const lines = brokenTo(`合计（大写）：${capitals}`, leftWidth());
  const amounts = [debit, credit];
  return lines.map((line, at) => {
    const right = amounts.map((amount, side) => padded(at === 0 ? amount : '', WIDTHS[AMOUNTS_FROM + side] ?? 1, true));
    return `│ ${[padded(line, leftWidth(), false), ...right].join(' │ ')} │`;
  });
}

/** Broken at a blank where there is one, else after any character: Chinese has none. */
function brokenTo(cell: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of cell) {
    if (displayWidth(line + character) > width) {
      const blank = character === ' ' ? -1 : line.lastIndexOf(' ');
      lines.push((blank > 0 ? line.slice(0, blank) : line).trimEnd());
      line = blank > 0 ? line.slice(blank + 1) : '';
    }
    line += line === '' && character === ' ' ? '' : character;
  }
  return [...lines, line];
}

function padded(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return right ? space + cell : cell + space;
}
