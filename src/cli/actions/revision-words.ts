import type { RevisedRow, Revision } from '../../jobs/import-files.ts';
import type { Currency } from '../../model/currency.ts';
import { formatAmount } from '../../model/money.ts';
import type { Cell } from '../../model/table.ts';
import type { Words } from '../../model/words.ts';

/** So many rows of a revision are said one by one; the JSON answer has them all. */
const ROWS_SAID = 10;

/** What a statement that was sent again says otherwise, in sentences: what it replaces, then row by row. */
export function revisionWords(revision: Revision, file: string): readonly Words[] {
  const { changed, gone, added, currency } = revision;
  const rows = [
    ...changed.map(({ before, after }): Words => {
      const amounts = `${formatAmount(before.amount, currency)} → ${formatAmount(after.amount, currency)}`;
      return {
        en: `line ${after.line}: ${after.name}: ${amounts}`,
        zh: `第 ${after.line} 行：${after.name}：${amounts}`,
      };
    }),
    ...gone.map((row) => rowWords(row, currency, { en: 'gone', zh: '已删除' })),
    ...added.map((row) => rowWords(row, currency, { en: 'added', zh: '新增' })),
  ];
  const more = rows.length - ROWS_SAID;
  return [
    {
      en: `${file} replaces ${revision.file}: rows changed ${changed.length}, gone ${gone.length}, added ${added.length}`,
      zh: `${file} 替代 ${revision.file}：变更 ${changed.length} 行，删除 ${gone.length} 行，新增 ${added.length} 行`,
    },
    ...rows.slice(0, ROWS_SAID),
    ...(more > 0 ? [{ en: `and ${more} more rows`, zh: `另有 ${more} 行` }] : []),
  ];
}

function rowWords({ line, name, amount }: RevisedRow, currency: Currency, what: Words): Words {
  const said = formatAmount(amount, currency);
  return { en: `${what.en}, line ${line}: ${name}: ${said}`, zh: `${what.zh}，第 ${line} 行：${name}：${said}` };
}

/** A revision as data: every row that differs, with lines and amounts. */
export function revisionData({ file, currency, changed, gone, added }: Revision): Cell {
  const row = ({ line, name, amount }: RevisedRow): Cell => ({ line, name, amount: formatAmount(amount, currency) });
  return {
    file,
    changed: changed.map(({ before, after }) => ({ before: row(before), after: row(after) })),
    gone: gone.map(row),
    added: added.map(row),
  };
}
