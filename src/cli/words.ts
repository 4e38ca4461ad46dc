import type { ProblemCode, ProblemParams, RowProblem, StopError } from '../model/problem.ts';
import type { Language, Words } from '../model/words.ts';
import { sanitise } from '../render/sanitise.ts';
import { displayWidth } from '../render/width.ts';
import { USAGE_FAULTS } from './usage.ts';
import { CASE_EXPECTED, CASE_REASONS } from './words/cases.ts';
import { EXPECTED } from './words/expected.ts';
import { fill } from './words/fill.ts';
import { PROBLEM_WORDS } from './words/problem-words.ts';
import { LIMIT_ADVICE, LIMIT_NAMES, REASONS, WHAT_NAMES } from './words/reasons.ts';

/** A problem in words, not yet made safe for a terminal. */
export interface Described {
  readonly code: ProblemCode;
  readonly message: string;
  readonly remedy: string;
  readonly file?: string;
  readonly line?: number;
}

/** What a person reads of a problem: `params` are the values its words speak of. */
export function describe(code: ProblemCode, params: ProblemParams, lang: Language): Described {
  const words = PROBLEM_WORDS[code];
  const values = { ...params, ...inner(code, params, lang) };
  const file = params['file'];
  const line = Number(params['line'] ?? 0);
  return {
    code,
    message: fill(words.message[lang], values),
    remedy: fill(words.remedy[lang], values),
    ...(file === undefined ? {} : { file: String(file) }),
    ...(line > 0 ? { line } : {}),
  };
}

/** Sentences that depend on more than the code. */
function inner(code: ProblemCode, params: ProblemParams, lang: Language): ProblemParams {
  const said = (table: Readonly<Record<string, Words>>, name: string): string => {
    const text = String(params[name] ?? '');
    return fill(table[text]?.[lang] ?? text, params);
  };
  if (code === 'USAGE') {
    const { en, zh } = USAGE_FAULTS['unknown-value'];
    return { sentence: 'fault' in params ? said(USAGE_FAULTS, 'fault') : fill(lang === 'zh' ? zh : en, params) };
  }
  if (code === 'CASE_VALUE') return { expected: said(CASE_EXPECTED, 'expected') };
  if (code === 'CONFIG_VALUE') return { expected: said(EXPECTED, 'expected') };
  if (code === 'LIMIT_REACHED') return { limit: said(LIMIT_NAMES, 'limit'), advice: said(LIMIT_ADVICE, 'limit') };
  return {
    ...('reason' in params ? { reason: said({ ...REASONS, ...CASE_REASONS }, 'reason') } : {}),
    ...('what' in params ? { what: said(WHAT_NAMES, 'what') } : {}),
  };
}

/**
 * The problem as stderr shows it, safe for a terminal: code and place, the line with a mark under the words in question
 * where they are known, what is wrong and what to do.
 */
export function layOut(code: ProblemCode, params: ProblemParams, lang: Language): string {
  const { message, remedy, file, line } = describe(code, params, lang);
  const stop = /[?？。.]$/u.test(message) ? '' : STOP[lang];
  const said = message + stop + (lang === 'zh' ? '' : ' ');
  if (file === undefined) return `settle: error[${code}] ${sanitise(message)}\n  ${sanitise(remedy)}\n`;
  const place = line === undefined ? file : `${file}:${line}`;
  const column = params['column'];
  const head =
    column === undefined || column === '' ? sanitise(place) : `${sanitise(place)}: ${sanitise(String(column))}`;
  return `settle: error[${code}] ${head}\n${excerptOf(params, line)}  ${sanitise(said + remedy)}\n`;
}

/** Rows shown of a refused file; the rest is counted. */
const ROWS_SHOWN = 20;

/** A whole refusal: itself, and the rows behind it. */
export function layOutRefusal(refusal: Pick<StopError, 'code' | 'params' | 'rows'>, lang: Language): string {
  const { code, params, rows } = refusal;
  if (rows.length === 0) return layOut(code, params, lang);
  const file = params['file'] ?? '?';
  const shown = rows
    .slice(0, ROWS_SHOWN)
    .map(({ code: rowCode, ...row }) => layOut(rowCode, { file, ...defined(row) }, lang));
  const more = rows.length - shown.length;
  const rest = lang === 'zh' ? `  ……另有 ${more} 行。\n` : `  … and ${more} more rows.\n`;
  return shown.join('') + (more > 0 ? rest : '');
}

function defined(row: Omit<RowProblem, 'code'>): ProblemParams {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}

const STOP: Readonly<Record<Language, string>> = { en: '.', zh: '。' };

/** Columns shown of a line on each side of the words in question. */
const AROUND = 30;

function excerptOf(params: ProblemParams, line: number | undefined): string {
  const raw = params['excerpt'];
  if (typeof raw !== 'string' || raw.trim() === '' || line === undefined) return '';
  const text = String(params['text'] ?? params['key'] ?? '');
  const at = text === '' ? -1 : raw.indexOf(text);
  const start = Math.max(0, at - AROUND);
  const end = at < 0 ? 2 * AROUND : at + text.length + AROUND;
  const before = (start > 0 ? '…' : '') + sanitise(raw.slice(start, Math.max(at, start)));
  const body = at < 0 ? sanitise(raw.slice(start, end)) : sanitise(raw.slice(at, end));
  const after = end < raw.length ? '…' : '';
  const shown = `${String(line).padStart(5)} | ${before}${body}${after}\n`;
  if (at < 0) return shown;
  const mark = ' '.repeat(displayWidth(before)) + '^'.repeat(Math.max(1, displayWidth(sanitise(text))));
  return `${shown}      | ${mark}\n`;
}
