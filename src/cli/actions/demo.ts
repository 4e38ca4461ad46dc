import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { demoMonth } from '../../demo/index.ts';
import { importFiles } from '../../jobs/import-files.ts';
import { matchOpenItems } from '../../jobs/match-open-items.ts';
import type { NamedFinding } from '../../model/finding.ts';
import { invariant, StopError } from '../../model/problem.ts';
import { listOf } from '../../model/rows.ts';
import { REPORTS, type ReportContext } from '../../report/index.ts';
import { discrepancyTable, withNames } from '../../report/tables.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { sourcesOf } from '../files.ts';
import { makeFolder } from '../folder.ts';
import { given } from '../given.ts';
import { writeFile } from '../output-file.ts';
import { keptFindings, reportContext } from '../report-context.ts';
import { SETTINGS_FILE, withSession, type Session } from '../session.ts';
import { quoted } from '../world.ts';

type DemoMonth = ReturnType<typeof demoMonth>;

const FOLDER = 'demo';
const STATEMENTS = 'statements';

/**
 * Writes a made-up month, imports, matches and checks it, and shows what was found. Run again in the same folder it
 * finds everything known already. At a terminal it shows the summary first. Ends with 0 although there are findings: they were planted.
 */
export async function run(call: Call): Promise<number> {
  const { world, args } = call;
  const folder = resolve(world.cwd, args[0] ?? FOLDER);
  const shown = relative(world.cwd, folder) || '.';
  const month = demoMonth();
  await makeBooks(folder, month);
  const statements = join(shown, STATEMENTS);
  await say(call, {
    en: `books in ${shown}, ${month.files.length} made-up statements in ${statements}`,
    zh: `账套位于 ${shown}，虚构的 ${month.files.length} 个账单文件位于 ${statements}`,
  });
  // As they would be typed here: whoever copies one gets the same answer.
  const settle = `${world.program ?? 'settle'} --books ${quoted(shown)}`;
  const day = `--as-of ${month.asOf}`;
  const here: Call = { ...call, given: optionsOf(call, folder, month) };
  return withSession(here, 'write', async (session) => {
    await echo(call, `${settle} import ${quoted(statements)}`);
    await importAll(here, session, join(folder, STATEMENTS));
    await echo(call, `${settle} match`);
    const items = await matchAll(session, world.now());
    const context = await reportContext(here, session);
    await tellMatched(here, context, items);
    if (isShow(here)) {
      await echo(call, `${settle} report summary ${day}`);
      await showSummary(here, context);
    }
    await echo(call, `${settle} check ${day}`);
    const open = (await listOf(await keptFindings(session))).filter((finding) => finding.state === 'open');
    const exit = await answer(here, withNames(await discrepancyTable(open, context), session.settings));
    await tellNext(call, open, { settle, day });
    return exit;
  });
}

/** The next command, as it could be typed. */
async function echo(call: Call, command: string): Promise<void> {
  await say(call, { en: '', zh: '' });
  await say(call, { en: `$ ${command}`, zh: `$ ${command}` });
}

/** At a terminal everything is shown; a form or file that was asked for holds one answer, the findings. */
function isShow({ given: options }: Call): boolean {
  return (options.text('format') ?? 'table') === 'table' && options.text('out') === undefined;
}

async function showSummary(call: Call, context: ReportContext): Promise<void> {
  const summary = REPORTS.find((report) => report.name === 'summary');
  invariant(summary !== undefined, 'there is a summary');
  await answer(call, await summary.build(context));
}

interface Typed {
  readonly settle: string;
  readonly day: string;
}

/** What a person does with such a list, on findings of this one. */
async function tellNext(call: Call, open: readonly NamedFinding[], { settle, day }: Typed): Promise<void> {
  const [worst] = open;
  if (worst === undefined) return;
  const bill = open.find((finding) => finding.code === 'bank-debit-unexplained') ?? worst;
  const reason = { en: 'ordinary bill', zh: '日常费用' }[call.lang];
  await say(call, { en: '', zh: '' });
  await say(call, {
    en: 'Next: where a finding comes from; a decision with its reason; what that changed.',
    zh: '接下来：查看差异的来龙去脉；作出处理并说明原因；再看汇总。',
  });
  const commands = [
    `explain ${worst.id} ${day}`,
    `resolve ${bill.id} --as accepted --reason '${reason}' ${day}`,
    `report summary ${day}`,
  ];
  for (const command of commands) await say(call, { en: `$ ${settle} ${command}`, zh: `$ ${settle} ${command}` });
  await say(call, {
    en: 'Ordinary bills (couriers, power, telephone) are bank debits that no statement',
    zh: '日常费用（快递、电费、话费）属于账单无法解释的银行支出：',
  });
  await say(call, { en: 'explains: resolve each with its reason, as above.', zh: '如上逐笔处理并注明原因即可。' });
}

/** The folder's own books, or those of an earlier demo; other people's are left alone. */
async function makeBooks(folder: string, month: DemoMonth): Promise<void> {
  const settings = join(folder, SETTINGS_FILE);
  const path = join(folder, 'books.db');
  if (existsSync(settings) && readFileSync(settings, 'utf8') !== month.settings)
    throw new StopError('BOOKS_EXIST', { path });
  if (existsSync(path) && !existsSync(settings)) throw new StopError('BOOKS_EXIST', { path });
  try {
    makeFolder(join(folder, STATEMENTS));
  } catch (error) {
    throw new StopError(errnoOf(error) === 'ENOSPC' ? 'DISK_FULL' : 'NOT_WRITABLE', { path: folder }, [], error);
  }
  await writeFile(folder, SETTINGS_FILE, [month.settings], true);
  for (const { name, bytes } of month.files) await writeFile(join(folder, STATEMENTS), name, [bytes], true);
  if (existsSync(path)) return;
  const { createBooks } = await import('../../store/open.ts');
  createBooks(folder);
}

/** The demo's books and day, with the form of answer that was asked for. */
function optionsOf(call: Call, folder: string, { asOf }: DemoMonth): Call['given'] {
  const values = new Map<string, string | true>([
    ['books', folder],
    ['as-of', asOf],
  ]);
  for (const name of ['format', 'out', 'busy-timeout', 'operator']) {
    const value = call.given.text(name);
    if (value !== undefined) values.set(name, value);
  }
  for (const name of ['force', 'quiet', 'no-color']) if (call.given.flag(name)) values.set(name, true);
  return given(values);
}

async function importAll(call: Call, { books, settings, operator }: Session, folder: string): Promise<void> {
  const options = { settings, currency: settings.currency, partial: false, acceptDifferences: false, dryRun: false };
  const sources = sourcesOf(call.world, [folder]);
  let stored = 0;
  let known = 0;
  for await (const rows of importFiles(books, sources, { ...options, operator, at: call.world.now() })) {
    for (const row of rows) {
      if (row.refusal !== undefined)
        throw new StopError(row.refusal.code, { file: row.file, ...row.refusal.params }, row.problems);
      stored += row.stored;
      known += row.known;
    }
  }
  await say(call, {
    en: `rows stored: ${stored}, already known: ${known}`,
    zh: `存入 ${stored} 行，已有 ${known} 行`,
  });
}

/** How many items the passes took. */
async function matchAll({ books, settings, calendar, operator }: Session, at: string): Promise<number> {
  const { passes } = await matchOpenItems(books, { settings, calendar, dryRun: false, operator, at });
  return passes.reduce((sum, pass) => sum + pass.matched, 0);
}

/** In items, as `settle match` says it, and in groups, as `report matches` lists them. */
async function tellMatched(call: Call, context: ReportContext, items: number): Promise<void> {
  const table = await REPORTS.find((report) => report.name === 'matches')?.build(context);
  const groups = table?.totals?.['count'];
  invariant(typeof groups === 'number', 'there is a report of the matches, and it counts them');
  await say(call, { en: `${items} items matched, in ${groups} groups`, zh: `勾对 ${items} 项，共 ${groups} 组` });
}
