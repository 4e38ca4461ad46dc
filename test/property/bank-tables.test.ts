import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  amount,
  clock,
  dayOfJune,
  grouped,
  lined,
  longNo,
  printed,
  quoted,
  readTable,
  someOf,
  table,
  told,
  total,
  type Punctuation,
} from './table-text.ts';

const RUNS = { numRuns: 8 };
const OWN_ACCOUNT = '33150199000000000777';
const OPENING = 100_000_000_00;

interface Entry {
  readonly day: string;
  readonly clock: string;
  /** Signed, money in positive. */
  readonly moved: number;
  readonly party: string;
  readonly partyNo: string;
  readonly no: string;
  readonly words: string;
  readonly note: string;
}

const entry: fc.Arbitrary<Entry> = fc.record({
  day: dayOfJune,
  clock,
  moved: fc.tuple(amount, fc.boolean()).map(([size, incoming]) => (incoming ? size : -size)),
  party: fc.constantFrom('财付通支付科技有限公司客户备付金', '支付宝（中国）网络技术有限公司', '木源家具厂, 慈溪', ''),
  partyNo: fc.constantFrom('243300188', '3901220009200000777', ''),
  no: longNo,
  words: fc.constantFrom('转账', '微信支付提现_20260301', '手续费', ''),
  note: fc.constantFrom('货款 合同HT-26-031', '支付宝余额提现', ''),
});

/** An entry with the account's balance behind it. */
interface Balanced extends Entry {
  readonly balance: number;
}

function balanced(entries: readonly Entry[]): readonly Balanced[] {
  let balance = OPENING;
  return entries.map((one) => {
    balance += one.moved;
    return { ...one, balance };
  });
}

type Cells = Readonly<Record<string, string>>;
const compact = (day: string): string => day.replaceAll('-', '');

/** What a bank leaves in the column of the other side: of CCB a `0` or a dash, of others nothing. */
function sides(moved: number, [credit, debit]: readonly [string, string], none = ''): Cells {
  return { [credit]: moved > 0 ? grouped(moved) : none, [debit]: moved < 0 ? grouped(-moved) : none };
}

interface Layout {
  readonly format: string;
  readonly header: string;
  readonly cells: (one: Balanced) => Cells;
  /** What the bank doesn't print isn't read. */
  readonly lacks?: readonly ('clock' | 'reference' | 'note' | 'words')[];
  /** Each row names the account. */
  readonly inRows?: true;
}

const LAYOUTS: readonly Layout[] = [
  {
    format: 'bank-ccb',
    header:
      '交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号',
    cells: (one) => ({
      交易时间: `${compact(one.day)} ${one.clock}`,
      ...sides(one.moved, ['贷方发生额/元(收入)', '借方发生额/元(支取)'], '0'),
      余额: grouped(one.balance),
      币种: '人民币元',
      对方户名: one.party,
      对方账号: one.partyNo,
      记账日期: compact(one.day),
      摘要: one.words,
      备注: one.note,
      '账户明细编号-交易流水号': one.no,
    }),
  },
  {
    format: 'bank-ccb',
    inRows: true,
    header:
      '账号,账户名称,交易时间,记账日期,借方发生额（支取）,贷方发生额（收入）,余额,对方账号,对方户名,对方开户机构,摘要,账户明细编号-交易流水号,币种,凭证种类,备注',
    cells: (one) => ({
      账号: `\t${OWN_ACCOUNT}`,
      账户名称: '宁波海棠家居用品有限公司',
      交易时间: `${compact(one.day)} ${one.clock}`,
      记账日期: compact(one.day),
      ...sides(one.moved, ['贷方发生额（收入）', '借方发生额（支取）'], '-'),
      余额: grouped(one.balance),
      对方账号: one.partyNo,
      对方户名: `${one.party}   `,
      摘要: one.words,
      '账户明细编号-交易流水号': one.no,
      币种: '人民币元',
      备注: one.note,
    }),
  },
  {
    format: 'bank-icbc',
    lacks: ['reference'],
    header: '[HISTORYDETAIL]凭证号,交易时间,对方单位,对方账号,转入金额,转出金额,余额,摘要,附言',
    cells: (one) => ({
      '[HISTORYDETAIL]凭证号': '0\t',
      交易时间: `${one.day} ${one.clock}\t`,
      对方单位: `${one.party}\t`,
      对方账号: `${one.partyNo}\t`,
      ...sides(one.moved, ['转入金额', '转出金额'], '\t'),
      余额: grouped(one.balance),
      摘要: one.words,
      附言: one.note,
    }),
  },
  {
    format: 'bank-icbc-old',
    inRows: true,
    lacks: ['reference'],
    header: '本方账号,对方账号,交易时间,借/贷,借方发生额,贷方发生额,对方行号,摘要,用途,对方单位名称,余额,个性化信息',
    cells: (one) => ({
      本方账号: OWN_ACCOUNT,
      对方账号: one.partyNo,
      交易时间: `${one.day} ${one.clock}`,
      '借/贷': one.moved > 0 ? '贷' : '借',
      ...sides(one.moved, ['贷方发生额', '借方发生额']),
      摘要: one.words,
      对方单位名称: one.party,
      余额: grouped(one.balance),
      个性化信息: one.note,
    }),
  },
  {
    format: 'bank-boc',
    header:
      "交易类型[ Transaction Type ],业务类型[ Business type ],付款人账号[ Debit Account No. ],付款人名称[ Payer's Name ],收款人账号[ Payee's Account Number ],收款人名称[ Payee's Name ],交易日期[ Transaction Date ],交易时间[ Transaction time ],交易货币[ Trade Currency ],交易金额[ Trade Amount ],交易后余额[ After-transaction balance ],起息日期[ Value Date ],汇率[ Exchange rate ],交易流水号[ Transaction reference number ],记录标识号[ Record ID ],摘要[ Reference ],交易附言[ Remark ]",
    cells: (one) => {
      const other = { name: one.party, no: one.partyNo };
      const own = { name: '宁波海棠家居用品有限公司', no: OWN_ACCOUNT };
      const [payer, payee] = one.moved > 0 ? [other, own] : [own, other];
      return {
        '交易类型[ Transaction Type ]': one.moved > 0 ? '来账' : '往账',
        '付款人账号[ Debit Account No. ]': payer.no,
        "付款人名称[ Payer's Name ]": payer.name,
        "收款人账号[ Payee's Account Number ]": payee.no,
        "收款人名称[ Payee's Name ]": payee.name,
        '交易日期[ Transaction Date ]': compact(one.day),
        '交易时间[ Transaction time ]': one.clock,
        '交易货币[ Trade Currency ]': 'CNY',
        '交易金额[ Trade Amount ]': `${one.moved > 0 ? '+' : ''}${printed(one.moved)}`,
        '交易后余额[ After-transaction balance ]': `+${printed(one.balance)}`,
        '交易流水号[ Transaction reference number ]': one.no,
        '摘要[ Reference ]': one.words,
        '交易附言[ Remark ]': one.note,
      };
    },
  },
  {
    format: 'bank-abc',
    lacks: ['reference', 'words'],
    header: '交易时间,收入金额,支出金额,账户余额,交易行名,对方省市,对方账号,对方户名,交易用途',
    cells: (one) => ({
      交易时间: `${one.day} ${one.clock}`,
      ...sides(one.moved, ['收入金额', '支出金额']),
      账户余额: grouped(one.balance),
      对方账号: one.partyNo,
      对方户名: one.party,
      交易用途: one.note,
    }),
  },
  {
    format: 'bank-cmb',
    header: '流水号,交易日,交易时间,收(付)方名称,收(付)方账号,交易类型,业务摘要,其它摘要,用途,借方金额,贷方金额,余额',
    cells: (one) => ({
      流水号: one.no,
      交易日: compact(one.day),
      交易时间: one.clock,
      '收(付)方名称': one.party,
      '收(付)方账号': one.partyNo,
      业务摘要: one.words,
      用途: one.note,
      ...sides(one.moved, ['贷方金额', '借方金额']),
      余额: printed(one.balance),
    }),
  },
  {
    format: 'bank-spdb',
    header: '交易日期,交易时间,借方金额,贷方金额,余额,对方户名,对方账号,摘要,备注,交易流水号',
    cells: (one) => ({
      交易日期: one.day.replaceAll('-', '/'),
      交易时间: one.clock,
      ...sides(one.moved, ['贷方金额', '借方金额']),
      余额: grouped(one.balance),
      对方户名: one.party,
      对方账号: one.partyNo,
      摘要: one.words,
      备注: one.note,
      交易流水号: one.no,
    }),
  },
  {
    format: 'bank-generic',
    lacks: ['reference', 'note'],
    header: '交易时间,借贷标志,发生额,余额,对方账号,对方户名,摘要',
    cells: (one) => ({
      交易时间: `${one.day} ${one.clock}`,
      借贷标志: one.moved > 0 ? '贷' : '借',
      发生额: grouped(Math.abs(one.moved)),
      余额: grouped(one.balance),
      对方账号: one.partyNo,
      对方户名: one.party,
      摘要: one.words,
    }),
  },
  {
    format: 'bank-generic',
    inRows: true,
    header: '交易日期,账号,借,贷,账户余额,对方账户,对方账户名称,交易流水号,摘要,用途',
    lacks: ['clock'],
    cells: (one) => ({
      交易日期: one.day,
      账号: OWN_ACCOUNT,
      ...sides(one.moved, ['贷', '借']),
      账户余额: grouped(one.balance),
      对方账户: one.partyNo,
      对方账户名称: one.party,
      交易流水号: one.no,
      摘要: one.words,
      用途: one.note,
    }),
  },
  {
    format: 'bank-generic',
    lacks: ['clock', 'note'],
    header: '交易编号,日期,对方账户名称,对方账户号,摘要,付款金额,收款金额,余额',
    cells: (one) => ({
      交易编号: one.no,
      日期: one.day,
      对方账户名称: one.party,
      对方账户号: one.partyNo,
      摘要: one.words,
      ...sides(one.moved, ['收款金额', '付款金额'], '0.00'),
      余额: grouped(one.balance),
    }),
  },
];

function lineOf(one: Balanced, { lacks = [], inRows }: Layout): object {
  const has = (what: 'clock' | 'reference' | 'note' | 'words'): boolean => !lacks.includes(what);
  const memo = [has('words') ? one.words : '', has('note') ? one.note : ''].filter((text) => text !== '').join(' ');
  return told({
    account: inRows && OWN_ACCOUNT,
    bookedAt: has('clock') ? `${one.day} ${one.clock}` : one.day,
    amount: one.moved,
    currency: 'CNY',
    balance: one.balance,
    counterparty: one.party,
    counterpartyAccount: one.partyNo,
    reference: has('reference') ? one.no : undefined,
    memo,
  });
}

const margin = (lines: readonly (readonly string[])[], delimiter: string): string =>
  lined(lines.map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter)));

/** What came in and went out, as banks print it above the header or below the rows: a sum to a line. */
function sums(entries: readonly Entry[]): readonly (readonly string[])[] {
  const sum = (sign: number): string => grouped(total(entries.map(({ moved }) => Math.max(0, sign * moved))));
  return [[`总收入金额：${sum(1)}`], [`总支出金额：${sum(-1)}`]];
}

const style = fc.record({
  newestFirst: fc.boolean(),
  preamble: fc.boolean(),
  sums: fc.constantFrom('above', 'below', 'nowhere'),
  writtenIn: fc.constantFrom('utf8', 'gb18030'),
  delimiter: fc.constantFrom(',', '\t', '|'),
});

test.for(LAYOUTS.map((layout) => [`${layout.format}, ${layout.header.slice(0, 40)} …`, layout] as const))(
  'a statement in the layout of %s reads back as it was written, newest first or last',
  async ([, layout]) => {
    await fc.assert(
      fc.asyncProperty(someOf(entry), style, async (some, { delimiter, writtenIn, ...asks }) => {
        const entries = balanced(some);
        const order = asks.newestFirst ? [...entries].reverse() : entries;
        const account = [['账  号：', OWN_ACCOUNT], ['起始日期：20260601 截止日期：20260630']];
        const above = [...(asks.preamble ? account : []), ...(asks.sums === 'above' ? sums(some) : [])];
        const rows = table(layout.header.split(','), order.map(layout.cells), delimiter);
        const below = asks.sums === 'below' ? sums(some) : [];
        const text = margin(above, delimiter) + rows + margin(below, delimiter);
        const read = await readTable(text, { writtenIn });
        expect(read.statement.format.id).toBe(layout.format);
        expect(read.rows).toEqual(order.map((one) => lineOf(one, layout)));
        expect(read.clean).toBe(true);
        expect(read.part).toMatchObject({ opening: OPENING, closing: entries.at(-1)?.balance });
        const june = { account: OWN_ACCOUNT, from: '2026-06-01', to: '2026-06-30', stated: true };
        if (asks.preamble) expect(read.part).toMatchObject(june);
      }),
      RUNS,
    );
  },
);

/** A Western bank's columns: the day, the words, how money is told, the balance. */
interface WesternLayout {
  readonly day: string;
  readonly words: string;
  readonly money:
    | { readonly amount: string; readonly direction?: readonly [name: string, incoming: string, outgoing: string] }
    | { readonly credit: string; readonly debit: string; readonly minus: boolean };
  readonly balance: string;
  readonly party?: string;
  readonly account?: string;
}

const WESTERN: readonly WesternLayout[] = [
  { day: 'Date', words: 'Description', money: { amount: 'Amount' }, balance: 'Balance', account: 'Account' },
  { day: 'Buchungstag', words: 'Verwendungszweck', money: { amount: 'Betrag' }, balance: 'Saldo' },
  {
    day: 'Date comptable',
    words: 'Libellé',
    money: { credit: 'Crédit', debit: 'Débit', minus: true },
    balance: 'Solde',
  },
  {
    day: 'Transaction date',
    words: 'Details',
    money: { credit: 'Paid in', debit: 'Paid out', minus: false },
    balance: 'Running balance',
    party: 'Counterparty',
  },
  {
    day: 'Datum',
    words: 'Mededelingen',
    money: { amount: 'Bedrag (EUR)', direction: ['Af Bij', 'Bij', 'Af'] },
    balance: 'Saldo na mutatie',
    party: 'Naam / Omschrijving',
  },
  {
    day: 'Buchungsdatum',
    words: 'Buchungstext',
    money: { amount: 'Buchungsbetrag', direction: ['S/H', 'H', 'S'] },
    balance: 'Kontostand',
  },
];

const westernStyle = fc.record({
  layout: fc.constantFrom(...WESTERN),
  newestFirst: fc.boolean(),
  punctuation: fc.constantFrom<Punctuation>(
    { decimal: '.', thousands: ',', places: 2 },
    { decimal: '.', thousands: '', places: 2 },
    { decimal: ',', thousands: '.', places: 2 },
    { decimal: ',', thousands: ' ', places: 2 },
    { decimal: '.', thousands: "'", places: 2 },
  ),
  date: fc.constantFrom<(day: string) => string>(
    (day) => day,
    (day) => day.split('-').reverse().join('.'),
    (day) => day.split('-').reverse().join('/'),
    (day) => `${String(Number(day.slice(8)))} Jun 2026`,
  ),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  writtenIn: fc.constantFrom('utf8', 'utf16'),
});

function westernMoney({ money }: WesternLayout, moved: number, punctuation: Punctuation): Cells {
  const size = printed(Math.abs(moved), punctuation);
  if ('amount' in money) {
    if (money.direction === undefined) return { [money.amount]: printed(moved, punctuation) };
    const [name, incoming, outgoing] = money.direction;
    return { [money.amount]: size, [name]: moved > 0 ? incoming : outgoing };
  }
  if (moved > 0) return { [money.credit]: size };
  return { [money.debit]: money.minus ? `-${size}` : size };
}

function westernHeader({ day, words, money, balance, party = '', account = '' }: WesternLayout): readonly string[] {
  const columns = 'amount' in money ? [money.amount, money.direction?.[0] ?? ''] : [money.credit, money.debit];
  return [account, day, party, words, ...columns, balance].filter((name) => name !== '');
}

test("a Western bank's CSV reads back as it was written, in its own punctuation and spelling of days", async () => {
  const westernEntry = entry.map((one) => ({ ...one, party: one.party === '' ? '' : 'Müller & Söhne; Köln, DE' }));
  await fc.assert(
    fc.asyncProperty(someOf(westernEntry), westernStyle, async (some, { layout, punctuation, date, ...file }) => {
      const entries = balanced(some);
      const order = file.newestFirst ? [...entries].reverse() : entries;
      const rows = order.map((one) => ({
        [layout.account ?? '']: OWN_ACCOUNT,
        [layout.day]: date(one.day),
        [layout.party ?? '']: one.party,
        [layout.words]: one.words,
        ...westernMoney(layout, one.moved, punctuation),
        [layout.balance]: printed(one.balance, punctuation),
      }));
      const text = table(westernHeader(layout), rows, file.delimiter);
      const read = await readTable(text, { writtenIn: file.writtenIn, dateOrder: 'dmy' });
      expect(read.statement.format.id).toBe('bank-generic-western');
      expect(read.rows).toEqual(
        order.map((one) =>
          told({
            account: layout.account && OWN_ACCOUNT,
            bookedAt: one.day,
            amount: one.moved,
            currency: layout.day === 'Datum' ? 'EUR' : 'CNY',
            balance: one.balance,
            counterparty: layout.party && one.party,
            memo: one.words,
          }),
        ),
      );
      expect(read.clean).toBe(true);
      expect(read.part).toMatchObject({ opening: OPENING, closing: entries.at(-1)?.balance });
    }),
    { numRuns: 40 },
  );
});
