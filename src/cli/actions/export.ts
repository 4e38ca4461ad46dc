import { extname } from 'node:path';

import { exportVouchers } from '../../jobs/export-vouchers.ts';
import { journalInput, type Unproved } from '../../jobs/export-journal.ts';
import { voucherForm, journalForm } from '../../jobs/voucher-forms.ts';
import { formatAmount } from '../../model/money.ts';
import { EXIT } from '../../model/problem.ts';
import type { Document } from '../../model/sheet.ts';
import type { Words } from '../../model/words.ts';
import { remarkSentence, statedBalances } from '../../report/index.ts';
import { say, warn } from '../answer.ts';
import type { Call } from '../command.ts';
import { EXPORTS } from '../export-programs.ts';
import { nearest } from '../nearest.ts';
import { writeFile } from '../output-file.ts';
import { reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';
import { usage } from '../usage.ts';
import { formFromTemplate } from './export-template.ts';

/** Writes a month's vouchers or a journal for another program, into `--out` or to stdout. */
export async function run(call: Call): Promise<number> {
  const [what = ''] = call.args;
  const program = programOf(call, what === 'journal' ? 'journal' : 'vouchers');
  return what === 'journal' ? journal(call, program) : vouchers(call, program);
}

/** A program that this can be for; what it has no use for is refused. */
function programOf({ given }: Call, what: keyof typeof EXPORTS): string {
  const text = given.text('to') ?? '';
  const choices: readonly string[] = EXPORTS[what];
  if (!choices.includes(text)) {
    const near = nearest(text, choices);
    usage('choice', {
      option: '--to',
      text,
      choices: choices.join(', '),
      ...(near === undefined ? {} : { nearest: near }),
    });
  }
  const unused = [
    ...(what === 'journal' ? ['new', 'dry-run'] : []),
    ...(text === 'template' ? [] : ['template', 'map']),
  ];
  for (const name of unused) {
    if (given.text(name) !== undefined || given.flag(name)) {
      usage('unused-option', { command: `export ${what} --to ${text}`, option: `--${name}` });
    }
  }
  return text;
}

async function vouchers(call: Call, program: string): Promise<number> {
  const { given, world } = call;
  const { period } = given.span();
  const command = 'export vouchers';
  if (period === undefined) return usage('option-needed', { command, option: '--period' });
  const isBytes = program === 'yonyou' || program === 'template';
  if (isBytes && given.text('out') === undefined && !given.flag('dry-run')) {
    return usage('option-needed', { command: `${command} --to ${program}`, option: '--out' });
  }
  const form = program === 'template' ? await formFromTemplate(call) : voucherForm(program);
  return withSession(call, 'write', async ({ books, settings, calendar, asOf, operator }) => {
    const dryRun = given.flag('dry-run');
    const options = { settings, calendar, asOf, period, program, form, onlyNew: given.flag('new'), dryRun, operator };
    const answer = await exportVouchers(books, { ...options, at: world.now() }, (document) => put(call, document));
    for (const remark of answer.remarks) await warn(call, remarkSentence(remark));
    const { vouchers: count, fresh } = answer;
    // Who imports the file would have the others twice.
    const isMixed = fresh > 0 && fresh < count;
    const [hint, hintZh] = isMixed ? ['; --new exports those alone', '；加 --new 只导出新增凭证'] : ['', ''];
    await say(call, {
      en: `${period}: ${count} vouchers for ${program}, ${fresh} of them new${hint}${dryRun ? ' (nothing was written)' : ''}`,
      zh: `${period}：${count} 张凭证导出到 ${program}，其中新增 ${fresh} 张${hintZh}${dryRun ? '（未写入）' : ''}`,
    });
    return EXIT.ok;
  });
}

async function journal(call: Call, program: string): Promise<number> {
  const form = journalForm(program);
  return withSession(call, 'read', async (session) => {
    const stated = await balancesOf(call, session);
    const answer = await journalInput(session.books.db, { ...optionsOf(session), ...stated });
    await put(call, form(answer.input));
    for (const remark of answer.remarks) await warn(call, remarkSentence(remark));
    for (const one of answer.unproved) await warn(call, unprovedSentence(one));
    return EXIT.ok;
  });
}

/** What statements say around the days asked for; of a closed month those that were known when it was closed. */
async function balancesOf(call: Call, session: Session): ReturnType<typeof statedBalances> {
  const of = async (then: Session): ReturnType<typeof statedBalances> =>
    statedBalances(await reportContext(call, then));
  const last = session.period?.to;
  return last === undefined || last >= session.asOf ? of(session) : withSession(call, 'read', of, last);
}

function optionsOf({
  settings,
  calendar,
  asOf,
  period,
}: Session): Pick<Session, 'settings' | 'calendar' | 'asOf'> & Partial<NonNullable<Session['period']>> {
  return { settings, calendar, asOf, ...period };
}

function unprovedSentence({ account, currency, stated, computed }: Unproved): Words {
  const [said, came] = [formatAmount(stated, currency), formatAmount(computed, currency)];
  return {
    en: `${account}: its statements end with ${said} ${currency}, the vouchers come to ${came}; no balance is asserted`,
    zh: `${account}：账单期末余额 ${said} ${currency}，凭证合计 ${came}，未写入余额核对`,
  };
}

/** A sheet is a workbook, unless it goes to stdout or a name that ends in .csv. */
async function put({ world, given }: Call, document: Document): Promise<void> {
  const { documentBytes } = await import('../../render/document.ts');
  const out = given.text('out');
  const form = out === undefined || extname(out).toLowerCase() === '.csv' ? 'csv' : 'xlsx';
  const pieces = await documentBytes(document, form);
  if (out !== undefined) {
    await writeFile(world.cwd, out, pieces, given.flag('force'));
    return;
  }
  for (const piece of pieces) if (typeof piece === 'string' && !world.out.isClosed) await world.out.write(piece);
}
