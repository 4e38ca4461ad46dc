import { addDays } from '../../model/day.ts';
import type { VoucherForm } from '../form.ts';
import { amountText, journalOf, openingCounterparts, type Journal, type JournalPosting } from '../journal.ts';
import { OPENING_ACCOUNT } from '../journal-names.ts';

/** beancount: every account opened, balances asserted at the start of the day after (DOMAIN.md 1.7.6). */
const beancount: VoucherForm = {
  name: 'beancount',
  what: 'journal',
  write: (input) => ({ kind: 'text', encoding: 'utf-8', pieces: pieces(journalOf(input)) }),
};
export default beancount;

function* pieces(journal: Journal): Iterable<string> {
  yield `option "title" ${quoted(journal.book)}\n`;
  for (const currency of journal.currencies) yield `option "operating_currency" "${currency}"\n`;
  yield '\n';
  for (const account of [...journal.accounts, OPENING_ACCOUNT]) yield `${journal.from} open ${account}\n`;
  if (journal.openings.length > 0) {
    yield `\n${journal.from} * "期初余额"\n`;
    for (const one of journal.openings) yield posting(one);
    for (const one of openingCounterparts(journal.openings)) yield posting({ ...one, account: OPENING_ACCOUNT });
  }
  for (const { on, code, payee, narration, source, postings } of journal.entries) {
    yield `\n${on} * ${quoted(payee)} ${quoted(narration)}\n`;
    yield `  voucher: ${quoted(code)}\n  source: ${quoted(source)}\n`;
    for (const one of postings) yield posting(one);
  }
  yield '\n';
  for (const one of journal.closings) yield `${addDays(journal.last, 1)} balance ${one.account}  ${amountText(one)}\n`;
}

function posting(one: JournalPosting): string {
  const whose = one.customer === undefined ? '' : `    customer: ${quoted(one.customer)}\n`;
  return `  ${one.account}  ${amountText(one)}\n${whose}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
