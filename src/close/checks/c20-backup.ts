import type { Check } from '../check.ts';
import { reason } from '../reasons.ts';

/** A copy exists of what is closed, and the event log was not tampered with. */
const check: Check = {
  code: 'C20',
  title: { en: 'backed up after the last change, audit chain sound', zh: '已备份且审计链完好' },
  severity: 'B',
  run: ({ backup: { lastChange, lastBackup, isChainSound } }) => [
    ...(lastBackup >= lastChange
      ? []
      : [reason('no backup since the last change', '最后一次变更后尚未备份', 'settle backup FILE')]),
    ...(isChainSound ? [] : [reason('the audit chain is broken', '审计链已损坏', 'settle verify')]),
  ],
};

export default check;
