import { describe, expect, it } from 'vitest';

import { clearedFindings, flagDiscrepancies, workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { nightly, rememberNight } from '../../src/jobs/nightly.ts';
import { resolveFinding } from '../../src/jobs/resolve-finding.ts';
import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import type { Day } from '../../src/model/day.ts';
import { listOf } from '../../src/model/rows.ts';
import type { NamedFinding } from '../../src/model/finding.ts';
import type { Row } from '../../src/model/table.ts';
import type { Words } from '../../src/model/words.ts';
import { explain, type ReportContext } from '../../src/report/index.ts';
import type { Books } from '../../src/store/open.ts';
import { AT, CALENDAR, SETTINGS, storeFiles, withBooks } from '../match/world-books.ts';
import { readTable } from '../match/world-table.ts';
import { matchAll, sayFinding } from '../match/table-world.ts';
import { refusalOf } from '../store/books.ts';

const options = (asOf: string) => ({ settings: SETTINGS, calendar: CALENDAR, asOf: asOf as Day });
const MATCH = { settings: SETTINGS, calendar: CALENDAR, dryRun: false, operator: 'test', at: AT };
const decision = (finding: string, dryRun = false) =>
  ({ finding, resolution: 'parked', reason: '银行查询中', operator: '王', at: AT, dryRun }) as const;

async function add(books: Books, table: string): Promise<void> {
  await storeFiles(books, readTable(table).files);
  await matchAll(books);
}

const said = (findings: readonly NamedFinding[]): readonly string[] =>
  findings.map((finding) => `${sayFinding(finding)} ${finding.state}`);

async function flag(books: Books, asOf: string): Promise<readonly string[]> {
  return said(await listOf(await flagDiscrepancies(books, options(asOf))));
}

async function cleared(books: Books, asOf: string): Promise<readonly string[]> {
  await workOutFindings(books.db, options(asOf));
  return said(await listOf(clearedFindings(books.db, asOf as Day)));
}

describe('a finding’s history', () => {
  it('it goes away by itself when its counterpart arrives, and its history stays', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00');
      expect(await flag(books, '2026-06-05')).toEqual(['order-unsettled O1 -128.00 open']);
      await add(books, 'line L1 wechat 2026-06-10 sale 128.00 order=O1');
      expect(await flag(books, '2026-06-10')).toEqual([]);
      expect(await cleared(books, '2026-06-10')).toEqual(['order-unsettled O1 -128.00 cleared']);
      expect(await flag(books, '2026-06-09')).toEqual(['order-unsettled O1 -128.00 open']);
      expect(await cleared(books, '2026-06-09')).toEqual([]);
    }));

  it('a finding that comes back is the same finding, by name', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00 file=a.csv');
      const [before] = await listOf(await flagDiscrepancies(books, options('2026-06-05')));
      await add(books, 'order O1 2026-06-02 128.00 status=cancelled file=b.csv');
      expect(await flag(books, '2026-06-06')).toEqual([]);
      await add(books, 'order O1 2026-06-02 128.00 status=completed confirmed=2026-06-07 file=c.csv');
      const [again] = await listOf(await flagDiscrepancies(books, options('2026-06-08')));
      expect(again?.id).toBe(before?.id);
      expect(await cleared(books, '2026-06-08')).toEqual([]);
    }));

  it('of two findings about one trade a decision about the first leaves the second open', () =>
    withBooks(async (books) => {
      const sale = (label: string, day: string): string =>
        `line ${label} wechat 2026-06-${day} sale 128.00 order=O1 trade=T1`;
      await add(books, ['order O1 2026-06-02 128.00', sale('L1', '02'), sale('L2', '03'), sale('L3', '04')].join('\n'));
      const found = await workOutFindings(books.db, options('2026-06-05'));
      expect(found.map(({ code, state }) => `${code} ${state}`)).toEqual([
        'duplicate-settlement open',
        'duplicate-settlement open',
      ]);
      await resolveFinding(books, decision(found[0]?.id ?? ''), options('2026-06-05'));
      const [first, second] = await workOutFindings(books.db, options('2026-06-05'));
      expect(first).toEqual({ ...found[0], state: 'resolved', resolution: 'parked' });
      expect(second).toEqual(found[1]);
    }));

  it('a check as of an earlier day clears nothing of later ones', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00');
      await flag(books, '2026-06-05');
      expect(await flag(books, '2026-06-02')).toEqual([]);
      expect(await cleared(books, '2026-06-05')).toEqual([]);
      const [row] = await books.db.all<{ first_as_of: string; cleared_as_of: string | null }>(
        'SELECT first_as_of, cleared_as_of FROM v_finding',
      );
      expect(row).toEqual({ first_as_of: '2026-06-05', cleared_as_of: null });
    }));
});

describe('a person’s decision', () => {
  it('closes the finding from its day on, with its reason; the books say who', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00');
      const [finding] = await listOf(await flagDiscrepancies(books, options('2026-06-05')));
      const id = finding?.id ?? '';
      await resolveFinding(books, decision(id.slice(0, 6)), options('2026-06-05'));
      const now = await workOutFindings(books.db, options('2026-06-05'));
      expect(now).toMatchObject([{ id, state: 'resolved', resolution: 'parked' }]);
      expect(await workOutFindings(books.db, options('2026-06-04'))).toMatchObject([{ id, state: 'open' }]);
      expect(
        await books.db.all('SELECT operator, verb, target FROM v_event WHERE verb = :verb', { verb: 'resolve' }),
      ).toEqual([{ operator: '王', verb: 'resolve', target: id }]);
    }));

  it('a later one stands above an earlier one, and both are kept', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00');
      const [finding] = await listOf(await flagDiscrepancies(books, options('2026-06-05')));
      const id = finding?.id ?? '';
      await resolveFinding(books, decision(id), options('2026-06-05'));
      await resolveFinding(books, { ...decision(id), resolution: 'write-off' }, options('2026-06-06'));
      expect(await workOutFindings(books.db, options('2026-06-05'))).toMatchObject([{ resolution: 'parked' }]);
      expect(await workOutFindings(books.db, options('2026-06-06'))).toMatchObject([{ resolution: 'write-off' }]);
      expect(await books.db.all('SELECT seq, reason FROM v_resolution ORDER BY seq')).toHaveLength(2);
    }));

  it('one that is gone, or begins later, is told so by whoever asks for it', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00');
      const [finding] = await listOf(await flagDiscrepancies(books, options('2026-06-05')));
      const id = finding?.id ?? '';
      await flag(books, '2026-06-08');
      await add(books, 'line L1 wechat 2026-06-10 sale 128.00 order=O1');
      const resolving = (asOf: string) => resolveFinding(books, decision(id), options(asOf));
      await expect(resolving('2026-06-10')).rejects.toMatchObject({
        code: 'FINDING_UNKNOWN',
        params: { finding: id, seen: '2026-06-05 – 2026-06-08', as_of: '2026-06-10' },
      });
      const explained = async (asOf: string, ref: string): Promise<readonly Row[] | undefined> => {
        const { db } = books;
        const findings = (): Promise<readonly NamedFinding[]> => workOutFindings(db, options(asOf));
        const context = { ...options(asOf), db, filters: {}, findings } as unknown as ReportContext;
        return (await explain(context, ref))?.rows as readonly Row[] | undefined;
      };
      const [line, time, ...others] = (await explained('2026-06-10', id)) ?? [];
      expect(line).toMatchObject({ step: 'finding', ref: id, amount: { minor: -12800 }, date: '2026-06-02' });
      expect(time).toMatchObject({ step: 'time', date: '2026-06-08' });
      expect((time?.['text'] as Words).en).toMatch(/^gone: checks saw it as of 2026-06-05 to 2026-06-08; /);
      expect(others).toEqual([]);
      expect((await explained('2026-06-02', id))?.[1]).toMatchObject({
        text: { zh: '截至 2026-06-02 尚不是差异：截至 2026-06-05 的核对才见到，可加 --as-of 2026-06-05 查看' },
      });
      expect(await explained('2026-06-10', 'f-0123')).toBeUndefined();
    }));

  it('a dry run decides nothing, and an unknown or shared beginning is refused', () =>
    withBooks(async (books) => {
      await add(books, 'order O1 2026-06-02 128.00\norder O2 2026-06-02 64.00');
      const [finding] = await listOf(await flagDiscrepancies(books, options('2026-06-05')));
      await resolveFinding(books, decision(finding?.id ?? '', true), options('2026-06-05'));
      expect(await flag(books, '2026-06-05')).toEqual([
        'order-unsettled O1 -128.00 open',
        'order-unsettled O2 -64.00 open',
      ]);
      expect(await refusalOf(() => resolveFinding(books, decision('f-'), options('2026-06-05')))).toBe(
        'FINDING_UNKNOWN',
      );
      expect(await refusalOf(() => resolveFinding(books, decision('f-x'), options('2026-06-05')))).toBe(
        'FINDING_UNKNOWN',
      );
    }));
});

describe('matching again', () => {
  it('changes nothing, and a dry run leaves nothing', () =>
    withBooks(async (books) => {
      const dump = async (): Promise<unknown> => [
        await books.db.all('SELECT * FROM v_match_group ORDER BY id'),
        await books.db.all('SELECT line_id, order_id, pass FROM v_line_match ORDER BY line_id'),
      ];
      await storeFiles(
        books,
        readTable(`
          order  O1 2026-06-02 128.00
          line   L1 wechat 2026-06-02 sale 128.00 order=O1
          payout P1 wechat 2026-06-02 500.00
          bank   B1 ccb 2026-06-02 500.00 from=财付通`).files,
      );
      const plan = await matchOpenItems(books, { ...MATCH, dryRun: true });
      expect(await dump()).toEqual([[], []]);
      const { run, ...matched } = await matchOpenItems(books, MATCH);
      expect(run).toMatch(/^r-/);
      expect(matched).toEqual(plan);
      const once = await dump();
      await matchOpenItems(books, MATCH);
      expect(await dump()).toEqual(once);
    }));

  it('two platforms’ batches of one number, and one bank number on two rows, are told apart', () =>
    withBooks(async (books) => {
      await add(
        books,
        `
        line   J1 jd 2026-06-01 subsidy 100.00 batch=20260601
        payout P1 jd 2026-06-01 100.00 number=20260601
        line   J2 acquirer 2026-06-01 subsidy 70.00 batch=20260601
        bank   B1 ccb 2026-06-02 100.00 from=网银在线 ref=0
        bank   B2 ccb 2026-06-02 70.00 from=银联商务 ref=0`,
      );
      const [count] = await books.db.all<{ groups: number; ids: number }>(
        'SELECT COUNT(*) AS groups, COUNT(DISTINCT id) AS ids FROM v_match_group',
      );
      expect(count).toEqual({ groups: 3, ids: 3 });
    }));
});

describe('a night', () => {
  it('tells what is new, gone and worse against the night before that ended', () =>
    withBooks(async (books) => {
      const night = async (asOf: string): Promise<readonly (readonly string[])[]> => {
        const answer = await nightly(books, [], {
          imports: { settings: MATCH.settings } as never,
          match: MATCH,
          check: options(asOf),
        });
        await rememberNight(books, answer.findings);
        const { fresh, cleared: gone, worse } = answer.changes;
        return [fresh, gone, worse].map((findings) => findings.map((finding) => sayFinding(finding)));
      };
      await add(
        books,
        `
        order O1 2026-06-02 128.00
        order SO20260001 2026-03-01 1000.00 platform=- paid=no customer=甲公司 due=2026-06-01`,
      );
      expect(await night('2026-06-05')).toEqual([
        ['order-unsettled O1 -128.00', 'receivable-overdue SO20260001 -1000.00'],
        [],
        [],
      ]);
      expect(await night('2026-06-05')).toEqual([[], [], []]);
      await add(books, 'line L1 wechat 2026-06-06 sale 128.00 order=O1');
      expect(await night('2026-07-10')).toEqual([
        [],
        ['order-unsettled O1 -128.00'],
        ['receivable-overdue SO20260001 -1000.00'],
      ]);
    }));
});
