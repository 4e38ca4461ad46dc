import { expect } from 'vitest';

import { importFiles } from '../../src/jobs/import-files.ts';
import { acceptGroups, type AcceptAnswer } from '../../src/jobs/accept-groups.ts';
import { decideLateFees } from '../../src/jobs/decide-late-fee.ts';
import type { DecideOptions } from '../../src/jobs/decide.ts';
import { linkItems, type DecidedGroup } from '../../src/jobs/link-items.ts';
import { matchOpenItems, type MatchOutcome } from '../../src/jobs/match-open-items.ts';
import { rejectGroup, unlinkGroup, type PartedGroup } from '../../src/jobs/part-groups.ts';
import { undo, type Undone } from '../../src/jobs/undo-decisions.ts';
import type { Day } from '../../src/model/day.ts';
import type { Books } from '../../src/store/open.ts';
import { loadLastBasis } from '../../src/store/read/odd-orders.ts';
import { REPORTS } from '../../src/report/index.ts';
import { asText, smallBooks, type Files } from '../report/small-books.ts';

export const FILES: Files = {
  'orders.csv': `order_no,platform,customer,ordered_at,paid_at,payable,due_on
O1,wechat,,2026-06-01,2026-06-01 10:00:00,100.00,
O2,wechat,,2026-06-02,2026-06-02 10:00:00,50.00,
S1,,王记,2026-06-03,,300.00,2026-06-20
`,
  'settlement.csv': `trade_no,order_no,account,platform,kind,occurred_at,gross,fee,batch_no
T1,O1,shop,wechat,sale,2026-06-01 10:00:05,100.00,1.00,
T2,X9,shop,wechat,sale,2026-06-02 10:00:05,50.00,0.50,
,,shop,wechat,payout,2026-06-03 09:00:00,-99.00,0,P99
,,shop,wechat,payout,2026-06-04 09:00:00,-47.00,0,P47
,,shop,wechat,payout,2026-06-05 09:00:00,-20.00,0,P20
`,
  'bank.csv': `account,booked_on,amount,currency,counterparty,reference,memo
bank,2026-06-03,99.00,CNY,财付通,B1,结算
bank,2026-06-04,47.00,CNY,某某公司,B2,转账
bank,2026-06-05,20.00,CNY,财付通,B3,结算
bank,2026-06-05,20.00,CNY,财付通,B4,结算
bank,2026-06-12,295.00,CNY,王记,B5,货款
`,
};

const AT = '2026-07-01T09:00:00+08:00';
const LAST = '2026-12-31';

export interface DecidedBooks {
  readonly match: () => Promise<MatchOutcome>;
  readonly add: (files: Files) => Promise<void>;
  readonly link: (
    refs: readonly string[],
    more?: Partial<{ writeOff: boolean; dryRun: boolean }>,
  ) => Promise<DecidedGroup>;
  readonly unlink: (group: string, refs?: readonly string[]) => Promise<PartedGroup>;
  readonly reject: (group: string) => Promise<PartedGroup>;
  readonly accept: (what: {
    readonly groups?: readonly string[];
    readonly above?: number;
    readonly dryRun?: boolean;
  }) => Promise<AcceptAnswer>;
  /** Bills the late fee of a debt up to a day. */
  readonly bill: (ref: string, on: string) => Promise<void>;
  readonly undo: (what?: string) => Promise<readonly Undone[]>;
  /** Every report there is, as one text. */
  readonly reports: () => Promise<string>;
  /** The name of the group that holds an item. */
  readonly groupOf: (ref: string) => Promise<string>;
  /** `state expected refs = actual refs` of every group. */
  readonly groups: () => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
}

/** What a match goes on counting from is what there is, whatever was decided before. */
export async function expectCounted({ db }: Books): Promise<void> {
  const stored = await db.all<{ pass: string; lines: number }>(
    'SELECT pass, COUNT(*) AS lines FROM v_line_match GROUP BY pass',
  );
  const held = Object.entries((await loadLastBasis(db))?.held ?? {}).filter(([, lines]) => lines !== 0);
  expect(Object.fromEntries(held)).toEqual(Object.fromEntries(stored.map(({ pass, lines }) => [pass, lines])));
}

/** The small books of a seller with open ends of each sort, and what a person can do to them. */
export async function decidedBooks(files: Files = FILES, yaml?: string): Promise<DecidedBooks> {
  const { books, context, remove } = await smallBooks(files, yaml);
  const { settings, calendar } = await context(LAST);
  const run = { settings, calendar, operator: 'Li', at: AT, dryRun: false };
  const decide: DecideOptions = { ...run, asOf: '2026-07-01' as Day, reason: 'seen on paper' };
  const matches = async (): Promise<readonly Group[]> => {
    const table = await REPORTS.find((report) => report.name === 'matches')?.buildWhole(await context(LAST));
    return (table?.rows ?? []) as unknown as readonly Group[];
  };
  return {
    match: async () => {
      const outcome = await matchOpenItems(books, run);
      await expectCounted(books);
      return outcome;
    },
    add: async (more) => {
      const sources = Object.entries(more).map(([name, text]) => ({ name, open: () => bytesOf(text) }));
      const options = { ...run, currency: settings.currency, partial: false, acceptDifferences: true };
      for await (const rows of importFiles(books, sources, options)) {
        for (const row of rows) if (row.status !== 'stored') throw new Error(JSON.stringify(row));
      }
    },
    link: (refs, { writeOff = false, dryRun = false } = {}) => linkItems(books, { ...decide, dryRun, refs, writeOff }),
    unlink: (group, refs = []) => unlinkGroup(books, { ...decide, group, refs }),
    reject: (group) => rejectGroup(books, { ...decide, group, refs: [] }),
    accept: ({ groups = [], above, dryRun = false }) =>
      acceptGroups(books, { ...decide, dryRun, groups, ...(above === undefined ? {} : { above }) }),
    bill: async (ref, on) => {
      const options = { ...run, reason: 'test', on: on as Day, amountIn: () => undefined };
      await decideLateFees(books, 'late-fee', [ref], options);
    },
    undo: (what = 'last') => undo(books, { ...decide, what }),
    reports: async () => {
      const texts: string[] = [];
      for (const report of REPORTS.filter((one) => one.name !== 'audit')) {
        texts.push(`${report.name}\n${await asText(await report.build(await context(LAST)), 'json')}`);
      }
      return texts.join('\n');
    },
    groupOf: async (ref) =>
      (await matches()).find(({ members }) => members.some((member) => member.ref === ref))?.group ?? '',
    groups: async () => {
      return (await matches()).map(({ state, members }) => {
        const side = (name: string): string =>
          members
            .filter((member) => member.side === name)
            .map((member) => member.ref)
            .join(' + ');
        return `${state} ${side('expected')} = ${side('actual')}`;
      });
    },
    remove,
  };
}

interface Group {
  readonly group: string;
  readonly state: string;
  readonly members: readonly { readonly side: string; readonly ref: string }[];
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  await Promise.resolve();
  yield new TextEncoder().encode(text);
}
