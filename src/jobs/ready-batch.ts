import type { RowBatch } from '../model/statement.ts';
import { readyRows, type ReadyRows, type RowRules } from '../store/write/rows.ts';

/** A batch that was read and is ready to be stored once it is known whose its rows are. */
export interface ReadyBatch {
  readonly ready: ReadyRows;
  /** What the rows say of whose they are, so many of them one after the other. */
  readonly told: readonly ToldOwner[];
  /** How far an export reaches, by these rows. */
  readonly horizon: string | undefined;
  readonly rows: number;
}

interface ToldOwner {
  readonly account: string | undefined;
  readonly platform: string | undefined;
  readonly rows: number;
}

/** Makes a batch ready. Its rows aren't needed any more: what waits as objects is copied about by the garbage collector. */
export function readyBatch(batch: RowBatch, rules: RowRules): ReadyBatch {
  return {
    ready: readyRows(batch, rules),
    told: toldOwners(batch),
    horizon: horizonOf(batch),
    rows: batch.rows.length,
  };
}

/** Rows of one account follow each other mostly. */
function toldOwners(batch: RowBatch): readonly ToldOwner[] {
  if (batch.kind !== 'settlement' && batch.kind !== 'bank')
    return [{ account: undefined, platform: undefined, rows: batch.rows.length }];
  const told: { account: string | undefined; platform: string | undefined; rows: number }[] = [];
  for (const row of batch.rows) {
    const { account } = row;
    const platform = 'platform' in row ? row.platform : undefined;
    const last = told.at(-1);
    if (last?.account === account && last?.platform === platform && last !== undefined) last.rows += 1;
    else told.push({ account, platform, rows: 1 });
  }
  return told;
}

/** The latest moment that rows of an export name. */
function horizonOf(batch: RowBatch): string | undefined {
  let horizon: string | undefined;
  eachMoment(batch, (moment) => {
    if (moment !== undefined && (horizon === undefined || moment > horizon)) horizon = moment;
  });
  return horizon;
}

/** Called for millions of rows: nothing is gathered. */
function eachMoment(batch: RowBatch, reach: (moment: string | undefined) => void): void {
  switch (batch.kind) {
    case 'orders':
      for (const row of batch.rows) {
        reach(row.orderedAt);
        reach(row.paidAt);
        reach(row.shippedAt);
        reach(row.confirmedAt);
      }
      break;
    case 'invoices':
      for (const row of batch.rows) [row.issuedOn, row.notifiedOn].forEach(reach);
      break;
    case 'receipts':
      for (const row of batch.rows) reach(row.receivedOn);
      break;
    case 'rates':
      for (const row of batch.rows) reach(row.validOn);
      break;
    case 'settlement':
    case 'bank':
    case 'customers':
      break;
  }
}
