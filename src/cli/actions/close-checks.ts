import type { CheckLine } from '../../jobs/close-work.ts';
import type { Column, Row } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';

const STATES: NonNullable<Column['values']> = {
  passed: { en: 'passed', zh: '通过' },
  warned: { en: 'warned', zh: '提醒' },
  blocked: { en: 'BLOCKED', zh: '未通过' },
  overridden: { en: 'overridden', zh: '已放行' },
};

/** Columns of the checklist; the reasons stand below each line, with the command that mends them. */
export const CHECK_COLUMNS: readonly Column[] = [
  { key: 'code', title: { en: 'Check', zh: '编号' }, type: 'text' },
  { key: 'title', title: { en: 'What', zh: '检查项' }, type: 'words' },
  { key: 'state', title: { en: 'State', zh: '结果' }, type: 'text', values: STATES },
  { key: 'blocks', title: { en: 'Blocks', zh: '必须通过' }, type: 'text', wide: true },
  { key: 'reasons', title: { en: 'Why', zh: '原因' }, type: 'words', wide: true },
  { key: 'command', title: { en: 'To mend it', zh: '处理命令' }, type: 'text', wide: true },
  {
    key: 'steps',
    title: { en: 'Why, and what mends it', zh: '原因及处理命令' },
    type: 'words',
    below: true,
    shown: (cell) => (Array.isArray(cell) ? cell.flatMap((one) => String(one).split(BEFORE_COMMAND)).map(asIs) : []),
  },
];

/** Between a reason and the command that mends it; the arrow stays with the command. */
const THEN = ' → ';
const BEFORE_COMMAND = / (?=→ )/u;

function asIs(text: string): Words {
  return { en: text, zh: text };
}

export function checkRow({ check, state, reasons }: CheckLine, overrides: readonly string[]): Row {
  const isOverridden = state === 'blocked' && overrides.includes(check.code);
  const joined = (lang: keyof Words): string =>
    reasons.map((one) => one.words[lang]).join({ en: '; ', zh: '；' }[lang]);
  const steps = (lang: keyof Words): readonly string[] =>
    reasons.map((one) => one.words[lang] + (one.command === undefined ? '' : THEN + one.command));
  const command = reasons.find((one) => one.command !== undefined)?.command;
  return {
    code: check.code,
    title: check.title,
    state: isOverridden ? 'overridden' : state,
    blocks: check.severity === 'B' ? 'yes' : 'no',
    ...(reasons.length === 0
      ? {}
      : { reasons: { en: joined('en'), zh: joined('zh') }, steps: { en: steps('en'), zh: steps('zh') } }),
    ...(command === undefined ? {} : { command }),
  };
}
