import * as commandList from '../../src/cli/commands/all.ts';
import type { CommandSpec } from '../../src/cli/command.ts';
import { helpOf } from '../../src/cli/help.ts';
import { PROBLEM_WORDS } from '../../src/cli/words/problem-words.ts';
import { KINDS } from '../../src/discrepancy/index.ts';
import { formats } from '../../src/ingest/index.ts';
import { EXIT, PROBLEMS, type ExitName, type ProblemCode } from '../../src/model/problem.ts';

const GENERATED = '<!-- Made by `npm run docs` from the definitions; a test compares the two. -->\n\n';

const EXIT_MEANING: Readonly<Record<ExitName, string>> = {
  ok: 'done; also when there was nothing new',
  findings: "done, and the answer isn't clean",
  usage: 'wrong command, option or configuration',
  input: 'at least one file was refused; the others are stored',
  refused: "the books' state forbids it",
  environment: 'disk, permission, output could not be written',
  integrity: 'damaged database: nothing is trusted until it is restored',
  bug: 'an invariant broke; nothing was written',
  busy: 'another run holds the books; try again later',
};

/** The pages of docs/ that follow from the program's own definitions: path → text. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const commands: readonly CommandSpec[] = Object.values(commandList);
  return new Map([
    ...commands.map((command) => [`docs/commands/${command.name}.md`, commandPage(command, commands)] as const),
    ['docs/formats.md', formatsPage()],
    ['docs/discrepancies.md', discrepanciesPage()],
    ['docs/exit-codes.md', exitCodesPage()],
  ]);
}

function commandPage(command: CommandSpec, commands: readonly CommandSpec[]): string {
  const help = (['en', 'zh'] as const).map((lang) => `\`\`\`text\n${helpOf(command, commands, lang)}\`\`\`\n`);
  return `${GENERATED}# settle ${command.name}\n\n${help.join('\n')}`;
}

function formatsPage(): string {
  const rows = [...formats()]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map((format) => [
      `\`${format.id}\``,
      format.title.en,
      format.title.zh,
      format.kind,
      format.grade,
      format.joins.en,
      format.knownBy.join(', '),
    ]);
  return `${GENERATED}# Statement formats

Grade: A official or several sources, B one real source, C inferred.

${table(['id', 'format', '格式', 'kind', 'grade', 'joined by', 'known by'], rows)}`;
}

function discrepanciesPage(): string {
  const sections = [...KINDS]
    .sort((left, right) => (left.code < right.code ? -1 : 1))
    .map(
      ({ code, title, severities, remedy, message }) =>
        `## ${code}\n\n${title.en} · ${title.zh} · severity ${severities.join(', ')}\n\n> ${message.en}\n>\n> ${message.zh}\n\n` +
        `What to do: ${remedy.en}\n\n处理：${remedy.zh}\n`,
    );
  return `${GENERATED}# Discrepancies 差异\n\n${sections.join('\n')}`;
}

function exitCodesPage(): string {
  const exits = (Object.keys(EXIT) as ExitName[]).map((name) => [String(EXIT[name]), name, EXIT_MEANING[name]]);
  const problems = (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => [
    `\`${code}\``,
    String(EXIT[PROBLEMS[code]]),
    PROBLEM_WORDS[code].message.en,
    PROBLEM_WORDS[code].remedy.en,
  ]);
  return `${GENERATED}# Exit codes

«1 means look at the books, 2 and up means look at the job.» 129, 130 and 143: ended by a signal, the open unit of work rolled back.

${table(['code', 'name', 'meaning'], exits)}
## Error codes

In order of precedence: when several apply, the first is reported.

${table(['code', 'exit', 'message', 'what to do'], problems)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |\n`).join('');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
