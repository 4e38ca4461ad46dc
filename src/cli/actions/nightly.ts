import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { ImportOptions, ImportRow } from '../../jobs/import-files.ts';
import { nightly, rememberNight, type Changes, type NightlyAnswer } from '../../jobs/nightly.ts';
import { SEVERITIES, type NamedFinding } from '../../model/finding.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import { mapRows, rowBatches, streamOf } from '../../model/rows.ts';
import type { Row, Table } from '../../model/table.ts';
import { REPORTS, type ReportContext } from '../../report/index.ts';
import { discrepancyTable, withNames } from '../../report/tables.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { sourcesOf } from '../files.ts';
import { makeFolder } from '../folder.ts';
import { given } from '../given.ts';
import { writeFile } from '../output-file.ts';
import { checkOptions, reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';
import { layOutRefusal } from '../words.ts';
import { tellMissing } from '../missing-accounts.ts';
import { missingAccounts, refusalOf } from './import-table.ts';

/** Every group of a month is no bedtime reading, vouchers are the month's end's: `settle report` prints them when asked. */
const NOT_NIGHTLY: ReadonlySet<string> = new Set(['matches', 'audit', 'vouchers']);
const FORMS = ['md', 'csv', 'json'] as const;

/** One run under one lock: import, match, check, reports. What it compares with is remembered last of all. */
export async function run(call: Call): Promise<number> {
  const { world } = call;
  const inbox = call.given.text('inbox') ?? '';
  const out = call.given.text('out') ?? '';
  if (!existsSync(resolve(world.cwd, inbox))) throw new StopError('FILE_MISSING', { file: inbox, path: inbox });
  makeOutFolder(resolve(world.cwd, out), out);
  return withSession(call, 'write', async (session) => {
    const { books, settings, calendar, operator } = session;
    const night = await nightly(books, sourcesOf(world, [inbox]), {
      imports: importOptions(call, session),
      match: { settings, calendar, dryRun: false, operator, at: world.now() },
      check: checkOptions(session),
    });
    for (const row of night.imports) {
      if (row.refusal !== undefined) await world.err.write(layOutRefusal(refusalOf(row), call.lang));
    }
    await tellMissing(call, missingAccounts(night.imports));
    await writeReports(
      call,
      { ...(await reportContext(call, session)), findings: async () => Promise.resolve(night.findings) },
      {
        folder: resolve(world.cwd, out),
        changes: night.changes,
      },
    );
    await rememberNight(books, night.findings);
    const exit = exitOf(night, settings.check.failOn);
    return answer(withoutOut(call), nightTable(night, session), exit);
  });
}

function importOptions({ given: options, world }: Call, { settings, formats, operator }: Session): ImportOptions {
  return {
    settings,
    operator,
    currency: settings.currency,
    declared: formats,
    partial: options.flag('partial'),
    acceptDifferences: false,
    dryRun: false,
    at: world.now(),
  };
}

/** `--out` is a folder here; the summary line itself goes to stdout. */
function withoutOut(call: Call): Call {
  const format = call.given.text('format');
  const values = new Map<string, string | true>(format === undefined ? [] : [['format', format]]);
  for (const name of ['quiet', 'no-color']) if (call.given.flag(name)) values.set(name, true);
  return { ...call, given: given(values) };
}

function makeOutFolder(folder: string, path: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new StopError('OUTPUT_FAILED', { path, reason: errnoOf(error) }, [], error);
  }
}

interface Destination {
  readonly folder: string;
  readonly changes: Changes;
}

/** Every report as md, csv and json, and what changed since the last night; each file whole or not at all. */
async function writeReports(call: Call, context: ReportContext, { folder, changes }: Destination): Promise<void> {
  const { render } = await import('../../render/index.ts');
  const write = async (name: string, table: Table): Promise<void> => {
    for (const format of FORMS) {
      const pieces = render(table, { format, lang: call.lang, colour: false, width: 80 });
      await writeFile(folder, join(folder, `${name}.${format}`), pieces, true);
    }
  };
  for (const report of REPORTS)
    if (!NOT_NIGHTLY.has(report.name)) await write(report.name, await report.build(context));
  await write('changes', await changesTable(context, changes));
}

/** New, worse and cleared findings in one list, told apart by a column. */
async function changesTable(context: ReportContext, { fresh, worse, cleared }: Changes): Promise<Table> {
  const parts = [
    { change: 'new', findings: fresh },
    { change: 'worse', findings: worse },
    { change: 'cleared', findings: cleared },
  ] as const;
  const tables = await Promise.all(
    parts.map(async ({ change, findings }) => {
      const table = withNames(await discrepancyTable(findings, context), context.settings);
      return { table, rows: mapRows(table.rows, (row) => ({ change, ...row })) };
    }),
  );
  const columns = tables[0]?.table.columns ?? [];
  return {
    schema: 'settle.changes/1',
    title: { en: 'Changes since the last night', zh: '较上次变化' },
    columns: [
      {
        key: 'change',
        title: { en: 'Change', zh: '变化' },
        type: 'text',
        values: {
          new: { en: 'new', zh: '新增' },
          worse: { en: 'worse', zh: '加重' },
          cleared: { en: 'cleared', zh: '已消除' },
        },
      },
      ...columns,
    ],
    rows: streamOf(async function* () {
      for (const { rows } of tables) yield* rowBatches(rows);
    }),
    ...(tables[0]?.table.facts === undefined ? {} : { facts: tables[0].table.facts }),
  };
}

function exitOf(night: NightlyAnswer, failOn: string): number {
  if (night.imports.some((row) => row.status === 'refused')) return EXIT.input;
  const least = (SEVERITIES as readonly string[]).indexOf(failOn);
  const isFailed = night.findings.some(
    (finding) => finding.state === 'open' && SEVERITIES.indexOf(finding.severity) >= least,
  );
  return isFailed ? EXIT.findings : EXIT.ok;
}

/** One line in the table form; the same numbers, and the names of what changed, in the others. */
function nightTable(night: NightlyAnswer, { asOf, settings }: Session): Table {
  const row = summaryRow(night);
  const line = (words: readonly string[]): readonly string[] => [words.join(' ')];
  return {
    schema: 'settle.nightly/1',
    title: { en: 'Nightly run', zh: '夜间运行' },
    columns: Object.keys(row).map((key) => ({ key, title: { en: key, zh: key }, type: 'integer' })),
    rows: [row],
    facts: { book: settings.book, as_of: asOf },
    totals: {
      new_findings: names(night.changes.fresh),
      cleared_findings: names(night.changes.cleared),
      worse_findings: names(night.changes.worse),
      refused_files: refusedFiles(night.imports),
    },
    layout: {
      en: line([
        `${asOf}:`,
        `${row['files']} files, ${row['stored']} rows stored, ${row['refused']} refused;`,
        `${row['matched']} matched;`,
        `${row['findings']} findings (${row['new']} new, ${row['cleared']} cleared, ${row['worse']} worse)`,
      ]),
      zh: line([
        `${asOf}：`,
        `文件 ${row['files']} 个，存入 ${row['stored']} 行，拒绝 ${row['refused']} 个；`,
        `勾对 ${row['matched']} 项；`,
        `差异 ${row['findings']} 项（新增 ${row['new']}，消除 ${row['cleared']}，加重 ${row['worse']}）`,
      ]),
    },
  };
}

function summaryRow({ imports, match, findings, changes }: NightlyAnswer): Readonly<Record<string, number>> & Row {
  return {
    files: new Set(imports.map((row) => row.file)).size,
    stored: imports.reduce((sum, row) => sum + row.stored, 0),
    known: imports.reduce((sum, row) => sum + row.known, 0),
    refused: refusedFiles(imports).length,
    matched: match.passes.reduce((sum, pass) => sum + pass.matched, 0),
    findings: findings.filter((finding) => finding.state === 'open').length,
    new: changes.fresh.length,
    cleared: changes.cleared.length,
    worse: changes.worse.length,
  };
}

function names(findings: readonly NamedFinding[]): readonly string[] {
  return findings.map((finding) => finding.id);
}

function refusedFiles(imports: readonly ImportRow[]): readonly string[] {
  return imports.filter((row) => row.status === 'refused').map((row) => row.file);
}
