import { plus } from '../model/money.ts';
import type { Cell, Column, Section } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import {
  byKey,
  dataColumn,
  dayColumn,
  integerColumn,
  money,
  moneyColumn,
  textColumn,
  WIDE,
  wordsOf,
} from './columns.ts';
import { factsOf, isListed } from './facts.ts';
import { matchRow, memberWords, type ListedGroup, type ShownMember } from './match-row.ts';
import { orderGroups } from './order-groups.ts';
import type { Report, ReportContext } from './report.ts';
import { loadStoredGroups } from './stored-groups.ts';
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
    const groups = await loadGroups(context);
    return {
      schema: 'settle.report.matches/1',
      title: matches.title,
      facts: factsOf(context),
      columns: COLUMNS,
      rows: groups.map(matchRow),
      totals: { count: groups.length },
      sections: [byPass(groups)],
    };
  },
};

export default matches;

/** Each member as a line of its own. */
function memberLines(cell: Cell): readonly Words[] {
  return Array.isArray(cell) ? (cell as readonly ShownMember[]).map(memberWords) : [];
}

/** The legs in the order the money takes; within one by order number, or by day and name. */
async function loadGroups(context: ReportContext): Promise<readonly ListedGroup[]> {
  const groups: ListedGroup[] = [];
  for await (const group of orderGroups(context)) groups.push(group);
  const legs = Object.keys(LEG_WORDS);
  groups.push(...[...(await loadStoredGroups(context))].sort(byKey((group) => String(legs.indexOf(group.leg)))));
  return groups.filter((group) => isListed(group.matchedOn, context.period));
}

interface PassTally {
  readonly first: ListedGroup;
  readonly count: number;
  readonly differing: number;
  readonly difference: number;
}

/** How many groups each pass made. */
function byPass(groups: readonly ListedGroup[]): Section {
  const tallies = new Map<string, PassTally>();
  for (const group of groups) {
    const key = [group.leg, group.state, group.pass, group.currency].join('\n');
    const before = tallies.get(key) ?? { first: group, count: 0, differing: 0, difference: 0 };
    tallies.set(key, {
      first: before.first,
      count: before.count + 1,
      differing: before.differing + (group.difference === 0 ? 0 : 1),
      difference: plus(money(before.difference, group.currency).minor, group.difference),
    });
  }
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
    rows: [...tallies.values()].map(({ first, count, differing, difference }) => ({
      leg: first.leg,
      state: first.state,
      pass: first.pass,
      count,
      differing,
      difference: money(difference, first.currency),
      currency: first.currency,
    })),
  };
}
