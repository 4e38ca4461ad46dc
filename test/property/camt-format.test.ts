import fc from 'fast-check';
import { expect, it } from 'vitest';

import { readText } from '../ingest/read-text.ts';
import { readStatements } from './read-statements.ts';

/** What a bank knows of an entry, in cents. */
interface Entry {
  readonly credit: boolean;
  readonly cents: number;
  readonly day: string;
  readonly valueDay: string;
  readonly reference: string;
  readonly orders: readonly string[];
  readonly name: string;
  readonly words: string;
  readonly pending: boolean;
}

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-11-${String(number).padStart(2, '0')}`);
const word = fc.stringMatching(/^[A-Za-zäß中文&<>"']{1,8}$/u);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((some) => some.join(' '));
const number = fc.stringMatching(/^[A-Z]{2}[1-9]\d{3,8}$/u);
const entry: fc.Arbitrary<Entry> = fc.record({
  credit: fc.boolean(),
  cents: fc.integer({ min: 0, max: 99_999_999 }),
  day,
  valueDay: day,
  reference: number,
  orders: fc.uniqueArray(number, { minLength: 1, maxLength: 3 }),
  name: words,
  words,
  pending: fc.boolean(),
});
const layout = fc.record({
  version: fc.constantFrom('02', '03', '04', '06', '07', '08', '10', '13'),
  prefix: fc.constantFrom('', 'ns2:', 'camt:'),
  gap: fc.constantFrom('', '\n', '\r\n  '),
  envelope: fc.boolean(),
});
type Layout = typeof layout extends fc.Arbitrary<infer Value> ? Value : never;

/** Element names without a prefix in, text of the message out. */
function message(entries: readonly Entry[], opening: number, { version, prefix, gap, envelope }: Layout): string {
  const modern = Number(version) >= 7;
  const closing = entries.reduce(
    (sum, { pending, credit, cents }) => sum + (pending ? 0 : signed(credit, cents)),
    opening,
  );
  const body = [
    '<Stmt><Id>S-1</Id><ElctrncSeqNb>12</ElctrncSeqNb>',
    '<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>',
    balance('OPBD', opening),
    balance('CLAV', closing + 1),
    balance('CLBD', closing),
    ...entries.map((one) => entryText(one, modern)),
    '</Stmt>',
  ].join(gap);
  const inner = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}">${gap}<BkToCstmrStmt>${gap}<GrpHdr><MsgId>1</MsgId></GrpHdr>${gap}${body}${gap}</BkToCstmrStmt></Document>`;
  const named = inner.replaceAll(/<(\/?)(?=\w)/gu, `<$1${prefix}`);
  return `<?xml version="1.0" encoding="UTF-8"?>${gap}${envelope ? `<Envelope><Body>${named}</Body></Envelope>` : named}`;
}

function signed(credit: boolean, cents: number): number {
  return credit ? cents : -cents;
}

function money(cents: number): string {
  return `<Amt Ccy="EUR">${String(Math.floor(Math.abs(cents) / 100))}.${String(Math.abs(cents) % 100).padStart(2, '0')}</Amt>`;
}

function balance(code: string, cents: number): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${money(cents)}<CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-11-30</Dt></Dt></Bal>`;
}

function entryText({ credit, cents, pending, ...told }: Entry, modern: boolean): string {
  const status = pending ? 'PDNG' : 'BOOK';
  const side = credit ? 'Dbtr' : 'Cdtr';
  const own = credit ? 'Cdtr' : 'Dbtr';
  const party = (name: string): string =>
    modern ? `<Pty><Nm>${escaped(name)}</Nm></Pty>` : `<Nm>${escaped(name)}</Nm>`;
  const details = told.orders.map(
    (order) =>
      `<TxDtls><Refs><EndToEndId>${order}</EndToEndId></Refs><RltdPties><${own}>${party('Us')}</${own}><${side}>${party(told.name)}</${side}></RltdPties><RmtInf><Ustrd>${escaped(told.words)}</Ustrd></RmtInf></TxDtls>`,
  );
  return [
    `<Ntry>${money(cents)}<CdtDbtInd>${credit ? 'CRDT' : 'DBIT'}</CdtDbtInd>`,
    modern ? `<Sts><Cd>${status}</Cd></Sts>` : `<Sts>${status}</Sts>`,
    `<BookgDt><Dt>${told.day}</Dt></BookgDt><ValDt><DtTm>${told.valueDay}T23:30:00-05:00</DtTm></ValDt>`,
    `<AcctSvcrRef>${told.reference}</AcctSvcrRef><NtryDtls>${details.join('')}</NtryDtls></Ntry>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

it('a statement is read back as it was written, in every version, prefix and envelope, and its balances close', async () => {
  const opening = fc.integer({ min: -1_000_000, max: 1_000_000 });
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 8 }), opening, layout, async (entries, cents, how) => {
      const { statement, rows, outcome } = await readText(message(entries, cents, how), {}, 'x.xml');
      const booked = entries.filter(({ pending }) => !pending);
      expect(statement.format.id).toBe('camt-053');
      expect(rows.map((row) => ({ ...(row as object), line: 0 }))).toEqual(
        booked.map((one, index) => ({
          line: 0,
          bookedAt: one.day,
          valueOn: one.valueDay,
          amount: signed(one.credit, one.cents) + 0,
          currency: 'EUR',
          balance: booked
            .slice(0, index + 1)
            .reduce((sum, { credit, cents: size }) => sum + signed(credit, size), cents),
          counterparty: one.name,
          reference: one.reference,
          memo: [...new Set([one.words, ...one.orders])].join(' '),
        })),
      );
      expect(outcome).toMatchObject({ issues: [], problems: [], remarks: [], pending: entries.length - booked.length });
      expect(outcome.parts).toMatchObject([{ account: 'DE02120300000000202051', statement: '12', opening: cents }]);
    }),
    {
      numRuns: 60,
      examples: [
        // Money out of 0.00: its other side is the payee still.
        [
          [
            {
              credit: false,
              cents: 0,
              day: '2026-11-01',
              valueDay: '2026-11-01',
              reference: 'AA1000',
              orders: ['AA1000'],
              name: 'A',
              words: '>',
              pending: false,
            },
          ],
          0,
          { version: '02', prefix: '', gap: '', envelope: false },
        ],
      ],
    },
  );
});

it('a statement that ends anywhere before its end brings nothing', async () => {
  const whole = fc.tuple(fc.array(entry, { maxLength: 3 }), layout).map(([entries, how]) => message(entries, 0, how));
  const cut = whole.chain((text) => fc.integer({ min: 400, max: text.length - 1 }).map((end) => text.slice(0, end)));
  await fc.assert(
    fc.asyncProperty(cut, async (text) => {
      await expect(readStatements(text)).rejects.toMatchObject({ code: 'FILE_TRUNCATED' });
    }),
    { numRuns: 30 },
  );
});
