import type { DecidedGroup } from '../../jobs/link-items.ts';
import type { Column, Row, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { LEG_WORDS, MATCH_STATE_WORDS, memberWords, PASS_WORDS, type ShownMember } from '../../report/tables.ts';

/** A group that was decided about, and what it is now. */
export interface ShownDecision {
  readonly decided: DecidedGroup;
  readonly state: string;
}

const STATES: NonNullable<Column['values']> = {
  ...MATCH_STATE_WORDS,
  open: { en: 'open', zh: '未勾对' },
  apart: { en: 'open, kept apart', zh: '未勾对，不再提出' },
};

/** How many members of a group are shown as lines of their own at a terminal. */
const COLUMNS: readonly Column[] = [
  { key: 'group', title: { en: 'Group', zh: '匹配组' }, type: 'text' },
  { key: 'leg', title: { en: 'Leg', zh: '环节' }, type: 'text', values: LEG_WORDS },
  { key: 'shape', title: { en: 'Shape', zh: '形式' }, type: 'text' },
  { key: 'state', title: { en: 'State', zh: '状态' }, type: 'text', values: STATES },
  { key: 'pass', title: { en: 'Pass', zh: '轮次' }, type: 'text', values: PASS_WORDS, wide: true },
  { key: 'difference', title: { en: 'Difference', zh: '差额' }, type: 'money' },
  { key: 'written_off', title: { en: 'Written off', zh: '核销' }, type: 'money' },
  { key: 'currency', title: { en: 'Currency', zh: '币种' }, type: 'text', wide: true },
  { key: 'members', title: { en: 'Items', zh: '明细' }, type: 'data', below: true, shown: memberLines },
];

function memberLines(cell: Row[string]): readonly Words[] {
  return Array.isArray(cell) ? (cell as readonly ShownMember[]).map(memberWords) : [];
}

interface Heading {
  readonly schema: string;
  readonly title: Words;
  readonly planned: Words;
}

interface Facts {
  readonly book: string;
  readonly currency: string;
  readonly operator: string;
  readonly reason: string;
  readonly dryRun: boolean;
}

/** The answer of link, unlink, reject and accept: a row a group. */
export function decisionTable(
  { schema, title, planned }: Heading,
  rows: readonly ShownDecision[],
  facts: Facts,
): Table {
  const { book, currency: bookCurrency, operator, reason, dryRun } = facts;
  const run = rows[0]?.decided.run;
  return {
    schema,
    title: dryRun ? planned : title,
    columns: COLUMNS,
    rows: rows.map(rowOf),
    totals: { count: rows.length },
    facts: {
      book,
      currency: bookCurrency,
      operator,
      ...(reason === '' ? {} : { reason }),
      // A plan has no run yet: another decision may come before it.
      ...(dryRun || run === undefined ? {} : { run }),
    },
  };
}

function rowOf({ decided, state }: ShownDecision): Row {
  const { group, proposal, writtenOff } = decided;
  const { leg, shape, pass, difference, currency, members } = proposal;
  return {
    group,
    leg,
    shape,
    state,
    pass,
    difference: { minor: difference, currency },
    ...(writtenOff === 0 ? {} : { written_off: { minor: writtenOff, currency } }),
    currency,
    members: members.map(({ side, ref, amount }): ShownMember => ({ side, ref, amount: { minor: amount, currency } })),
  };
}
