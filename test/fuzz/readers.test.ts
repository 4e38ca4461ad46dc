import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { seededRandom } from '../../src/demo/random.ts';
import { openStatements, unpack, type ByteSource, type OpenStatement } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import { StopError } from '../../src/model/problem.ts';
import type { RowBatch, StatementOutcome } from '../../src/model/statement.ts';
import { mutate } from './mutate.ts';

/*
 * Spoilt files: whatever happens to a file on its way, it is imported or refused by name, and what is imported adds up.
 * More by hand: SETTLE_FUZZ=50000 SETTLE_FUZZ_SEED=7 npx vitest run --project property test/fuzz
 */
const COUNT = Number(process.env['SETTLE_FUZZ'] ?? '2000');
const SEED = Number(process.env['SETTLE_FUZZ_SEED'] ?? '20261121');
const ROOT = join(import.meta.dirname, '../../fixtures/formats');

interface Fixture {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
}

function fixtures(): readonly Fixture[] {
  return readdirSync(ROOT)
    .sort()
    .flatMap((format) =>
      readdirSync(join(ROOT, format))
        .sort()
        .flatMap((what) => {
          const input = readdirSync(join(ROOT, format, what)).find((name) => name.startsWith('input.'));
          if (input === undefined) return [];
          const bytes = readFileSync(join(ROOT, format, what, input));
          return [{ name: `${format}/${what}/${input}`, format, bytes }];
        }),
    );
}

interface Read {
  readonly kind: string;
  readonly outcome: StatementOutcome;
  /** Σ of what its rows moved, money in and money out. */
  readonly sums: string;
  /** How many amounts these are, those of nought left out. */
  readonly amounts: number;
}

/** Everything a file holds, or the code it is refused with. Whatever else is thrown fails the test. */
async function readAll(name: string, bytes: Uint8Array): Promise<readonly Read[] | string> {
  const source: ByteSource = {
    name,
    size: bytes.length,
    async *open() {
      yield await Promise.resolve(bytes);
    },
  };
  const read: Read[] = [];
  try {
    for await (const member of unpack(source, {})) {
      for await (const statement of openStatements(member, { currency: CNY })) read.push(await readOne(statement));
    }
    return read;
  } catch (cause) {
    if (cause instanceof StopError && cause.exit === 3) return cause.code;
    throw cause;
  }
}

async function readOne(statement: OpenStatement): Promise<Read> {
  let [incoming, outgoing, amounts] = [0, 0, 0];
  for await (const batch of statement.batches) {
    for (const amount of amountsOf(batch)) {
      if (amount !== 0) amounts += 1;
      if (amount > 0) incoming += amount;
      else outgoing += amount;
    }
  }
  const sums = `${String(incoming)} ${String(outgoing)}`;
  return { kind: statement.format.kind, outcome: statement.outcome(), sums, amounts };
}

function amountsOf(batch: RowBatch): readonly number[] {
  if (batch.kind === 'settlement') return batch.rows.flatMap((row) => [row.gross, -row.fee]);
  if (batch.kind === 'bank') return batch.rows.map((row) => row.amount);
  return [];
}

/** Taken without a word: no row bad, nothing that differs. */
function isClean(read: readonly Read[] | string): read is readonly Read[] {
  return typeof read !== 'string' && read.every(({ outcome }) => outcome.problems.length + outcome.issues.length === 0);
}

/** Opening + rows = closing wherever both are told and nothing is said against it. */
function brokenBalances(read: readonly Read[]): readonly string[] {
  return read
    .filter(({ outcome }) => outcome.issues.length + outcome.problems.length === 0)
    .flatMap(({ outcome }) => outcome.parts)
    .filter(({ opening, closing, credits, debits }) => {
      if (opening === undefined || closing === undefined || credits === undefined || debits === undefined) return false;
      return opening + credits - debits !== closing;
    })
    .map(({ account, opening, closing }) => `${account ?? ''} ${String(opening)} ${String(closing)}`);
}

/**
 * A platform's file has totals of its own when it is refused as soon as any line of it is taken out or stands
 * twice, or its end is missing: sums that need not be there tell nothing of a file that is cut. A bank's document may
 * lose a whole statement and still be right: its balances are looked at instead. Of a single amount its lines tell
 * nothing: without one of them there is no document.
 */
async function hasTotals({ name, bytes }: Fixture): Promise<boolean> {
  const lines = Buffer.from(bytes).toString('latin1').split('\n');
  const whole = await readAll(name, bytes);
  const [only, ...others] = isClean(whole) ? whole : [];
  if (only === undefined || others.length > 0 || only.kind !== 'settlement' || only.amounts < 2) return false;
  for (let at = 1; at < lines.length; at += 1) {
    for (const changed of [lines.toSpliced(at, 1), lines.toSpliced(at, 0, lines[at] ?? ''), lines.slice(0, at)]) {
      const read = await readAll(name, Buffer.from(changed.join('\n'), 'latin1'));
      if (isClean(read) && sumsOf(read) !== only.sums) return false;
    }
  }
  return true;
}

function sumsOf(read: readonly Read[]): string {
  return read.map(({ sums }) => sums).join(' | ');
}

const ALL = fixtures();
const each = Math.ceil(COUNT / ALL.length);

describe('a spoilt file is imported or refused by name, and what is imported adds up', () => {
  it.each(ALL.map((fixture, index) => ({ index, fixture, title: fixture.name })))(
    '$title',
    async ({ index, fixture }) => {
      const random = seededRandom(SEED + index);
      const whole = await readAll(fixture.name, fixture.bytes);
      const totals = isClean(whole) && (await hasTotals(fixture)) ? sumsOf(whole) : undefined;
      for (let count = 0; count < each; count += 1) {
        const { what, bytes } = mutate(fixture.bytes, random.pick(ALL).bytes, random);
        const said = `seed ${String(SEED)}, ${fixture.name}, mutation ${String(count)}: ${what}`;
        const from = performance.now();
        const read = await readAll(fixture.name.split('/').at(-1) ?? '', bytes).catch((cause: unknown) => {
          throw new Error(said, { cause });
        });
        expect(performance.now() - from, said).toBeLessThan(10_000);
        if (typeof read === 'string') continue;
        expect(brokenBalances(read), said).toEqual([]);
        const isWhole = what !== 'two files in one' && what !== 'a piece of another file inside';
        if (totals !== undefined && isClean(read) && isWhole) expect(sumsOf(read), said).toBe(totals);
      }
    },
  );
});
