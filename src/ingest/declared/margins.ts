import type { Footer, Preamble, TotalPattern } from '../profile.ts';
import type { KindFields } from './kinds.ts';
import { wordOf } from './kinds.ts';
import { patternOf } from './pattern.ts';
import { choiceOf, fieldsOf, flagOf, linesOf, listOf, oneOrMore, optional, textOf, type Place } from './values.ts';

/** What the lines above the rows tell; each pattern is tried on every line, its cells joined with a blank. */
export function readPreamble(place: Place, about: KindFields): Preamble {
  const fields = fieldsOf(place, ['account', 'period', 'end_exclusive', 'currency', 'totals']);
  const first = (one: Place): readonly RegExp[] => oneOrMore(one).map((member) => patternOf(member, 'first'));
  const account = optional(fields, 'account', first);
  const currency = optional(fields, 'currency', first);
  const period = optional(fields, 'period', (one) => oneOrMore(one).map((member) => patternOf(member, ['from', 'to'])));
  const totals = optional(fields, 'totals', (one) => readTotals(one, about));
  return {
    ...(account !== undefined && { account }),
    ...(period !== undefined && { period }),
    ...(currency !== undefined && { currency }),
    ...(totals !== undefined && { totals }),
    ...(optional(fields, 'end_exclusive', flagOf) === true && { endExclusive: true }),
  };
}

export interface DeclaredFooter {
  readonly footer?: Footer;
  /** So many lines at the end are no rows. */
  readonly footerLines: number;
}

/** Lines below the rows: known by how the first of them starts, or by their number. */
export function readFooter(place: Place | undefined, about: KindFields): DeclaredFooter {
  if (place === undefined) return { footerLines: 0 };
  const fields = fieldsOf(place, ['starts', 'lines', 'needed', 'totals']);
  const lines = optional(fields, 'lines', linesOf);
  if (lines !== undefined) return { footerLines: lines };
  const totals = optional(fields, 'totals', (one) => readTotals(one, about));
  const footer: Footer = {
    starts: patternOf(fields.need('starts')),
    ...(optional(fields, 'needed', flagOf) === true && { needed: 'always' }),
    ...(totals !== undefined && { totals }),
  };
  return { footerLines: 0, footer };
}

/** Tallies of a kind: each of its amounts, and of a bank's rows both sides and all of them. */
const BANK_TALLIES = ['credit', 'debit', 'all'];

/** `- { pattern: "Total in: (?<amount>[\\d.,]+)", of: credit }`. */
function readTotals(place: Place, about: KindFields): readonly TotalPattern[] {
  const isBank = about.fields.has('direction');
  const tallies = isBank ? BANK_TALLIES : about.money.map((field) => wordOf(about, field));
  return listOf(place).map((member) => {
    const fields = fieldsOf(member, ['pattern', 'of', 'name', 'absolute']);
    const of = choiceOf(fields.need('of'), tallies);
    return {
      pattern: patternOf(fields.need('pattern'), ['amount', 'count']),
      what: optional(fields, 'name', textOf) ?? of,
      tally: about.fields.get(of) ?? of,
      ...(optional(fields, 'absolute', flagOf) === true && { absolute: true }),
    };
  });
}
