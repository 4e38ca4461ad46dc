import { expect } from 'vitest';

import { matchOpenItems } from '../../src/jobs/match-open-items.ts';
import { workOutFindings } from '../../src/jobs/flag-discrepancies.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Finding } from '../../src/model/finding.ts';
import { formatAmount } from '../../src/model/money.ts';
import type { BookSettings } from '../../src/model/settings.ts';
import type { Database } from '../../src/store/database.ts';
import type { Books } from '../../src/store/open.ts';
import { AT, CALENDAR, SETTINGS, storeFiles, withBooks } from './world-books.ts';
import { readTable, type Expected, type WorldTable } from './world-table.ts';

/**
 * Builds real books from a table world, matches, works out the findings, and compares both exactly with what the
 * table expects (HOUSE 3.22). A match may end with `by PASS`, a finding with its severity: then these are compared too.
 * Asked as of an earlier day, the books must answer the same whether later rows were matched or had never come.
 */
export async function check(text: string, settings: BookSettings = SETTINGS): Promise<void> {
  const world = readTable(text);
  await withBooks(async (books) => {
    await storeFiles(books, world.files, settings);
    await matchAll(books, settings);
    for (const expected of world.expected) {
      if (expected.isWhole)
        expect(await matchesOf(books.db, world, expected.matches)).toEqual(
          sorted(expected.matches.filter((said) => said !== 'suggest nothing')),
        );
      expect({ asOf: expected.asOf, findings: await findingsOf(books.db, world, expected, settings) }).toEqual({
        asOf: expected.asOf,
        findings: sorted(expected.findings),
      });
      expect({ asOf: expected.asOf, then: await findingsThen(books, world, expected, settings) }).toEqual({
        asOf: expected.asOf,
        then: sorted(expected.findings),
      });
    }
  });
}

export async function matchAll(books: Books, settings: BookSettings = SETTINGS): Promise<void> {
  await matchOpenItems(books, { settings, calendar: CALENDAR, dryRun: false, operator: 'test', at: AT });
}

/** Findings when only rows up to the day had been matched. */
async function findingsThen(
  books: Books,
  world: WorldTable,
  expected: Expected,
  settings: BookSettings,
): Promise<readonly string[]> {
  let answer: readonly string[] = [];
  await matchOpenItems(
    books,
    { settings, calendar: CALENDAR, dryRun: true, operator: 'test', at: AT, asOf: expected.asOf },
    async (db) => {
      answer = await findingsOf(db, world, expected, settings);
    },
  );
  return answer;
}

async function findingsOf(
  db: Database,
  world: WorldTable,
  expected: Expected,
  settings: BookSettings,
): Promise<readonly string[]> {
  const findings = await workOutFindings(db, { settings, calendar: CALENDAR, asOf: expected.asOf });
  return sorted(
    findings.map((finding) => {
      const said = sayFinding(finding, world.labels);
      const precise = `${said} ${finding.severity}`;
      return expected.findings.includes(precise) ? precise : said;
    }),
  );
}

/** `CODE REFS DIFFERENCE`; without refs its account and day, without amounts whom else it names. */
export function sayFinding(finding: Finding, labels: ReadonlyMap<string, string> = new Map()): string {
  const refs = [finding.orderNo ?? finding.tradeNo, finding.batchNo, finding.bankRef].filter(
    (ref) => ref !== undefined,
  );
  const about =
    refs.length > 0
      ? refs.map((ref) => labels.get(ref) ?? ref)
      : [finding.account ?? finding.counterparty ?? '', daysOf(finding)];
  const currency = finding.currency === CNY ? '' : ` ${finding.currency}`;
  return [finding.code, ...about, whatOf(finding, labels)].join(' ') + currency;
}

function daysOf({ date, details }: Finding): string {
  const to = details?.['to'];
  return to === undefined || to === date ? date : `${date}..${to}`;
}

function whatOf({ difference, currency, others = [] }: Finding, labels: ReadonlyMap<string, string>): string {
  if (difference !== undefined) return formatAmount(difference, currency);
  return others.length === 0 ? '–' : others.map((ref) => bare(ref, labels)).join('+');
}

async function matchesOf(db: Database, world: WorldTable, expected: readonly string[]): Promise<readonly string[]> {
  const said = [
    ...(await lineMatches(db, world)),
    ...(await ties(db, world)),
    ...(await groups(db, world, 'match')),
    // Suggestions are compared where a world names any.
    ...(expected.some((text) => text.startsWith('suggest')) ? await groups(db, world, 'suggest') : []),
  ];
  return sorted(said.map(([text, pass]) => (expected.includes(`${text} by ${pass}`) ? `${text} by ${pass}` : text)));
}

type Said = readonly [text: string, pass: string];

async function lineMatches(db: Database, { labels }: WorldTable): Promise<readonly Said[]> {
  const rows = await db.all<{ order_no: string; file: string; line: number; pass: string }>(
    `SELECT o.order_no, p.file, l.line, m.pass FROM v_line_match m JOIN v_order o ON o.id = m.order_id
     JOIN v_line l ON l.id = m.line_id JOIN v_place p ON p.statement_id = l.statement_id
     ORDER BY o.order_no, l.occurred_at, p.file, l.line`,
  );
  const orders = new Map<string, { readonly lines: string[]; readonly pass: string }>();
  for (const row of rows) {
    const order = orders.get(row.order_no) ?? { lines: [], pass: row.pass };
    order.lines.push(bare(`${row.file}:${row.line}`, labels));
    orders.set(row.order_no, order);
  }
  return [...orders].map(([order, { lines, pass }]): Said => [`match ${order} = ${sorted(lines).join(' + ')}`, pass]);
}

async function ties(db: Database, { labels }: WorldTable): Promise<readonly Said[]> {
  const rows = await db.all<{ pass: string; ff: string; fl: number; tf: string; tl: number }>(
    `SELECT x.pass, fp.file AS ff, f.line AS fl, tp.file AS tf, t.line AS tl
     FROM v_fund_tie x JOIN v_line f ON f.id = x.fund_line_id JOIN v_line t ON t.id = x.trade_line_id
     JOIN v_place fp ON fp.statement_id = f.statement_id JOIN v_place tp ON tp.statement_id = t.statement_id`,
  );
  return rows.map((row): Said => [
    `tie ${bare(`${row.ff}:${row.fl}`, labels)} = ${bare(`${row.tf}:${row.tl}`, labels)}`,
    row.pass,
  ]);
}

/** Groups of the search passes: expected members = actual members. */
async function groups(db: Database, { labels }: WorldTable, word: 'match' | 'suggest'): Promise<readonly Said[]> {
  const rows = await db.all<{ id: string; pass: string; side: string; ref: string; item: string; item_id: number }>(
    `SELECT g.id, g.pass, m.side, m.ref, m.item, m.item_id FROM v_match_group g JOIN v_match_member m ON m.group_id = g.id
     WHERE (g.state = 'suggested') = (:word = 'suggest') ORDER BY g.id, m.ref, m.item_id`,
    { word },
  );
  return [...new Set(rows.map((row) => row.id))].map((id): Said => {
    const own = rows.filter((row) => row.id === id);
    const side = (name: string): string =>
      sorted(own.filter((row) => row.side === name).map((row) => bare(row.ref, labels))).join(' + ');
    return [`${word} ${side('expected')} = ${side('actual')}`, own[0]?.pass ?? ''];
  });
}

/** `bank:ccb/B1` → `B1`; a row named by file and line → its label in the table. */
function bare(ref: string, labels: ReadonlyMap<string, string>): string {
  const label = labels.get(ref);
  if (label !== undefined) return label;
  const [, kind = '', rest = ref] = /^([a-z]+):(.*)$/u.exec(ref) ?? [];
  return kind === 'bank' ? (rest.split('/').at(-1) ?? rest) : rest;
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
