import { signMonth } from '../../jobs/sign-month.ts';
import { SIGNATURE_ROLES } from '../../model/close.ts';
import { answer, say } from '../answer.ts';
import { closeRequest, closeTables, monthOf } from '../close-look.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';
import { usage } from '../usage.ts';

const ROLE_WORDS = {
  preparer: { en: 'preparer', zh: '编制人' },
  reviewer: { en: 'reviewer', zh: '复核人' },
} as const;

/** `--operator` signs the month as it stands now. */
export async function signNow(call: Call, text: string | undefined): Promise<number> {
  const { month } = monthOf(text);
  const role = SIGNATURE_ROLES.find((one) => one === call.given.text('role'));
  if (role === undefined) return usage('option-needed', { command: 'close sign', option: '--role' });
  return withSession(call, 'write', async (session) => {
    const request = { ...closeRequest(call, session, month), role };
    const { sha256, checks } = await signMonth(session.books, request, () => closeTables(call, session, month));
    const exit = await answer(call, {
      schema: 'settle.close-sign/1',
      title: { en: 'Signed', zh: '已签字' },
      columns: [
        { key: 'month', title: { en: 'Month', zh: '月份' }, type: 'text' },
        { key: 'role', title: { en: 'Role', zh: '身份' }, type: 'text', values: ROLE_WORDS },
        { key: 'name', title: { en: 'Name', zh: '姓名' }, type: 'text' },
        { key: 'snapshot', title: { en: 'Snapshot', zh: '快照' }, type: 'text', whole: true },
      ],
      rows: [{ month, role, name: session.operator, snapshot: sha256 }],
      facts: { book: session.settings.book },
    });
    const blocked = checks.filter((line) => line.state === 'blocked' && line.check.code !== 'C21').length;
    await say(call, {
      en: `the signature holds for these numbers; ${blocked} checks block the close`,
      zh: `签字仅对当前数据有效；尚有 ${blocked} 项检查未通过`,
    });
    return exit;
  });
}
