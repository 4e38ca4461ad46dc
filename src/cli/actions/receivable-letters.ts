import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { logLetter } from '../../jobs/log-letter.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import { dueLetters, LETTER_FORMS, lettersTable, type WrittenLetter } from '../../report/index.ts';
import { answer, warn } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { writeFile } from '../output-file.ts';
import { reportContext } from '../report-context.ts';
import { withSession, type Session } from '../session.ts';
import { usage } from '../usage.ts';

/**
 * Writes the letters that are due into `--letters DIR` and logs each; `--exec` hands each to a program of the user's, its
 * data as JSON on standard input. One that the program refuses isn't logged, and is due again. Those of the same day are
 * written again, in this form or another, and not logged twice. Nothing is sent.
 */
export async function run(call: Call): Promise<number> {
  const { given } = call;
  const dryRun = given.flag('dry-run');
  const folder = given.text('letters');
  if (folder === undefined && !dryRun) usage('option-needed', { command: 'receivable letters', option: '--letters' });
  const form = LETTER_FORMS.find((one) => one === (given.text('form') ?? 'md')) ?? 'md';
  return withSession(call, dryRun ? 'read' : 'write', async (session) => {
    const context = await reportContext(call, session);
    // What was handed to a program of the user's isn't handed to it again; a file may be written in another form.
    const letters = (await dueLetters(context, form, call.lang)).filter(
      (letter) => !letter.isAgain || given.text('exec') === undefined,
    );
    const refused: WrittenLetter[] = [];
    if (!dryRun && folder !== undefined) {
      makeFolder(resolve(call.world.cwd, folder), folder);
      for (const letter of letters) {
        await writeFile(call.world.cwd, join(folder, letter.name), [letter.text], true);
        if (!hand(call, letter, folder)) refused.push(letter);
        else if (!letter.isAgain) await log(call, session, letter);
      }
    }
    for (const { one } of refused) {
      await warn(call, {
        en: `the program of --exec refused the letter to ${one.customer}; it isn’t logged`,
        zh: `--exec 的程序未接受致 ${one.customer} 的函件，未记入日志`,
      });
    }
    const table = lettersTable(context, letters, dryRun);
    return answer(call, table, refused.length > 0 ? EXIT.environment : EXIT.ok);
  });
}

function makeFolder(path: string, shown: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StopError('OUTPUT_FAILED', { path: shown, reason: errnoOf(error) }, [], error);
  }
}

/** True where there is no program, or it ended with 0. */
function hand({ given, world }: Call, letter: WrittenLetter, folder: string): boolean {
  const command = given.text('exec');
  if (command === undefined) return true;
  const input = `${JSON.stringify({ ...letter.data, file: join(folder, letter.name) })}\n`;
  const done = spawnSync('/bin/sh', ['-c', command], { input, cwd: world.cwd, stdio: ['pipe', 'ignore', 'ignore'] });
  return done.status === 0;
}

async function log({ world }: Call, { books, asOf, operator }: Session, { one, refs }: WrittenLetter): Promise<void> {
  const { customer, currency, step, open } = one;
  await logLetter(books, {
    customer,
    currency,
    level: step.level.level,
    on: asOf,
    at: world.now(),
    operator,
    refs,
    amount: open,
  });
}
