/*
 * Goes through a folder of statements: what every file is and comes to, and, for bank files with `X.expected.json`
 * beside them, whether that is right. No part of the program.
 *
 *   npm run corpus                     ../shared/corpus but its rules
 *   npm run corpus -- FOLDER --files   a line a file
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import type { ImportRow } from '../../src/jobs/import-files.ts';
import { formatAmount, type Money } from '../../src/model/money.ts';
import { importAlone, type Imported, type Said } from './books.ts';
import { declarationOf } from './declare.ts';
import type { Expected } from './expected.ts';
import { judge, type Judgement } from './judge.ts';

/** No file may take longer. */
const SECONDS_MAX = 10;
/** What stands beside the files and is none. */
const BESIDE = /(?:SOURCES\.md|README\.md|\.expected\.json|\.peer\.(?:yml|json)|\.pydata|csv-rules-cases\.json)$/u;
const RULES = 'rules/';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { files: { type: 'boolean' } } });
const root = resolve(positionals[0] ?? '../shared/corpus');

interface Line {
  readonly path: string;
  readonly imported: Imported;
  readonly judgement?: Judgement;
  readonly high: boolean;
}

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesUnder(join(path, name))).filter((file) => !BESIDE.test(file));
}

/** The account, the date order, the encoding and the profile that a verdict asks for are given. */
async function importAsAsked(path: string, expected: Expected | undefined): Promise<Imported> {
  const first = await importAlone(path, saidOf(expected));
  if (refusalIn(first.rows) === 'ACCOUNT_NEEDED') return importAlone(path, { ...saidOf(expected), account: true });
  return first;
}

function saidOf(expected: Expected | undefined): Said {
  if (expected?.verdict.includes('date order') === true) return { dateOrder: 'mdy' };
  const declaration = expected?.verdict === 'import with a profile' ? declarationOf(expected) : undefined;
  return declaration === undefined ? {} : { declaration };
}

function refusalIn(rows: readonly ImportRow[]): string | undefined {
  return rows.find((row) => row.status === 'refused')?.refusal?.code;
}

const lines: Line[] = [];
for (const path of filesUnder(root)) {
  if (relative(root, path).startsWith(RULES)) continue;
  const beside = `${path}.expected.json`;
  const expected = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as Expected) : undefined;
  const imported = await importAsAsked(path, expected);
  const judgement = expected === undefined ? undefined : judge(imported.rows, expected);
  const high = expected?.confidence?.startsWith('high') ?? false;
  lines.push({ path: relative(root, path), imported, high, ...(judgement !== undefined && { judgement }) });
}

if (values.files === true) for (const line of lines) console.log(fileLine(line));
printFamilies();
printWrong();

function fileLine({ path, imported, judgement }: Line): string {
  const parts = imported.rows.map((row) =>
    row.status === 'refused'
      ? `refused: ${row.refusal?.code ?? ''} ${JSON.stringify(row.refusal?.params ?? {})}`
      : `${row.format ?? ''} ${row.account ?? ''} ${row.from ?? '?'}..${row.to ?? '?'} rows ${String(row.rows)}` +
        `${sumText('+', row.credits)}${sumText('-', row.debits)}${row.pending === undefined ? '' : ` pending ${String(row.pending)}`}` +
        (row.remarks.length === 0 ? '' : ` remarks ${String(row.remarks.length)}`),
  );
  return [path, ...parts, ...(judgement?.wrong ?? [])].join(' | ');
}

function sumText(sign: string, money: Money | undefined): string {
  return money === undefined ? '' : ` ${sign}${formatAmount(money.minor, money.currency)}`;
}

/** The first two folders name a family: bank/mt940, cn/jd-settlement. */
function familyOf(path: string): string {
  return path.split('/').slice(0, -1).slice(0, 2).join('/');
}

function printFamilies(): void {
  console.log('family | files | imported | refused | report only | judged | wrong | wrong of high confidence');
  const families = [...new Set(lines.map(({ path }) => familyOf(path)))];
  for (const family of [...families, 'all']) {
    const own = lines.filter(({ path }) => family === 'all' || familyOf(path) === family);
    const refused = own.filter(({ imported }) => refusalIn(imported.rows) !== undefined).length;
    const reported = own.filter(({ judgement }) => judgement?.outcome === 'reported').length;
    const judged = own.filter(({ judgement }) => judgement !== undefined);
    const wrong = judged.filter(({ judgement }) => (judgement?.wrong.length ?? 0) > 0);
    const cells = [own.length, own.length - refused - reported, refused, reported, judged.length, wrong.length];
    console.log([family, ...cells, wrong.filter(({ high }) => high).length].join(' | '));
  }
}

function printWrong(): void {
  for (const { path, judgement, high, imported } of lines) {
    if (imported.seconds > SECONDS_MAX) console.log(`slow: ${path} ${imported.seconds.toFixed(1)} s`);
    if (judgement === undefined || judgement.wrong.length === 0) continue;
    console.log(`wrong${high ? ' (high)' : ''}: ${path}: ${judgement.wrong.join('; ')}`);
  }
}
