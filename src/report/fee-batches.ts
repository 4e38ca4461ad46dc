import type { Column, Note, Section } from '../model/table.ts';
import { integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import type { BatchFee } from './fee-batch-lines.ts';
import { note } from './notes.ts';

const VERDICTS = {
  'on-total': wordsOf('rate taken on the batch | 按批次总额计费'),
  differs: wordsOf('not by the contract | 与合同不符'),
};

const BATCH_COLUMNS: readonly Column[] = [
  textColumn('account', 'Account | 账户', WIDE),
  textColumn('batch_no', 'Batch | 批次号', { whole: true }),
  integerColumn('lines', 'Lines | 笔数', WIDE),
  moneyColumn('base', 'Base | 计费基数', WIDE),
  moneyColumn('expected', 'By line | 逐笔应收'),
  moneyColumn('on_total', 'On total | 按总额'),
  moneyColumn('charged', 'Charged | 实扣'),
  moneyColumn('difference', 'Diff. | 差异'),
  textColumn('verdict', 'Why | 原因', { values: VERDICTS }),
  textColumn('currency', 'Currency | 币种', WIDE),
];

const MOST_BATCHES = 20;

/** Batches whose fees aren't those of the contract line by line, those furthest off first. */
export function batchSection(batches: readonly BatchFee[]): Section {
  return {
    key: 'batches',
    title: wordsOf('Batches charged other than line by line | 与逐笔计费不符的批次'),
    columns: BATCH_COLUMNS,
    rows: batches.slice(0, MOST_BATCHES).map((one) => ({
      account: one.account,
      batch_no: one.batchNo,
      lines: one.lines,
      base: money(one.base, one.currency),
      expected: money(one.expected, one.currency),
      on_total: money(one.onTotal, one.currency),
      charged: money(one.charged, one.currency),
      difference: money(one.difference, one.currency),
      verdict: one.verdict,
      currency: one.currency,
    })),
  };
}

export function batchNotes(batches: readonly BatchFee[]): readonly Note[] {
  const onTotal = batches.filter((one) => one.verdict === 'on-total').length;
  const notes: Note[] = [];
  if (onTotal > 0) {
    notes.push(
      note(
        `${onTotal} batches were charged on their total: the sum of fees rounded line by line is another one.`,
        `${onTotal} 个批次按总额计费：与逐笔取整之和不同。`,
      ),
    );
  }
  if (batches.length > MOST_BATCHES) {
    notes.push(
      note(
        `${batches.length - MOST_BATCHES} more batches differ.`,
        `另有 ${batches.length - MOST_BATCHES} 个批次不符。`,
      ),
    );
  }
  return notes;
}
