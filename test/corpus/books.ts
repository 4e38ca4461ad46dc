import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { declareFormat, type ByteSource, type DeclaredFormat } from '../../src/ingest/index.ts';
import { importFiles, type ImportOptions, type ImportRow } from '../../src/jobs/import-files.ts';
import { readSettings } from '../../src/cli/config/read.ts';
import { createBooks, openBooks } from '../../src/store/open.ts';

/** What a person says about a file when its verdict asks for it. */
export interface Said {
  readonly account?: boolean;
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  readonly encoding?: string;
  /** A format as settle.yaml would declare it. */
  readonly declaration?: unknown;
}

/** What an import came to, with the seconds it took. */
export interface Imported {
  readonly rows: readonly ImportRow[];
  readonly seconds: number;
}

const NO_ACCOUNTS = 'book: corpus\ncurrency: CNY\naccounts: []\n';
const ONE_ACCOUNT = 'book: corpus\ncurrency: CNY\naccounts:\n  - id: bank\n    kind: bank\n';

/** Imports one file into new books, as the program does. */
export async function importAlone(path: string, said: Said): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'settle-corpus-'));
  try {
    createBooks(folder);
    const books = openBooks(folder, { mode: 'write', busyMs: 1_000 });
    const from = performance.now();
    const rows: ImportRow[] = [];
    const source: ByteSource = {
      name: basename(path),
      size: statSync(path).size,
      open: () => createReadStream(path),
    };
    for await (const some of importFiles(books, [source], optionsFor(said))) rows.push(...some);
    const seconds = (performance.now() - from) / 1_000;
    await books.close();
    return { rows, seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function optionsFor({ account, dateOrder, encoding, declaration }: Said): ImportOptions {
  const settings = readSettings(account === true ? ONE_ACCOUNT : NO_ACCOUNTS, 'settle.yaml');
  const format = declaration === undefined ? undefined : declared(declaration);
  return {
    settings,
    currency: settings.currency,
    partial: false,
    acceptDifferences: false,
    dryRun: false,
    operator: 'corpus',
    at: '2026-01-01T00:00:00+08:00',
    ...(account === true && { account: 'bank' }),
    ...(dateOrder !== undefined && { dateOrder }),
    ...(encoding !== undefined && { encoding }),
    ...(format !== undefined && { declared: [format], as: format.id }),
  };
}

function declared(declaration: unknown): DeclaredFormat {
  const made = declareFormat(declaration, new Set());
  if (!made.ok) throw new Error(`declared wrongly: ${JSON.stringify(made.fault)}`);
  return made.format;
}
