import type { FormInput, VoucherForm } from '../form.ts';
import { htmlText } from '../plain-text.ts';
import { PRINTED_TITLE, printedVoucher, SIGNERS, type PrintedVoucher } from '../printed.ts';

/** A5 across, a voucher a page; red entries are red. */
const STYLE = `@page{size:A5 landscape;margin:10mm}body{font:12px/1.4 "Noto Serif CJK SC","SimSun",serif;margin:1em}
section{break-after:page;margin-bottom:2em}h1{text-align:center;letter-spacing:.5em;font-size:1.4em;margin:.2em}
.facts,.signers{display:flex;justify-content:space-between;margin:.4em 0}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #333;padding:.2em .5em;text-align:left}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.red{color:#b00}`;

/** Vouchers on paper, as a page to print. */
const html: VoucherForm = {
  name: 'html',
  what: 'vouchers',
  write: (input) => ({ kind: 'text', encoding: 'utf-8', pieces: pieces(input) }),
};
export default html;

function* pieces(input: FormInput): Iterable<string> {
  yield `<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n`;
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield `<title>${PRINTED_TITLE}</title>\n<style>\n${STYLE}\n</style>\n</head>\n<body>\n`;
  for (const voucher of input.vouchers) yield sectionOf(printedVoucher(voucher, input));
  yield '</body>\n</html>\n';
}

function sectionOf(voucher: PrintedVoucher): string {
  const { book, on, number, attachments, foreign, capitals, debit, credit } = voucher;
  const facts = [`单位：${book}`, `日期：${on}`, `凭证号：${number}`, `附单据：${attachments} 张`];
  const spans = [...facts, ...(foreign === '' ? [] : [`原币/汇率：${foreign}`])];
  const rows = voucher.lines.map(
    (line) =>
      `<tr>${[line.summary, line.general, line.detail].map((text) => `<td>${htmlText(text)}</td>`).join('')}${amount(line.debit)}${amount(line.credit)}</tr>\n`,
  );
  const signers = [...SIGNERS.map((who) => `${who}：`), `制单：${voucher.preparedBy}`];
  return [
    `<section>\n<h1>${PRINTED_TITLE}</h1>\n<div class="facts">${inSpans(spans)}</div>\n<table>\n`,
    `<thead><tr><th>摘要</th><th>总账科目</th><th>明细科目</th><th class="n">借方金额</th><th class="n">贷方金额</th></tr></thead>\n`,
    `<tbody>\n${rows.join('')}</tbody>\n`,
    `<tfoot><tr><td colspan="3">合计（大写）：${htmlText(capitals)}</td>${amount(debit)}${amount(credit)}</tr></tfoot>\n`,
    `</table>\n<div class="signers">${inSpans(signers)}</div>\n</section>\n`,
  ].join('');
}

function inSpans(texts: readonly string[]): string {
  return texts.map((text) => `<span>${htmlText(text)}</span>`).join('');
}

function amount(text: string): string {
  return `<td class="n${text.startsWith('-') ? ' red' : ''}">${htmlText(text)}</td>`;
}
