import { formatAmount, negate, plus, type Minor } from '../../model/money.ts';
import type { RowProblem } from '../../model/problem.ts';
import type { CamtEntry } from './camt-entry.ts';
import { sumOf } from './camt-values.ts';

export interface Signed {
  readonly entries: readonly CamtEntry[];
  readonly remarks: readonly RowProblem[];
}

type Doubt = (entry: CamtEntry) => boolean;

/** Which entries may be meant the other way round, the likelier kind first. */
const DOUBTS: readonly Doubt[] = [
  ({ reversal }) => reversal,
  ({ signed }) => signed,
  ({ reversal, signed }) => reversal !== signed,
];

/**
 * The sign of an entry is its `CdtDbtInd`. Some banks print the original's on a reversal, and some sign the amount
 * besides: when the balances don't close and do with those turned, they are turned, with a remark. The balances decide
 * (formats/bank.md 2). A signed amount is remarked on in any case.
 */
export function settleSigns(
  entries: readonly CamtEntry[],
  opening: Minor | undefined,
  closing: Minor | undefined,
): Signed {
  const turned = opening === undefined || closing === undefined ? undefined : turnedTo(entries, opening, closing);
  const settled = turned === undefined ? entries : entries.map((entry) => (turned(entry) ? turn(entry) : entry));
  const remarks = entries.flatMap((entry): readonly RowProblem[] => {
    if (!entry.signed && turned?.(entry) !== true) return [];
    const column = entry.signed ? 'Amt' : 'CdtDbtInd';
    return [
      { code: 'AMOUNT_SIGN', line: entry.row.line, column, text: formatAmount(entry.row.amount, entry.row.currency) },
    ];
  });
  return { entries: settled, remarks };
}

/** Which entries to turn so that the balances close; undefined when they close as they are, or in no way. */
function turnedTo(entries: readonly CamtEntry[], opening: Minor, closing: Minor): Doubt | undefined {
  const closes = (doubt: Doubt): boolean =>
    plus(opening, sumOf(entries.map((entry) => (doubt(entry) ? negate(entry.row.amount) : entry.row.amount)))) ===
    closing;
  return closes(() => false) ? undefined : DOUBTS.find(closes);
}

function turn(entry: CamtEntry): CamtEntry {
  return { ...entry, row: { ...entry.row, amount: negate(entry.row.amount) } };
}
