import { calculate, type Outcome } from '../../calc/index.ts';
import { EXIT, invariant, StopError } from '../../model/problem.ts';
import type { Language } from '../../model/words.ts';
import { escapeJson } from '../../render/sanitise.ts';
import { warn } from '../answer.ts';
import type { Call } from '../command.ts';
import { sourcesOf } from '../files.ts';
import { writeFile } from '../output-file.ts';
import { usage } from '../usage.ts';

/** A case is written by hand or by a script: more than this isn't one. */
const CASE_BYTES = 4 * 1024 ** 2;

/** Works out one case and prints its result with the working, as one line of JSON. */
export async function run(call: Call): Promise<number> {
  const { args, given, lang, world } = call;
  const [area, path = '-'] = args;
  invariant(area !== undefined, 'the area was checked');
  refuseOtherForms(call);
  if (args[1] === undefined && world.stdin.isTerminal) {
    usage('argument-needed', { command: call.command.name, argument: 'CASE' });
  }
  const { file, text } = await readCase(call, path);
  const outcome = inFile(file, () => calculate(area, text));
  for (const { words } of outcome.warnings ?? []) await warn(call, words);
  const line = `${escapeJson(JSON.stringify(answerOf(area, outcome, lang)))}\n`;
  const out = given.text('out');
  if (out === undefined) await world.out.write(line);
  else await writeFile(world.cwd, out, [line], given.flag('force'));
  return EXIT.ok;
}

/** The answer is for programs: it has one form. */
function refuseOtherForms({ command, given }: Call): void {
  const form = given.text('format');
  if (form === undefined || form === 'json') return;
  usage('choice', { command: command.name, option: '--format', text: form, choices: 'json' });
}

function answerOf(area: string, { result, working, warnings = [] }: Outcome, lang: Language): object {
  const said = warnings.map(({ code, words }) => ({ code, message: words[lang] }));
  return {
    schema: `settle.calc.${area}/1`,
    ok: true,
    result,
    working: working[lang],
    ...(said.length === 0 ? {} : { warnings: said }),
  };
}

async function readCase({ world }: Call, path: string): Promise<{ readonly file: string; readonly text: string }> {
  const [source, ...others] = sourcesOf(world, [path]);
  if (source === undefined || others.length > 0)
    throw new StopError('FILE_UNREADABLE', { file: path, reason: 'EISDIR' });
  const file = source.name;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  try {
    for await (const chunk of source.open()) {
      bytes += chunk.length;
      if (bytes > CASE_BYTES) throw new StopError('FILE_TOO_LARGE', { file, limit: CASE_BYTES });
      text += decoder.decode(chunk, { stream: true });
    }
    text += decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new StopError('CASE_UNREADABLE', { file, reason: 'not-text' }, [], error);
    throw error;
  }
  if (text.trim() === '') throw new StopError('FILE_EMPTY', { file });
  return { file, text };
}

/** Refusals of a case name its file. */
function inFile(file: string, work: () => Outcome): Outcome {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    throw new StopError(error.code, { ...error.params, file }, error.rows, error.cause);
  }
}
