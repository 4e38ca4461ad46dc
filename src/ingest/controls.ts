import type { Currency } from '../model/currency.ts';
import { absolute } from '../model/money.ts';
import type { RowProblem } from '../model/problem.ts';
import type { StatementIssue } from '../model/statement.ts';
import { amountProblem, EXACT_UNITS, parseExact, readAmount } from './amount.ts';
import type { Found } from './detect.ts';
import { headerKey } from './header.ts';
import { lineText } from './preamble.ts';
import type { AnyProfile, CellTotal, DecimalMark, Footer, TotalPattern } from './profile.ts';
import type { Tallies } from './tallies.ts';
import type { RawRecord } from './tokenise/raw.ts';
import { unwrap } from './wrapping.ts';

/** `合计,…` below the rows of a file whose format says nothing of a footer (formats/cn.md §0): no row, nor are notes. */
const SUMS_BELOW: Footer = {
  starts: /^[合总共]\s*计(?:[:：]|$)/u,
  follows: /^(?:[合总共小]\s*计|说明|备注|注[:：]|以上|打印|导出|制表|[-=*]{3})/u,
};

/** How a format's files end; a user's own says so itself, and of one from which nothing is read it doesn't matter. */
export function footerOf({ footer, layout, ignored }: AnyProfile): Footer | undefined {
  return footer ?? (layout === undefined && ignored === undefined ? SUMS_BELOW : undefined);
}

/** A total as the file prints it, with what it has to equal. */
export interface DeclaredTotal extends CellTotal {
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

/** Totals that stand in words in a line. A comma in `共14,989.00元` has cut the line into cells: it is put back. */
export function totalsInWords(record: RawRecord, patterns: readonly TotalPattern[]): readonly DeclaredTotal[] {
  return patterns.flatMap((rule) => {
    const match = rule.pattern.exec(lineText(record)) ?? rule.pattern.exec(lineText(record, ','));
    const groups = match?.groups;
    if (groups === undefined) return [];
    const shared = { line: record.line, what: rule.what, tally: rule.tally, ...(rule.absolute && { absolute: true }) };
    const { count, amount } = groups;
    return [
      ...(count === undefined ? [] : [{ ...shared, unit: 'count' as const, text: count }]),
      ...(amount === undefined ? [] : [{ ...shared, unit: 'amount' as const, text: amount }]),
    ];
  });
}

/** All totals a footer declares. `found` says where the rows' columns stand, and what they are called. */
export function totalsInFooter(
  records: readonly RawRecord[],
  footer: Footer,
  found: Pick<Found, 'header' | 'map'>,
): readonly DeclaredTotal[] {
  const inWords = records.map((record) => totalsInWords(record, footer.totals ?? []));
  // A line that tells its sums in words has them anywhere: what stands under a column there may be another's name.
  const isInWords = (inWords[0]?.length ?? 0) > 0;
  return [
    ...inWords.flat(),
    ...inTwoLines(records, footer.twoLines ?? {}),
    ...(isInWords ? [] : underColumns(records[0], footer.underColumns ?? {}, found)),
  ];
}

function inTwoLines(
  records: readonly RawRecord[],
  rules: Readonly<Record<string, CellTotal>>,
): readonly DeclaredTotal[] {
  const [names, values] = records;
  if (names === undefined || values === undefined) return [];
  const byKey = new Map(Object.entries(rules).map(([name, rule]) => [headerKey(name), rule]));
  return names.cells.flatMap((name, position) => {
    const rule = byKey.get(headerKey(name));
    const text = unwrap(values.cells[position] ?? '');
    return rule === undefined ? [] : [{ ...rule, line: values.line, what: unwrap(name), text }];
  });
}

function underColumns(
  record: RawRecord | undefined,
  rules: Readonly<Record<string, CellTotal>>,
  { header, map }: Pick<Found, 'header' | 'map'>,
): readonly DeclaredTotal[] {
  if (record === undefined) return [];
  const name = unwrap(record.cells.find((cell) => cell.trim() !== '') ?? '');
  return Object.entries(rules).flatMap(([field, rule]) => {
    const position = map.positions.get(field)?.[0] ?? -1;
    const text = unwrap(record.cells[position] ?? '');
    const what = `${name} ${unwrap(header.cells[position] ?? '')}`;
    return text === '' ? [] : [{ ...rule, line: record.line, what, text }];
  });
}

export type TotalCheck =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'differs'; readonly issue: StatementIssue }
  | { readonly kind: 'unreadable'; readonly problem: RowProblem };

/** How the amounts of a statement are read. */
interface Spelling {
  readonly currency: Currency;
  readonly decimal: DecimalMark;
}

/** Compares one declared total with what the rows came to. */
export function checkTotal(total: DeclaredTotal, tallies: Tallies, spelling: Spelling): TotalCheck {
  const { currency } = spelling;
  if (total.unit === 'count') return checkCount(total, tallies);
  const exact = total.unit === 'exact';
  const found = exact ? tallies.exactOf(total.tally) : tallies.of(total.tally).sum;
  const declared = exact ? exactAmount(total, spelling) : wholeAmount(total, spelling);
  if (typeof declared !== 'number') return { kind: 'unreadable', problem: declared };
  const [expected, actual] = total.absolute ? [Math.abs(declared), Math.abs(found)] : [declared, found];
  if (expected === actual) return { kind: 'agrees' };
  const scale = exact ? EXACT_UNITS : 1;
  const { line, what } = total;
  const [shown, counted] = [Math.round(expected / scale), Math.round(actual / scale)];
  return {
    kind: 'differs',
    issue: { code: 'control-total', line, what, expected: shown, actual: counted, unit: 'amount', currency },
  };
}

function checkCount(total: DeclaredTotal, tallies: Tallies): TotalCheck {
  const actual = tallies.of(total.tally).count;
  // WeChat's documents print counts as `20.0`.
  const digits = /^(\d+)(?:\.0+)?$/.exec(total.text.replaceAll(',', ''))?.[1];
  if (digits === undefined) return { kind: 'unreadable', problem: problemOf(total, 'AMOUNT_UNREADABLE') };
  const expected = Number(digits);
  if (expected === actual) return { kind: 'agrees' };
  return {
    kind: 'differs',
    issue: { code: 'control-total', line: total.line, what: total.what, expected, actual, unit: 'count' },
  };
}

function wholeAmount(total: DeclaredTotal, { currency, decimal }: Spelling): number | RowProblem {
  const reading = readAmount(total.text, currency, decimal);
  if (reading.ok) return total.absolute ? absolute(reading.minor) : reading.minor;
  return reading.fault === 'empty' ? 0 : problemOf(total, amountProblem(reading));
}

function exactAmount(total: DeclaredTotal, { currency, decimal }: Spelling): number | RowProblem {
  return parseExact(total.text, currency, decimal) ?? problemOf(total, 'AMOUNT_UNREADABLE');
}

function problemOf(total: DeclaredTotal, code: RowProblem['code']): RowProblem {
  return { code, line: total.line, column: total.what, text: total.text };
}
