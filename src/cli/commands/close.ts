import { SIGNATURE_ROLES } from '../../model/close.ts';
import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const close: CommandSpec = {
  name: 'close',
  summary: {
    en: 'close a month: checklist, snapshot, lock; also status, sign, verify',
    zh: '月末结账：检查清单、快照、锁定；另有 status、sign、verify',
  },
  arguments: [
    {
      name: 'WHAT',
      required: true,
      summary: {
        en: 'the month (2026-06), or: status, sign, verify',
        zh: '月份（2026-06），或 status（状态）、sign（签字）、verify（核对快照）',
      },
    },
    { name: 'MONTH', summary: { en: 'the month to sign or verify', zh: '要签字或核对的月份' } },
  ],
  options: [
    {
      name: 'override',
      value: 'CODES',
      summary: {
        en: 'close although these checks block (C05,C07), with --reason',
        zh: '在这些检查项未通过时仍结账（如 C05,C07），须附 --reason',
      },
    },
    { name: 'reason', value: 'TEXT', summary: { en: 'why, for the log', zh: '原因（写入日志）' } },
    { name: 'hard', summary: { en: 'for good: no command opens it again', zh: '永久结账，不可反结账' } },
    {
      name: 'role',
      value: 'ROLE',
      choices: SIGNATURE_ROLES,
      summary: { en: 'in which role --operator signs', zh: '签字人（--operator）的身份' },
    },
  ],
  shared: ['dry-run', ...ANSWER],
  load: () => import('../actions/close.ts'),
};
export default close;
