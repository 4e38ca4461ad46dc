import { loadCloseStatus, type MonthStatus } from '../../jobs/close-status.ts';
import type { Column, Row } from '../../model/table.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';

const STATES: NonNullable<Column['values']> = {
  open: { en: 'open', zh: '未结账' },
  review: { en: 'in review', zh: '复核中' },
  closed: { en: 'closed', zh: '已结账' },
  reopened: { en: 'reopened', zh: '已反结账' },
  'needs-reclose': { en: 'to be closed again', zh: '须重新结账' },
};

/** Every month with its state, its last snapshot and who signed it. */
export async function statusOf(call: Call): Promise<number> {
  return withSession(call, 'read', async ({ books, settings, asOf }) => {
    const months = await loadCloseStatus(books.db, asOf);
    return answer(call, {
      schema: 'settle.close-status/1',
      title: { en: 'Months', zh: '各月结账状态' },
      columns: [
        { key: 'month', title: { en: 'Month', zh: '月份' }, type: 'text' },
        { key: 'state', title: { en: 'State', zh: '状态' }, type: 'text', values: STATES },
        { key: 'hard', title: { en: 'For good', zh: '永久' }, type: 'text', wide: true },
        { key: 'snapshot', title: { en: 'Snapshot', zh: '快照' }, type: 'text' },
        { key: 'sha256', title: { en: 'SHA-256', zh: 'SHA-256' }, type: 'text', wide: true },
        { key: 'preparer', title: { en: 'Preparer', zh: '编制人' }, type: 'text' },
        { key: 'reviewer', title: { en: 'Reviewer', zh: '复核人' }, type: 'text' },
        { key: 'closed_by', title: { en: 'Closed by', zh: '结账人' }, type: 'text' },
        { key: 'closed_at', title: { en: 'Closed at', zh: '结账时间' }, type: 'text', wide: true },
        { key: 'audit_head', title: { en: 'Audit head', zh: '审计链末端' }, type: 'text', wide: true },
      ],
      rows: months.map(rowOf),
      facts: { book: settings.book },
    });
  });
}

function rowOf({ month, state, isHard, snapshot, preparer, reviewer }: MonthStatus): Row {
  return {
    month,
    state,
    hard: isHard ? 'yes' : 'no',
    preparer,
    reviewer,
    ...(snapshot === undefined
      ? {}
      : {
          snapshot: `${month}#${snapshot.version}`,
          sha256: snapshot.sha256,
          closed_by: snapshot.operator,
          closed_at: snapshot.closedAt,
          audit_head: snapshot.auditHead,
        }),
  };
}
