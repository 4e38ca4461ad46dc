// Prints what every file of a folder is and comes to: file → format → rows → sums → verdict.
// npm run corpus [folder]; default ../shared/corpus/cn. No part of the program.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

import { openStatements, unpack, type ByteSource, type OpenStatement } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import { formatAmount, plus, ZERO, type Minor } from '../../src/model/money.ts';
import { StopError } from '../../src/model/problem.ts';
import type { RowBatch } from '../../src/model/statement.ts';

const folder = resolve(process.argv[2] ?? '../shared/corpus/cn');

function filesUnder(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function fileSource(path: string): ByteSource {
  return { name: basename(path), size: statSync(path).size, open: () => createReadStream(path) };
}

function movedBy(batch: RowBatch): readonly Minor[] {
  switch (batch.kind) {
    case 'settlement':
      return batch.rows.map((row) => row.net);
    case 'bank':
    case 'receipts':
      return batch.rows.map((row) => row.amount);
    case 'orders':
      return batch.rows.map((row) => row.payable);
    case 'invoices':
      return batch.rows.map((row) => row.total);
    case 'customers':
      return [];
  }
}

async function summaryOf(statement: OpenStatement): Promise<readonly string[]> {
  let rows = 0;
  let incoming = ZERO;
  let outgoing = ZERO;
  for await (const batch of statement.batches) {
    rows += batch.rows.length;
    for (const amount of movedBy(batch)) {
      if (amount > 0) incoming = plus(incoming, amount);
      else outgoing = plus(outgoing, amount);
    }
  }
  const { parts, issues, problems, pending, remarks } = statement.outcome();
  const days = parts.map((part) => `${part.account ?? '?'} ${part.from ?? '?'}..${part.to ?? '?'}`).join(' ');
  const verdict = [
    problems.length === 0 ? 'ok' : `${String(problems.length)} bad: ${JSON.stringify(problems[0])}`,
    ...issues
      .map(
        (issue) =>
          `${issue.code} line ${String(issue.line)} ${issue.what} ${String(issue.expected)}≠${String(issue.actual)}`,
      )
      .slice(0, 3),
    ...(pending > 0 ? [`${String(pending)} pending`] : []),
    ...(remarks.length > 0 ? [`${String(remarks.length)} remarks`] : []),
    ...(statement.format.ignored === undefined ? [] : [`ignored: ${statement.format.ignored.en}`]),
  ];
  return [
    statement.format.id,
    String(rows),
    formatAmount(incoming, CNY),
    formatAmount(outgoing, CNY),
    days,
    verdict.join('; '),
  ];
}

async function linesOf(source: ByteSource, name: string): Promise<readonly (readonly string[])[]> {
  try {
    const lines: (readonly string[])[] = [];
    for await (const statement of openStatements(source, { currency: CNY }))
      lines.push([name, ...(await summaryOf(statement))]);
    return lines;
  } catch (cause) {
    if (!(cause instanceof StopError)) throw cause;
    return [[name, '-', '', '', '', '', `refused: ${cause.code} ${JSON.stringify(cause.params)}`]];
  }
}

const table: (readonly string[])[] = [['file', 'format', 'rows', 'in', 'out', 'account and days', 'verdict']];
for (const path of filesUnder(folder)) {
  const within = relative(folder, path);
  try {
    for await (const member of unpack(fileSource(path), {})) {
      const name = member.name === basename(path) ? within : join(relative(folder, join(path, '..')), member.name);
      table.push(...(await linesOf(member, name)));
    }
  } catch (cause) {
    if (!(cause instanceof StopError)) throw cause;
    table.push([within, '-', '', '', '', '', `refused: ${cause.code} ${JSON.stringify(cause.params)}`]);
  }
}
for (const cells of table) console.log(cells.join(' | '));
