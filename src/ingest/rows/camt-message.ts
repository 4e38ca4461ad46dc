import { StopError } from '../../model/problem.ts';
import { defined } from '../defined.ts';
import type { DocumentContext, DocumentStatement } from '../document.ts';
import { xmlParts } from '../tokenise/xml.ts';
import { CamtPage } from './camt-page.ts';
import { camtStatement, continues } from './camt-statement.ts';

/** Elements that hold a statement: `Stmt` in camt.053, `Rpt` in camt.052, `Ntfctn` in camt.054. */
export type CamtHolder = 'Stmt' | 'Rpt' | 'Ntfctn';

const MESSAGES: Readonly<Record<CamtHolder, string>> = {
  Stmt: 'BkToCstmrStmt',
  Rpt: 'BkToCstmrAcctRpt',
  Ntfctn: 'BkToCstmrDbtCdtNtfctn',
};
const VERSIONS: Readonly<Record<CamtHolder, string>> = { Stmt: '053', Rpt: '052', Ntfctn: '054' };
const ANY_MESSAGE = /<(?:[\w.-]+:)?(BkToCstmr(?:Stmt|AcctRpt|DbtCdtNtfctn))(?:V\d+)?[\s/>]/u;

/**
 * The marks of a message in the head of a text: its element, in any version, prefix or envelope; where no such element
 * has come yet, its namespace.
 */
export function camtMarks(head: string, holder: CamtHolder): readonly string[] | undefined {
  if (!head.includes('BkToCstmr') && !head.includes('camt.')) return undefined;
  const message = ANY_MESSAGE.exec(head)?.[1];
  if (message !== undefined) return message === MESSAGES[holder] ? [message] : undefined;
  const namespace = new RegExp(
    String.raw`<(?:[\w.-]+:)?Document[^>]*xmlns(?::\w+)?\s*=\s*["'][^"']*camt\.${VERSIONS[holder]}`,
    'u',
  );
  return namespace.test(head) ? [`camt.${VERSIONS[holder]}`] : undefined;
}

/** What is printed as known by, for people. */
export function camtKnownBy(holder: CamtHolder): readonly string[] {
  return [MESSAGES[holder], holder];
}

/** The statements of a message, pages of one joined, a second copy of one left out. Throws as `xmlParts` does, and FORMAT_UNKNOWN for a message without a statement. */
export async function* camtStatements(
  text: AsyncIterable<string>,
  context: DocumentContext,
  holder: CamtHolder,
): AsyncGenerator<DocumentStatement<'bank'>> {
  let pages: [CamtPage, ...CamtPage[]] | undefined;
  for await (const page of camtPages(text, context, holder)) {
    if (pages !== undefined && continues(pages.at(-1) ?? pages[0], page)) {
      pages.push(page);
      continue;
    }
    if (pages !== undefined) yield camtStatement(pages, context.currency);
    pages = [page];
  }
  if (pages !== undefined) yield camtStatement(pages, context.currency);
}

/** The same message where nothing of it is to be stored: its entries are counted, no row is made of them. */
export async function* camtReports(
  text: AsyncIterable<string>,
  context: DocumentContext,
  holder: CamtHolder,
): AsyncGenerator<DocumentStatement<'bank'>> {
  for await (const { line, head, entries, collected } of camtPages(text, context, holder)) {
    yield {
      line,
      ...defined({ account: head.account, statement: head.sequence ?? head.id }),
      currency: head.currency ?? entries[0]?.row.currency ?? context.currency,
      rows: [],
      pending: entries.length + collected.pending + collected.problems.length + collected.beyond,
    };
  }
}

async function* camtPages(
  text: AsyncIterable<string>,
  { file, currency }: DocumentContext,
  holder: CamtHolder,
): AsyncGenerator<CamtPage> {
  const seen = new Set<string>();
  let page: CamtPage | undefined;
  for await (const parts of xmlParts(text, { file, holders: new Set([holder]) })) {
    for (const part of parts) {
      if (part.kind === 'whole') page?.take(part.element);
      else if (part.name === holder && part.kind === 'open') page = new CamtPage(part.line, currency);
      else if (part.name === holder && page !== undefined && isNew(page, seen)) yield page;
    }
  }
  if (seen.size === 0) throw new StopError('FORMAT_UNKNOWN', { file, what: 'no statement' });
}

/** A copy (`CpyDplctInd`) of what the file has brought already is not brought again. */
function isNew({ head }: CamtPage, seen: Set<string>): boolean {
  const key = JSON.stringify([head.account, head.id, head.page]);
  if (head.copy === true && seen.has(key)) return false;
  seen.add(key);
  return true;
}
