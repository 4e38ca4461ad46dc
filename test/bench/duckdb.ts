import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { measure } from './measure.ts';
import type { BenchMonth } from './month.ts';
import {
  BANK_COLUMNS,
  CLASSIFIED,
  exceptionsFound,
  ORDER_COLUMNS,
  PAID_OUT,
  TRADE_COLUMNS,
  type PlainRun,
} from './plain-sql.ts';

/** Runs the statements of its standard input: the module's path and the database's are its arguments. */
const RUNNER = `
const { DuckDBInstance } = require(process.argv[1]);
(async () => {
  const connection = await (await DuckDBInstance.create(process.argv[2])).connect();
  for (const sql of require('node:fs').readFileSync(0, 'utf8').split(';')) if (sql.trim() !== '') await connection.run(sql);
})().catch((error) => { console.error(error); process.exitCode = 1; });`;

/**
 * The same reconciliation in DuckDB, from the same files into a database file. `folder` is where its npm package was
 * installed: outside the project, whose lock file it would break.
 */
export async function runDuckDb(scratch: string, month: BenchMonth, folder: string): Promise<PlainRun> {
  const module = createRequire(join(folder, 'package.json')).resolve('@duckdb/node-api');
  const exceptions = join(scratch, 'duckdb.csv');
  const output = join(scratch, 'duckdb.out');
  const args = ['-e', RUNNER, module, join(scratch, 'plain.duckdb')];
  const measured = await measure({ program: process.execPath, args, output, input: duckSql(month, exceptions) });
  if (measured.exit !== 0) throw new Error(`DuckDB ended: ${readFileSync(`${output}.err`, 'utf8')}`);
  return { measured, found: exceptionsFound(exceptions) };
}

const fen = (text: string): string => `CAST(round(CAST(${text} AS DECIMAL(18, 5)) * 100) AS BIGINT)`;

function duckSql(month: BenchMonth, exceptions: string): string {
  const names = (columns: string): string =>
    columns
      .split(',')
      .map((column) => `'${column}'`)
      .join(', ');
  const read = (files: string, columns: string, quote = ''): string =>
    `read_csv(${files}, header = false, skip = 1, all_varchar = true, null_padding = true, quote = '${quote}', escape = '${quote}', delim = ',',
              parallel = false, names = [${names(columns)}])`;
  const trades = `[${month.trades.map((path) => `'${path}'`).join(', ')}]`;
  return `
CREATE TABLE orders AS
  SELECT order_no, substr(paid_at, 1, 10) AS paid_on, ${fen('payable')} AS payable, ${fen('refunded')} AS refunded
  FROM ${read(`'${month.orders}'`, ORDER_COLUMNS)};
CREATE TABLE trades AS
  SELECT substr(c1, 2, 10) AS day, substr(c6, 2) AS trade_no, substr(c7, 2) AS order_no, substr(c10, 2) AS state,
         ${fen('substr(c25, 2)')} AS gross, ${fen('substr(c17, 2)')} AS refund, ${fen('substr(c23, 2)')} AS fee
  FROM ${read(trades, TRADE_COLUMNS)} WHERE c1 LIKE '\`____-__-__ %';
CREATE TABLE bank AS
  SELECT substr(booked_on, 1, 4) || '-' || substr(booked_on, 5, 2) || '-' || substr(booked_on, 7, 2) AS day, reference,
         ${fen(`replace(credit, ',', '')`)} AS amount
  FROM ${read(`'${month.bank}'`, BANK_COLUMNS, '"')} WHERE credit <> '-';
${CLASSIFIED.replaceAll(' / 1000', ' // 1000')}
${PAID_OUT.replace(`date(day, '+1 day')`, 'CAST(CAST(day AS DATE) + 1 AS VARCHAR)')}
COPY (SELECT code, ref, expected, actual FROM exceptions ORDER BY code, ref) TO '${exceptions}' (HEADER false);
`;
}
