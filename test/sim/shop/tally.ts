import { newLegTally, newShare, type Audit, type FaultTally, type LegTally, type Share } from './auditor.ts';

/* What many audits come to, and how it is printed: as text or as Markdown for README. */

export interface Total {
  worlds: number;
  clean: number;
  readonly legs: Map<string, LegTally>;
  readonly faults: Map<string, FaultTally>;
  readonly falseFindings: Map<string, number>;
  awaiting: number;
}

export function newTotal(): Total {
  return { worlds: 0, clean: 0, legs: new Map(), faults: new Map(), falseFindings: new Map(), awaiting: 0 };
}

/** Adds one world's audit, its legs under the world's class. */
export function addAudit(total: Total, className: string, audit: Audit): void {
  total.worlds += 1;
  if (audit.complaints.length === 0) total.clean += 1;
  total.awaiting += audit.awaiting;
  for (const [leg, tally] of audit.legs) {
    const name = `${className}\n${leg}`;
    const sum = total.legs.get(name) ?? newLegTally();
    for (const key of ['all', 'auto', 'swapped', 'suggested', 'wrong'] as const) addShare(sum[key], tally[key]);
    total.legs.set(name, sum);
  }
  for (const [name, tally] of audit.faults) {
    const sum = total.faults.get(name) ?? { times: 0, planted: 0, found: 0, wrongAmount: 0 };
    for (const key of ['times', 'planted', 'found', 'wrongAmount'] as const) sum[key] += tally[key];
    total.faults.set(name, sum);
  }
  for (const code of audit.falseFindings) total.falseFindings.set(code, (total.falseFindings.get(code) ?? 0) + 1);
}

function addShare(sum: Share, share: Share): void {
  sum.count += share.count;
  sum.amount += share.amount;
}

/** The two tables, a line each. */
export function tables(total: Total, title: (className: string) => string): readonly string[] {
  return [
    ...aligned([
      [
        'world',
        'leg',
        'groups',
        'automatic',
        'by amount',
        'precision',
        'by amount',
        'suggested',
        'recall',
        'by amount',
        'wrong',
        'swaps',
      ],
      ...legRows(total, title),
    ]),
    '',
    ...aligned([['put in', 'times', 'findings due', 'found', 'wrong amount'], ...faultRows(total)]),
    '',
    `${String(total.worlds)} worlds, ${String(total.clean)} without a complaint; ${wrongOf(total)} wrong automatic matches; ${falseOf(total)}.`,
    ...(total.awaiting === 0
      ? []
      : [`${String(total.awaiting)} findings name money that only awaits a yes to its suggestion.`]),
  ];
}

function legRows({ legs }: Total, title: (className: string) => string): readonly (readonly string[])[] {
  const rows = [...legs].sort(([one], [other]) => (one < other ? -1 : 1));
  const all = newLegTally();
  for (const [, tally] of rows) {
    for (const key of ['all', 'auto', 'swapped', 'suggested', 'wrong'] as const) addShare(all[key], tally[key]);
  }
  return [...rows, ['all\n', all] as const].map(([name, tally]) => {
    const [className = '', leg = ''] = name.split('\n');
    return [title(className), leg, ...legCells(tally)];
  });
}

function legCells({ all, auto, suggested, wrong, swapped }: LegTally): readonly string[] {
  const known = { count: auto.count + suggested.count, amount: auto.amount + suggested.amount };
  const taken = { count: auto.count + wrong.count, amount: auto.amount + wrong.amount };
  return [
    String(all.count),
    ...[percent(auto.count, all.count), percent(auto.amount, all.amount)],
    ...[percent(auto.count, taken.count), percent(auto.amount, taken.amount)],
    String(suggested.count),
    ...[percent(known.count, all.count), percent(known.amount, all.amount)],
    ...[String(wrong.count), String(swapped.count)],
  ];
}

/** Never rounded up to a hundred. */
function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  return part === whole ? '100 %' : `${(Math.floor((part * 10_000) / whole) / 100).toFixed(2)} %`;
}

function faultRows({ faults }: Total): readonly (readonly string[])[] {
  return [...faults]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { times, planted, found, wrongAmount }]) => [
      ...[name, times === 0 ? '' : String(times), String(planted), String(found), String(wrongAmount)],
    ]);
}

function wrongOf({ legs }: Total): string {
  const wrong = newShare();
  for (const tally of legs.values()) addShare(wrong, tally.wrong);
  return String(wrong.count);
}

function falseOf({ falseFindings }: Total): string {
  const codes = [...falseFindings].sort(([one], [other]) => (one < other ? -1 : 1));
  if (codes.length === 0) return 'no false finding';
  return `false findings: ${codes.map(([code, count]) => `${code} ${String(count)}`).join(', ')}`;
}

/** A Markdown table whose columns line up; numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const [header = [], ...body] = rows;
  const widths = header.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const isText = header.map((_, column) => body.some((row) => /^[a-z]/u.test(row[column] ?? '')));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (isText[at] === true ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, at) => (isText[at] === true ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(header), line(rule), ...body.map(line)];
}
