import type { Currency } from '../../model/currency.ts';
import { absolute, type Minor } from '../../model/money.ts';
import type { StatementIssue } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import { elementsAt, textAt, type XmlElement } from '../tokenise/xml-element.ts';
import { camtAmount, sumOf } from './camt-values.ts';

/** Signed amounts of a statement's entries: the booked ones, and those that aren't as far as they can be read. */
export interface CamtMoved {
  readonly booked: readonly Minor[];
  readonly pending: readonly Minor[];
  readonly currency: Currency;
  readonly account: string | undefined;
}

type Side = (amount: Minor) => boolean;
const SIDES: readonly (readonly [name: string, side: Side])[] = [
  ['TtlNtries', () => true],
  ['TtlCdtNtries', (amount) => amount >= 0],
  ['TtlDbtNtries', (amount) => amount < 0],
];

interface Declared {
  readonly line: number;
  readonly what: string;
  readonly value: number;
  readonly unit: StatementIssue['unit'];
}

/**
 * Where the counts and sums a statement declares of itself (`TxsSummry`) disagree with its entries. Banks count those
 * that aren't booked or leave them out: either will do.
 */
export function totalsIssues(summary: XmlElement, moved: CamtMoved): readonly StatementIssue[] {
  return SIDES.flatMap(([name, side]) => {
    const booked = moved.booked.filter(side);
    const all = [...booked, ...moved.pending.filter(side)];
    return declaredIn(summary, name, moved.currency).flatMap(({ value: expected, ...declared }) => {
      const [actual, withPending] = [booked, all].map((amounts) => {
        return declared.unit === 'count' ? amounts.length : sumOf(amounts.map(absolute));
      });
      if (actual === undefined || actual === expected || withPending === expected) return [];
      const { currency, account } = moved;
      return [{ code: 'control-total' as const, ...declared, expected, actual, currency, ...defined({ account }) }];
    });
  });
}

function declaredIn(summary: XmlElement, name: string, currency: Currency): readonly Declared[] {
  return elementsAt(summary, name).flatMap((total) => {
    const { line } = total;
    const count = textAt(total, 'NbOfNtries') ?? '';
    const sum = camtAmount(textAt(total, 'Sum') ?? '', currency);
    const counts = /^\d{1,9}$/.test(count)
      ? [{ line, what: `${name}/NbOfNtries`, value: Number(count), unit: 'count' as const }]
      : [];
    return sum.ok ? [...counts, { line, what: `${name}/Sum`, value: sum.minor, unit: 'amount' as const }] : counts;
  });
}
