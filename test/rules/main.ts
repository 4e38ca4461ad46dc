import { execa } from 'execa';

import { caseFiles, differences, rulesAreAbsent, RULES_FOLDER, type WorkedCase } from './cases.ts';

/*
 * npm run rules: every worked case of ../shared/corpus/rules through the built program, compared field by field.
 * Prints area | cases | equal | different, and what differs; ends with 1 when anything does.
 */
const PROGRAM = new URL('../../bin/settle.js', import.meta.url).pathname;

interface Answer {
  readonly ok?: boolean;
  readonly result?: unknown;
}

async function differencesOf(
  area: string,
  policy: unknown,
  { input, expected }: WorkedCase,
): Promise<readonly string[]> {
  const { stdout, exitCode } = await execa('node', [PROGRAM, 'calc', area, '-'], {
    input: JSON.stringify({ input, policy }),
    reject: false,
  });
  if (exitCode !== 0) return [`exit ${String(exitCode)}: ${stdout}`];
  const { result } = JSON.parse(stdout) as Answer;
  return differences(expected, result);
}

async function main(): Promise<number> {
  if (rulesAreAbsent) {
    console.log(`skipped: there are no worked cases at ${RULES_FOLDER.pathname}`);
    return 0;
  }
  const lines = new Map<string, { cases: number; equal: number }>();
  const differing: string[] = [];
  for (const { file, area, policy, cases } of caseFiles()) {
    const line = lines.get(area) ?? { cases: 0, equal: 0 };
    lines.set(area, line);
    for (const one of cases) {
      const found = await differencesOf(area, policy, one);
      line.cases += 1;
      if (found.length === 0) line.equal += 1;
      else differing.push(`${file} «${one.name}»`, ...found.map((text) => `  ${text}`));
    }
  }
  printTable(lines);
  for (const text of differing) console.log(text);
  return differing.length === 0 ? 0 : 1;
}

function printTable(lines: ReadonlyMap<string, { readonly cases: number; readonly equal: number }>): void {
  console.log(`${'area'.padEnd(20)} | cases | equal | different`);
  const total = { cases: 0, equal: 0 };
  for (const [area, { cases, equal }] of [...lines, ['all', total] as const]) {
    const counts = [cases, equal, cases - equal].map((count, index) => String(count).padStart(index === 2 ? 9 : 5));
    console.log(`${area.padEnd(20)} | ${counts.join(' | ')}`);
    total.cases += cases;
    total.equal += equal;
  }
}

process.exitCode = await main();
