import type { Row, Table } from '../../model/table.ts';
import type { Language } from '../../model/words.ts';
import { levelNote, loadDunningCases, partKey, type DunningCase } from '../dunning-cases.ts';
import { integerColumn, money, moneyColumn, textColumn, wordsOf } from '../columns.ts';
import { factsOf } from '../facts.ts';
import type { ReportContext } from '../report.ts';
import { letterText, type LetterForm } from './forms.ts';
import { letterOf } from './letter.ts';

export { LETTER_FORMS, type LetterForm } from './forms.ts';

/** A letter ready to be written and logged. */
export interface WrittenLetter {
  readonly one: DunningCase;
  readonly name: string;
  readonly text: string;
  /** What the log keeps of it. */
  readonly refs: readonly string[];
  /** It was written earlier that day, and is only printed once more. */
  readonly isAgain: boolean;
  /** For a program that takes it over: money as decimal strings. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** The letters that are due as of the day, one a customer and currency; and those that were written on that day. */
export async function dueLetters(
  context: ReportContext,
  form: LetterForm,
  lang: Language,
): Promise<readonly WrittenLetter[]> {
  const isAgain = ({ state, last, step }: DunningCase): boolean =>
    state === 'asked' && last?.on === context.asOf && last.level === step.level.level;
  const due = (await loadDunningCases(context)).filter((one) => one.state === 'due' || isAgain(one));
  return due.map((one) => {
    const letter = letterOf(one, context, lang);
    const level = one.step.level.level;
    return {
      one,
      name: `${context.asOf}-L${level}-${fileName(one.customer)}-${one.currency}.${form}`,
      text: letterText(letter, form),
      refs: one.parts.map(partKey),
      isAgain: isAgain(one),
      data: { schema: 'settle.letter/1', customer: one.customer, level, currency: one.currency, ...letter },
    };
  });
}

const NAME_CHARS = 60;

/** Letters and digits of any script; whatever a file system could take otherwise is `_`. */
function fileName(customer: string): string {
  return Array.from(customer.replace(/[^\p{L}\p{N}]+/gu, '_'))
    .slice(0, NAME_CHARS)
    .join('');
}

/** The answer of `settle receivable letters`: a row a letter. */
export function lettersTable(context: ReportContext, letters: readonly WrittenLetter[], isPlan: boolean): Table {
  return {
    schema: 'settle.receivable.letters/1',
    title: isPlan ? wordsOf('Letters that would be written | 将生成的函件') : wordsOf('Letters | 函件'),
    facts: factsOf(context),
    columns: [
      textColumn('customer', 'Customer | 客户'),
      integerColumn('level', 'Level | 级别'),
      moneyColumn('open', 'Open | 未收'),
      moneyColumn('late_fee', 'Late fee | 滞纳金'),
      textColumn('letter', 'File | 文件', { below: true }),
    ],
    rows: letters.map(({ one, name }): Row => ({
      customer: one.customer,
      level: one.step.level.level,
      open: money(one.open, one.currency),
      late_fee: money(one.lateFee, one.currency),
      letter: name,
    })),
    totals: { count: letters.length },
    notes: letters.length === 0 ? [] : [levelNote],
  };
}
