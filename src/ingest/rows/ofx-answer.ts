import { StopError } from '../../model/problem.ts';
import type { DocumentContext, DocumentStatement } from '../document.ts';
import { defined } from '../defined.ts';
import { parseCurrency } from '../../model/currency.ts';
import { ofxTokens } from '../tokenise/ofx.ts';
import { xmlCharset } from '../tokenise/xml.ts';
import { ofxStatement } from './ofx-statement.ts';
import { OfxTree, type OfxStatement } from './ofx-tree.ts';

const MARKS: Readonly<Record<string, RegExp>> = {
  OFXHEADER: /OFXHEADER\s*[:=]/iu,
  OFX: /<(?:\w+:)?OFX[\s>]/iu,
};
const BANK = /<(?:\w+:)?(?:CC)?STMTRS[\s>]/iu;
const INVESTMENT = /<(?:\w+:)?INVSTMTRS[\s>]/iu;

/** The marks of an OFX answer in the head of a text, of investments alone or of anything else. */
export function ofxMarks(head: string, of: OfxStatement['kind']): readonly string[] | undefined {
  const marks = Object.entries(MARKS).flatMap(([mark, pattern]) => (pattern.test(head) ? [mark] : []));
  if (marks.length === 0) return undefined;
  const kind = INVESTMENT.test(head) && !BANK.test(head) ? 'investment' : 'bank';
  return kind === of ? marks : undefined;
}

/** `CHARSET:1252`, `ENCODING:UTF-8`, the XML declaration; boilerplate that names none is none. */
export function ofxCharset(head: string): string | undefined {
  const declared = xmlCharset(head);
  if (declared !== undefined) return declared;
  const charset = /CHARSET\s*:\s*([\w-]+)/iu.exec(head)?.[1];
  if (charset === undefined || /^none$/iu.test(charset)) return undefined;
  if (/^125\d$/.test(charset)) return `windows-${charset}`;
  return CODE_PAGES[charset] ?? charset.replace(/^(?=8859)/u, 'iso-');
}

const CODE_PAGES: Readonly<Record<string, string | undefined>> = {
  '932': 'shift_jis',
  '936': 'gb18030',
  '949': 'euc-kr',
  '950': 'big5',
};

/** The statements of an answer, as they come; of an investment account only how many entries it has. Throws FILE_TRUNCATED without an end of `<OFX>`, FORMAT_UNKNOWN for an answer that reports an error or holds no statement. */
export async function* ofxStatements(
  text: AsyncIterable<string>,
  context: DocumentContext,
): AsyncGenerator<DocumentStatement<'bank'>> {
  const { file, currency } = context;
  const tree = new OfxTree();
  let statements = 0;
  for await (const tokens of ofxTokens(text, file)) {
    for (const statement of tree.take(tokens)) {
      statements += 1;
      yield statement.kind === 'bank' ? ofxStatement(statement, currency) : counted(statement, context);
    }
  }
  if (tree.isOpen) throw new StopError('FILE_TRUNCATED', { file, what: 'element' });
  if (statements > 0) return;
  if (tree.fault === undefined) throw new StopError('FORMAT_UNKNOWN', { file, what: 'no statement' });
  const { code, message } = tree.fault;
  throw new StopError('FORMAT_UNKNOWN', { file, what: 'error answer', answer: `${code} ${message}`.trim() });
}

function counted(
  { line, leaves, entries, pending }: OfxStatement,
  { currency }: DocumentContext,
): DocumentStatement<'bank'> {
  return {
    line,
    ...defined({ account: leaves['ACCTID'] }),
    currency: parseCurrency(leaves['CURDEF'] ?? '') ?? currency,
    rows: [],
    pending: entries.length + pending,
    ignored: true,
  };
}
