import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { resolveFinding } from '../../src/jobs/resolve-finding.ts';
import type { NamedFinding } from '../../src/model/finding.ts';
import { explain } from '../../src/report/explain/index.ts';
import { inTime } from '../../src/report/explain/order-of-time.ts';
import { say, type Step } from '../../src/report/explain/step.ts';
import type { ReportContext } from '../../src/report/report.ts';
import { asJson, asText, smallBooks, type SmallBooks } from './small-books.ts';
import { WEEK } from './week.ts';

let small: SmallBooks;
let context: ReportContext;
beforeAll(async () => {
  small = await smallBooks(WEEK.files, WEEK.yaml);
});
beforeEach(async () => {
  context = await small.context('2026-06-10');
});
afterAll(async () => {
  await small.remove();
});

async function missingPayout(): Promise<NamedFinding> {
  const found = (await context.findings()).find((one) => one.code === 'payout-missing');
  if (!found) throw new Error('no payout is missing');
  return found;
}

test('a step is one line with its ref whole, its sentence and its proof below in full width', async () => {
  const text = await asText(await explain(context, 'order:O1'), 'table');
  expect(text).toMatch(/^ordered +2026-06-01 +order:O1 +100\.00\n {2}wechat, completed\n {2}orders\.csv:2\n/mu);
  expect(text).toMatch(/^settled +2026-06-01 +trade:T1 +100\.00\n {2}pay: sale; .*\n {2}pay\.csv:2\n/mu);
});

test('the standing of an order and the kind of a finding are words in both languages', async () => {
  expect((await asJson(await explain(context, 'order:O1'), 'zh')).rows[0]?.['text']).toBe('wechat，已完成');
  const last = async (lang: 'en' | 'zh'): Promise<unknown> =>
    (await asJson(await explain(context, 'order:O4'), lang)).rows.at(-1)?.['text'];
  expect(await last('en')).toMatch(/^Order not settled: /u);
  expect(await last('zh')).toMatch(/^订单未结算：/u);
});

test('what happened stands in order of its days, with what was tried after the step it belongs to', () => {
  const at = (step: Step['step'], date?: string): Step => ({ step, date: date as Step['date'], text: say('', '') });
  const chain = [
    at('ordered', '2026-06-01'),
    at('settled', '2026-06-02'),
    at('settled', '2026-06-20'),
    at('payout', '2026-06-03'),
    at('due', '2026-06-25'),
    at('tried'),
    at('candidate', '2026-05-01'),
    at('finding', '2026-06-01'),
  ];
  expect(inTime(chain).map(({ step, date }) => [step, date])).toEqual([
    ['ordered', '2026-06-01'],
    ['settled', '2026-06-02'],
    ['payout', '2026-06-03'],
    ['due', '2026-06-25'],
    ['tried', undefined],
    ['candidate', '2026-05-01'],
    ['settled', '2026-06-20'],
    ['finding', '2026-06-01'],
  ]);
});

describe('a finding', () => {
  test('goes by a beginning of its name that no other has; where several begin so, they are listed', async () => {
    const { id } = await missingPayout();
    const names = (await context.findings()).map((one) => one.id);
    const own = Array.from(id).findIndex(
      (_, at) => names.filter((name) => name.startsWith(id.slice(0, at + 1))).length === 1,
    );
    const [first] = (await asJson(await explain(context, id.slice(0, Math.max(3, own + 1))))).rows;
    expect(first).toMatchObject({ step: 'finding', ref: id });
    expect(await explain(context, 'f-')).toBeUndefined();
  });

  test('that a person has decided about says what, why, by whom and when instead of what to do next', async () => {
    const { id } = await missingPayout();
    const before = (await asJson(await explain(context, id))).rows.map((step) => step['step']);
    expect(before.slice(0, 5)).toEqual(['finding', 'expected', 'actual', 'time', 'next']);
    const { settings, calendar, asOf } = context;
    const decision = { finding: id, resolution: 'reclassified', reason: 'paid by hand', operator: 'anna' } as const;
    await resolveFinding(
      small.books,
      { ...decision, at: '2026-06-10T09:00:00+08:00', dryRun: false },
      { settings, calendar, asOf },
    );
    const steps = (await asJson(await explain(context, id))).rows;
    expect(steps.slice(0, 5).map((step) => step['step'])).toEqual([
      'finding',
      'expected',
      'actual',
      'time',
      'decision',
    ]);
    expect(steps[4]).toMatchObject({
      date: '2026-06-10',
      resolution: 'reclassified',
      reason: 'paid by hand',
      operator: 'anna',
      text: 'reclassified, by anna: paid by hand',
    });
    expect(await asText(await explain(context, id), 'table', 'zh')).toContain('重分类，操作人 anna：paid by hand');
  });
});
