import { rulesOf, verifyMonth, type VerifiedMonth } from '../../jobs/verify-month.ts';
import { calendarFrom } from '../../model/calendar.ts';
import { EXIT } from '../../model/problem.ts';
import type { Column, Section, Table } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';
import { answer } from '../answer.ts';
import { differencesOf, type Difference } from '../close-differences.ts';
import { closeRequest, closeTables, monthOf } from '../close-look.ts';
import type { Call } from '../command.ts';
import { readCalendar } from '../config/calendar.ts';
import { readSettings } from '../config/read.ts';
import { SETTINGS_FILE, withSession } from '../session.ts';

/** Works a closed month out again and compares it with its snapshot; ends with 6 when anything isn't as it was. */
export async function verifyNow(call: Call, text: string | undefined): Promise<number> {
  const { month, to } = monthOf(text);
  return withSession(
    call,
    'read',
    async (session) => {
      const rules = await rulesOf(session.books, month);
      const settings = readSettings(rules.settings, SETTINGS_FILE);
      const calendar =
        rules.calendar === undefined ? calendarFrom() : calendarFrom(readCalendar(rules.calendar, settings.calendar));
      // Nothing is kept under the rules of then.
      const then = { ...session, settings, calendar, rules: undefined };
      const request = { ...closeRequest(call, session, month), settings, calendar };
      const verified = await verifyMonth(session.books, request, () => closeTables(call, then, month));
      const isSame = verified.parts.every((part) => part.state !== 'differs');
      return answer(call, tableOf(verified, month, session.settings.book), isSame ? EXIT.ok : EXIT.integrity);
    },
    to,
  );
}

const PARTS: NonNullable<Column['values']> = {
  digest: { en: 'snapshot itself', zh: '快照本身' },
  audit: { en: 'audit chain', zh: '审计链' },
  files: { en: 'files', zh: '文件清单' },
  archive: { en: 'archived files', zh: '存档文件' },
  opening: { en: 'open items brought forward', zh: '期初未清项' },
  closing: { en: 'open items carried over', zh: '期末未清项' },
  vouchers: { en: 'vouchers', zh: '记账凭证' },
  reports: { en: 'every number of the reports', zh: '各报表数字' },
};

const STATES: NonNullable<Column['values']> = {
  same: { en: 'the same', zh: '一致' },
  differs: { en: 'DIFFERS', zh: '不一致' },
  'not-compared': { en: 'month is open, not compared', zh: '该月未结账，未比较' },
};

/** What was kept beside what comes out now. */
function differencesSection(differences: readonly Difference[]): Section {
  const side = (key: string, title: Words): Column => ({ key, title, type: 'words' });
  return {
    key: 'differences',
    title: { en: 'What differs', zh: '差异明细' },
    columns: [
      { key: 'where', title: { en: 'Where', zh: '所在' }, type: 'words' },
      { key: 'row', title: { en: 'Row', zh: '行' }, type: 'words' },
      { key: 'field', title: { en: 'Column', zh: '栏目' }, type: 'words' },
      side('before', { en: 'Kept', zh: '结账时' }),
      side('now', { en: 'Now', zh: '现在' }),
    ],
    rows: differences.map(({ where, row, field, before, now }) => ({ where, row, field, before, now })),
  };
}

function tableOf({ version, sha256, parts, program, both }: VerifiedMonth, month: string, book: string): Table {
  const differences = both === undefined ? [] : differencesOf(both.kept, both.now);
  return {
    schema: 'settle.close-verify/1',
    title: { en: 'Closed month worked out again', zh: '已结账月份重算核对' },
    columns: [
      { key: 'part', title: { en: 'Part', zh: '部分' }, type: 'text', values: PARTS },
      { key: 'state', title: { en: 'State', zh: '结果' }, type: 'text', values: STATES },
      {
        key: 'differs',
        title: { en: 'What differs', zh: '差异' },
        type: 'data',
        wide: true,
      },
      { key: 'count', title: { en: 'Differences', zh: '差异数' }, type: 'integer' },
    ],
    rows: parts.map(({ part, state, what }) => ({
      part,
      state,
      count: what.length,
      ...(what.length === 0 ? {} : { differs: what }),
    })),
    ...(differences.length === 0 ? {} : { sections: [differencesSection(differences)] }),
    facts: { book, period: month, snapshot: `${month}#${version}`, sha256 },
    ...(program === undefined
      ? {}
      : {
          notes: [
            {
              words: {
                en: `It was closed with settle ${program}: this version's own rules may differ.`,
                zh: `该月由 settle ${program} 结账，本版本的内置规则可能不同。`,
              },
            },
          ],
        }),
  };
}
