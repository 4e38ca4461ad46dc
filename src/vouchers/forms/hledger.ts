import type { VoucherForm } from '../form.ts';
import { amountText, commodityText, journalOf, nothingIn, openingCounterparts, type Journal } from '../journal.ts';
import { OPENING_ACCOUNT } from '../journal-names.ts';

/** hledger: directives for `check --strict`, balance assertions after the last entry (DOMAIN.md 1.7.6). */
const hledger: VoucherForm = {
  name: 'hledger',
  what: 'journal',
  write: (input) => ({ kind: 'text', encoding: 'utf-8', pieces: pieces(journalOf(input)) }),
};
export default hledger;

function* pieces(journal: Journal): Iterable<string> {
  yield `; ${journal.book}\n\ndecimal-mark .\n`;
  for (const currency of journal.currencies) yield `commodity ${commodityText(currency)}\n`;
  for (const account of [...journal.accounts, OPENING_ACCOUNT]) yield `account ${account}\n`;
  if (journal.openings.length > 0) {
    yield `\n${journal.from} * 期初余额\n`;
    for (const one of journal.openings) yield `    ${one.account}  ${amountText(one)}\n`;
    for (const one of openingCounterparts(journal.openings)) yield `    ${OPENING_ACCOUNT}  ${amountText(one)}\n`;
  }
  for (const { on, code, payee, narration, source, postings } of journal.entries) {
    const who = payee === '' ? '' : `${payee} | `;
    yield `\n${on} * (${code}) ${who}${narration}  ; source: ${source}\n`;
    for (const one of postings) {
      const whose = one.customer === undefined ? '' : `  ; customer: ${one.customer}`;
      yield `    ${one.account}  ${amountText(one)}${whose}\n`;
    }
  }
  if (journal.closings.length === 0) return;
  yield `\n${journal.last} * 期末余额核对\n`;
  for (const one of journal.closings) yield `    ${one.account}  ${nothingIn(one.currency)} = ${amountText(one)}\n`;
}
