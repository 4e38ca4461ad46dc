import { basename, dirname, resolve } from 'node:path';

import { trialRules, type Rules, type Trial, type TrialRow } from '../../jobs/trial-rules.ts';
import { EXIT } from '../../model/problem.ts';
import type { Cell, Column, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import {
  CODE_WORDS,
  LEG_WORDS,
  MATCH_STATE_WORDS,
  memberWords,
  PASS_WORDS,
  type ShownMember,
} from '../../report/tables.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { readSettings } from '../config/read.ts';
import { readInput } from '../input-file.ts';
import { loadCalendar, withSession, type Session } from '../session.ts';

/** Shows what settle.yaml as it stands now, or another one, would do to everything that is stored. Writes nothing. */
export async function trial(call: Call): Promise<number> {
  return withSession(call, 'write', async (session) => {
    const { books, settings, calendar, asOf } = session;
    const rules = rulesOf(call, session);
    const isOther = call.given.text('rules') !== undefined;
    const found = await trialRules(books, { rules, asOf, ...(isOther ? { holding: { settings, calendar } } : {}) });
    const exit = await answer(call, tableOf(found, settings.book, settings.currency), EXIT.ok);
    await say(call, summary(found));
    return exit;
  });
}

/** Another settle.yaml; its calendar stands beside it. */
function rulesOf({ world, given }: Call, session: Session): Rules {
  const path = given.text('rules');
  if (path === undefined) return { settings: session.settings, calendar: session.calendar };
  const settings = readSettings(readInput(world, path, 'CONFIG_UNREADABLE'), basename(path));
  return { settings, calendar: loadCalendar(dirname(resolve(world.cwd, path)), settings) };
}

const CHANGES: NonNullable<Column['values']> = {
  new: { en: 'new', zh: '新增' },
  lost: { en: 'lost', zh: '失去' },
  state: { en: 'other state', zh: '状态改变' },
  conflict: { en: 'conflict', zh: '冲突' },
  gone: { en: 'gone', zh: '消失' },
};
const AGAINST: NonNullable<Column['values']> = { apart: { en: 'kept apart', zh: '人工否决' } };

const COLUMNS: readonly Column[] = [
  { key: 'change', title: { en: 'Change', zh: '变化' }, type: 'text', values: CHANGES },
  { key: 'group', title: { en: 'Group', zh: '匹配组' }, type: 'text' },
  { key: 'leg', title: { en: 'Leg', zh: '环节' }, type: 'text', values: LEG_WORDS },
  { key: 'state', title: { en: 'State', zh: '状态' }, type: 'text', values: MATCH_STATE_WORDS },
  { key: 'pass', title: { en: 'Pass', zh: '轮次' }, type: 'text', values: PASS_WORDS, wide: true },
  { key: 'difference', title: { en: 'Difference', zh: '差额' }, type: 'money' },
  { key: 'currency', title: { en: 'Currency', zh: '币种' }, type: 'text', wide: true },
  { key: 'against', title: { en: 'Decided', zh: '人工决定' }, type: 'text', values: AGAINST },
  { key: 'members', title: { en: 'Items', zh: '明细' }, type: 'data', below: true, shown: memberLines },
];

function memberLines(cell: Cell): readonly Words[] {
  return Array.isArray(cell) ? (cell as readonly ShownMember[]).map(memberWords) : [];
}

function count(rows: readonly TrialRow[], change: TrialRow['change']): number {
  return rows.filter((row) => row.change === change).length;
}

function tableOf({ rows, findings }: Trial, book: string, currency: string): Table {
  return {
    schema: 'settle.match-trial/1',
    title: { en: 'Trial of the rules', zh: '规则试算' },
    columns: COLUMNS,
    rows: rows.map(({ change, group: { id, proposal }, against }) => {
      const { leg, state, pass, difference, currency: own, members } = proposal;
      return {
        change,
        group: id,
        leg,
        state,
        pass,
        difference: { minor: difference, currency: own },
        currency: own,
        ...(against === undefined ? {} : { against }),
        members: members.map(({ side, ref, amount }): ShownMember => ({
          side,
          ref,
          amount: { minor: amount, currency: own },
        })),
      };
    }),
    totals: {
      new_groups: count(rows, 'new'),
      lost_groups: count(rows, 'lost'),
      changed_states: count(rows, 'state'),
      conflicts: count(rows, 'conflict'),
    },
    facts: { book, currency },
    sections: [
      {
        key: 'findings',
        title: { en: 'Findings', zh: '差异' },
        columns: [
          { key: 'change', title: { en: 'Change', zh: '变化' }, type: 'text', values: CHANGES },
          { key: 'finding', title: { en: 'Finding', zh: '差异' }, type: 'text' },
          { key: 'code', title: { en: 'What', zh: '类型' }, type: 'text', values: CODE_WORDS },
          { key: 'difference', title: { en: 'Difference', zh: '差额' }, type: 'money' },
        ],
        rows: findings.map(({ change, finding: { id, code, difference, currency: own } }) => ({
          change,
          finding: id,
          code,
          ...(difference === undefined ? {} : { difference: { minor: difference, currency: own } }),
        })),
      },
    ],
  };
}

function summary({ rows, findings }: Trial): Words {
  const [made, lost, conflicts] = [count(rows, 'new'), count(rows, 'lost'), count(rows, 'conflict')];
  const gone = findings.filter((one) => one.change === 'gone').length;
  return {
    en: `${made} groups new, ${lost} lost, ${conflicts} in conflict with decisions; ${findings.length - gone} findings new, ${gone} gone; nothing was written`,
    zh: `新增 ${made} 组，失去 ${lost} 组，与人工决定冲突 ${conflicts} 组；差异新增 ${findings.length - gone} 项，消失 ${gone} 项；未写入`,
  };
}
