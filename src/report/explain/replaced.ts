import type { Currency } from '../../model/currency.ts';
import { addDays, type Moment } from '../../model/day.ts';
import type { ReportContext } from '../report.ts';
import { say, type Step } from './step.ts';

interface ReplacedRow {
  readonly moment: Moment;
  readonly amount: number;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
  readonly by_file: string;
}

/** What each kind of ref is looked for in; a bank line's carries its account before the bank's number. */
const WHERE: Readonly<Record<string, string>> = {
  order: 'r.order_no = :value',
  trade: 'r.trade_no = :value',
  batch: 'r.batch_no = :value',
  bank: `r.account || '/' || r.reference = :value`,
};
const ANY = ':value IN (r.order_no, r.trade_no, r.batch_no, r.reference)';

/** The rows that went by a ref before their statement was sent again: stored still, counted no more. */
export async function replacedSteps({ db, asOf }: ReportContext, ref: string): Promise<readonly Step[]> {
  const [kind = '', ...rest] = ref.split(':');
  const named = WHERE[kind];
  const isPlace = named === undefined && /:\d+$/u.test(ref);
  const value = named === undefined ? ref : rest.join(':');
  const rows = await db.all<ReplacedRow>(
    `SELECT r.moment, r.amount, r.currency, r.file, r.line, r.by_file FROM v_replaced_row r
     WHERE r.moment < :next AND (${isPlace ? `r.file || ':' || r.line = :value` : (named ?? ANY)})
     ORDER BY r.moment, r.file, r.line LIMIT 100`,
    { next: addDays(asOf, 1), value },
  );
  return rows.map(({ moment, amount, currency, file, line, by_file: by }) => ({
    step: 'replaced' as const,
    date: moment,
    amount,
    currency,
    file,
    line,
    text: say(`no longer counted: ${by} took the place of this statement`, `不再计入：该账单已由 ${by} 替代`),
  }));
}
