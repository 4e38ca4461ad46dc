import { CNY } from '../model/currency.ts';
import { ZERO } from '../model/money.ts';
import type { SheetCell } from '../model/sheet.ts';
import type { SourceRuns } from '../model/voucher.ts';
import type { FormInput } from './form.ts';
import type { HomeLine, HomeVoucher } from './home.ts';
import { oneLine } from './plain-text.ts';
import { summaryOf } from './words.ts';

/** A line of a voucher with where it stands, ready to be told column by column. */
export interface FieldLine {
  readonly voucher: HomeVoucher;
  readonly line: HomeLine;
  /** Within its voucher, from 1; and within the file, from 1. */
  readonly entry: number;
  readonly sequence: number;
  readonly input: FormInput;
}

/** What a column may hold, by the name that a map gives it (`--map map.json`). */
const FIELDS = {
  date: ({ voucher }) => voucher.on,
  year: ({ voucher }) => Number(voucher.on.slice(0, 4)),
  month: ({ voucher }) => Number(voucher.on.slice(5, 7)),
  word: ({ voucher }) => voucher.word,
  number: ({ voucher }) => voucher.number,
  word_number: ({ voucher }) => `${voucher.word}-${voucher.number}`,
  attachments: ({ voucher }) => attachments(voucher),
  entry: ({ entry }) => entry,
  entry_from_0: ({ entry }) => entry - 1,
  sequence: ({ sequence }) => sequence,
  summary: ({ voucher, input }) => oneLine(summaryOf(voucher, input.label(voucher.about)).zh),
  code: ({ line }) => line.account.code,
  name: ({ line }) => oneLine(line.account.name),
  debit: ({ line, input }) => (line.debit === ZERO ? undefined : { minor: line.debit, currency: input.currency }),
  credit: ({ line, input }) => (line.credit === ZERO ? undefined : { minor: line.credit, currency: input.currency }),
  debit_or_0: ({ line, input }) => ({ minor: line.debit, currency: input.currency }),
  credit_or_0: ({ line, input }) => ({ minor: line.credit, currency: input.currency }),
  original: ({ line, voucher }) => ({ minor: line.original, currency: voucher.currency }),
  currency: ({ voucher }) => voucher.currency,
  currency_code: ({ voucher }) => (voucher.currency === CNY ? 'RMB' : voucher.currency),
  currency_name: ({ voucher }) => (voucher.currency === CNY ? '人民币' : voucher.currency),
  rate: ({ voucher }) => voucher.rate.toNumber(),
  customer: ({ line }) => (line.customer === undefined ? undefined : oneLine(line.customer)),
  platform: ({ line, input }) => (line.platform === undefined ? undefined : oneLine(input.label(line.platform))),
  prepared_by: ({ input }) => oneLine(input.preparedBy),
  sources: ({ line }) => oneLine(sourceText(line.sources)),
  zero: () => 0,
  empty: () => undefined,
} as const satisfies Readonly<Record<string, (line: FieldLine) => SheetCell>>;
export type Field = keyof typeof FIELDS;
export const FIELD_NAMES: readonly string[] = Object.keys(FIELDS);

export function isField(name: string): name is Field {
  return Object.hasOwn(FIELDS, name);
}

/** A row a line, in the order of the fields. */
export function fieldRows(input: FormInput, fields: readonly Field[]): readonly (readonly SheetCell[])[] {
  let sequence = 0;
  return input.vouchers.flatMap((voucher) =>
    voucher.lines.map((line, at) => {
      sequence += 1;
      const told: FieldLine = { voucher, line, entry: at + 1, sequence, input };
      return fields.map((field) => FIELDS[field](told));
    }),
  );
}

/** 附单据数: the files it rests on. */
export function attachments({ lines }: Pick<HomeVoucher, 'lines'>): number {
  return new Set(lines.flatMap((line) => line.sources.map((source) => source.file))).size;
}

/** Runs named before a journal or sheet says how many more there are; `report vouchers` has them all. */
const RUNS_SHOWN = 5;

/** `june.csv:2-14 17; may.csv:3 +7`. */
export function sourceText(sources: readonly SourceRuns[]): string {
  const all = sources.flatMap(({ file, runs }) => runs.map((run) => ({ file, run })));
  const shown = all.slice(0, RUNS_SHOWN);
  const files = [...new Set(shown.map((one) => one.file))].map((file) => {
    const own = shown.filter((one) => one.file === file).map(({ run: [from, to] }) => rangeText(from, to));
    return `${file}:${own.join(' ')}`;
  });
  const more = all.length - shown.length;
  return files.join('; ') + (more > 0 ? ` +${more}` : '');
}

function rangeText(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}
