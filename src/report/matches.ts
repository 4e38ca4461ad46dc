import { streamOf } from '../model/rows.ts';
import type { Cell, Column, Row, Section } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import { dataColumn, dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import { matchRow, memberWords, type ShownMember } from './match-row.ts';
import { passTallies, type PassTally } from './match-tally.ts';
import { orderGroups } from './order-groups.ts';
import type { Report, ReportContext } from './report.ts';
import { storedGroups } from './stored-groups.ts';
import { LEG_WORDS, MATCH_STATE_WORDS, PASS_WORDS } from './words.ts';

const LEG: Column = textColumn('leg', 'Leg | 环节', { values: LEG_WORDS });
const STATE: Column = textColumn('state', 'State | 状态', { values: MATCH_STATE_WORDS });

const COLUMNS: readonly Column[] = [
  textColumn('group', 'Group | 匹配组'),
  LEG,
  textColumn('shape', 'Shape | 形式'),
  STATE,
  textColumn('pass', 'Pass | 轮次', { values: PASS_WORDS, ...WIDE }),
  moneyColumn('difference', 'Difference | 差额'),
  textColumn('currency', 'Currency | 币种', WIDE),
  dayColumn('matched_on', 'Matched on | 勾对日'),
  integerColumn('score', 'Score | 分值', WIDE),
  integerColumn('rank', 'Rank | 名次', WIDE),
  integerColumn('rivals', 'Rivals | 其他候选', WIDE),
  dataColumn('coincidences', 'By chance | 偶合期望', WIDE),
  dataColumn('members', 'Items | 明细', { below: true, shown: memberLines }),
  dataColumn('why', 'Why | 依据', WIDE),
];

const matches: Report = {
  name: 'matches',
  title: wordsOf('Matches | 勾对明细'),
  summary: wordsOf('which items are the same money, and why | 哪些款项是同一笔钱，依据是什么'),
  filters: ['account', 'platform', 'order'],
  async build(context) {
    const tallies = await passTallies(context);
    return {
      schema: 'settle.report.matches/1',
      title: matches.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows: streamOf(() => listedRows(context)),
      totals: { count: tallies.reduce((sum, { count }) => sum + count, 0) },
      sections: [byPass(tallies)],
    };
  },
};

export default matches;

/** Each member as a line of its own. */
function memberLines(cell: Cell): readonly Words[] {
  return Array.isArray(cell) ? (cell as readonly ShownMember[]).map(memberWords) : [];
}

/** The legs in the order the money takes; within one by order number, or by day and name. */
async function* listedRows(context: ReportContext): AsyncIterable<readonly Row[]> {
  for await (const batch of orderGroups(context)) {
    yield batch.filter((group) => isListed(group.matchedOn, context.period)).map(matchRow);
  }
  for await (const batch of storedGroups(context)) yield batch.map(matchRow);
}

/** How many groups each pass made. */
function byPass(tallies: readonly PassTally[]): Section {
  return {
    key: 'by_pass',
    title: wordsOf('By pass | 按匹配轮次'),
    columns: [
      LEG,
      STATE,
      textColumn('pass', 'Pass | 轮次', { values: PASS_WORDS }),
      integerColumn('count', 'Groups | 组数'),
      integerColumn('differing', 'Differing | 有差额'),
      moneyColumn('difference', 'Difference | 差额'),
      textColumn('currency', 'Currency | 币种', WIDE),
    ],
    rows: tallies.map(({ difference, ...tally }) => ({ ...tally, difference: money(difference, tally.currency) })),
  };
}
