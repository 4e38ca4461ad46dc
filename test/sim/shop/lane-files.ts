import { yuan } from '../../../src/demo/fen.ts';
import type { Random } from '../../../src/demo/random.ts';
import { addDays, dayOf, type Day } from '../../../src/model/day.ts';
import { netOf, sumOf, type Lane, type Line, type Payout } from './types.ts';

/* A lane's statement in its layout, and which line of the file tells what. */

/** A row of a file and what it tells; rows of the same money (a commission beside its sale) tell nothing of their own. */
interface Told {
  readonly cells: readonly string[];
  readonly line?: Line;
}

export interface LaneFile {
  readonly name: string;
  readonly text: string;
  /** Row of the file, from 1, of every line. */
  readonly rows: ReadonlyMap<number, Line>;
}

interface Statement {
  readonly lane: Lane;
  /** In the order of their days. */
  readonly lines: readonly Line[];
  readonly payouts: readonly Payout[];
  readonly random: Random;
}

/** The statement; `isMixed` puts its rows in no order, where the layout has none of its own. */
export function laneFile(statement: Statement, part: string, isMixed: boolean): LaneFile {
  const { lane, random } = statement;
  const { heading, told, delimiter, ending } = LAYOUTS[lane.layout](statement);
  const rows = isMixed && !IN_ORDER.has(lane.layout) ? mixed(told, random) : told;
  const lines = [...heading, ...rows.map(({ cells }) => cells.join(delimiter))];
  return {
    name: `${lane.id}-${part}${ending}`,
    text: `${lines.join('\n')}\n`,
    rows: new Map(rows.flatMap(({ line }, index) => (line === undefined ? [] : [[heading.length + index + 1, line]]))),
  };
}

/** A settlement's own row stands before its lines; a running balance needs its order. */
const IN_ORDER: ReadonlySet<Lane['layout']> = new Set(['amazon', 'paypal']);

function mixed<T>(items: readonly T[], random: Random): readonly T[] {
  const rest = [...items];
  const out: T[] = [];
  while (rest.length > 0) out.push(...rest.splice(random.whole(0, rest.length - 1), 1));
  return out;
}

interface Written {
  readonly heading: readonly string[];
  readonly told: readonly Told[];
  readonly delimiter: string;
  readonly ending: string;
}

const LAYOUTS: Readonly<Record<Lane['layout'], (statement: Statement) => Written>> = {
  canonical,
  stripe,
  amazon,
  lakala,
  allinpay,
  paypal,
};

function batchOf(line: Line, payouts: readonly Payout[]): Payout | undefined {
  return line.lane.by === 'batch' ? payouts.find((payout) => payout.lines.includes(line)) : undefined;
}

const KINDS: Readonly<Partial<Record<Line['kind'], string>>> = { unknown: 'adjustment' };

function canonical({ lane, lines, payouts }: Statement): Written {
  const header = 'trade_no,order_no,platform,account,kind,occurred_at,gross,fee,net,currency,batch_no,memo';
  const told = lines.map((line): Told => {
    const { tradeNo, orderNo = '', at, gross, fee, kind } = line;
    const numbers = [tradeNo, orderNo, lane.platform, lane.number, KINDS[kind] ?? kind, at];
    const amounts = [yuan(gross), yuan(fee), yuan(netOf(line)), lane.currency];
    return { line, cells: [...numbers, ...amounts, batchOf(line, payouts)?.no ?? '', ''] };
  });
  return { heading: [header], told, delimiter: ',', ending: '.csv' };
}

const CATEGORIES: Readonly<Record<Line['kind'], string>> = {
  ...{ sale: 'charge', refund: 'refund', chargeback: 'dispute', commission: 'fee' },
  ...{ reserve: 'risk_reserved_funds', release: 'risk_reserved_funds', unknown: 'special_levy' },
};

function stripe({ lines, payouts }: Statement): Written {
  const header =
    'balance_transaction_id,payment_metadata[order],source_id,charge_id,created,available_on,automatic_payout_effective_at,' +
    'currency,gross,fee,net,reporting_category,description,automatic_payout_id';
  const told = lines.map((line): Told => {
    const { tradeNo, orderNo = '', at, gross, fee, kind } = line;
    const batch = batchOf(line, payouts);
    const source = { sale: tradeNo, refund: `re_${tradeNo.slice(3)}`, chargeback: `du_${tradeNo.slice(3)}` };
    const own = kind in source ? source[kind as keyof typeof source] : `adj_${tradeNo.slice(3)}`;
    const times = [at, at, batch === undefined ? '' : `${batch.day} 00:00:00`];
    const amounts = ['usd', yuan(gross), yuan(fee), yuan(netOf(line)), CATEGORIES[kind], ''];
    const charge = kind in source ? tradeNo : '';
    const numbers = [`txn_${tradeNo.slice(3)}${kind}${digitsOf(at)}`, orderNo, own, charge];
    return { line, cells: [...numbers, ...times, ...amounts, batch?.no ?? ''] };
  });
  const paid = payouts.map(({ no, day, amount }): Told => {
    const at = `${day} 00:00:00`;
    return {
      cells: [
        `txn_${no}`,
        '',
        no,
        '',
        at,
        at,
        at,
        'usd',
        yuan(-amount),
        '0.00',
        yuan(-amount),
        'payout',
        'STRIPE PAYOUT',
        no,
      ],
    };
  });
  return { heading: [header], told: [...told, ...paid], delimiter: ',', ending: '.csv' };
}

/** A settlement after the other: its own row, then for each sale its price and its commission. */
function amazon({ lines, payouts }: Statement): Written {
  const header = [
    ...['settlement-id', 'settlement-start-date', 'settlement-end-date', 'deposit-date', 'total-amount', 'currency'],
    ...['transaction-type', 'order-id', 'merchant-order-id', 'adjustment-id', 'shipment-id', 'marketplace-name'],
    ...['amount-type', 'amount-description', 'amount', 'fulfillment-id', 'posted-date', 'posted-date-time'],
    ...['order-item-code', 'merchant-order-item-id', 'merchant-adjustment-item-id', 'sku', 'quantity-purchased'],
    'promotion-id',
  ].join('\t');
  const told = [...payouts, ...unpaid(lines, payouts)].flatMap((payout): readonly Told[] => {
    const [first] = payout.lines;
    const start = first === undefined ? payout.day : dayOf(first.at);
    const head = [payout.no, noon(start), noon(addDays(payout.day, -1)), noon(payout.day), yuan(payout.amount), 'USD'];
    return [{ cells: [...head, ...blanks(18)] }, ...payout.lines.map((line) => amazonRow(payout.no, line))];
  });
  return { heading: [header], told, delimiter: '\t', ending: '.txt' };
}

/** What came to nothing or less is a settlement too, and no money moves for it. */
function unpaid(lines: readonly Line[], payouts: readonly Payout[]): readonly Payout[] {
  const paid = new Set(payouts.flatMap((payout) => payout.lines));
  const left = lines.filter((line) => !paid.has(line));
  const [last] = left.slice(-1);
  if (last === undefined) return [];
  const payout = { lane: last.lane, no: '99000001', day: addDays(dayOf(last.at), 1), lines: left, amount: 0 };
  return [{ ...payout, amount: earned(payout) }];
}

function noon(day: Day): string {
  return `${day} 06:00:00 UTC`;
}

function blanks(count: number): readonly string[] {
  return Array.from({ length: count }, () => '');
}

const AMAZON: Readonly<Record<Line['kind'], readonly [type: string, part: string, words: string]>> = {
  sale: ['Order', 'ItemPrice', 'Principal'],
  refund: ['Refund', 'ItemPrice', 'Principal'],
  commission: ['Order', 'ItemFees', 'Commission'],
  chargeback: ['Chargeback Refund', 'ItemPrice', 'Principal'],
  reserve: ['other-transaction', 'other-transaction', 'Current Reserve Amount'],
  release: ['other-transaction', 'other-transaction', 'Previous Reserve Amount Balance'],
  unknown: ['other-transaction', 'other-transaction', 'Special Levy'],
};

function amazonRow(batchNo: string, line: Line): Told {
  const [type, part, words] = AMAZON[line.kind];
  const day = dayOf(line.at);
  const numbers = [batchNo, '', '', '', '', '', type, line.orderNo ?? '', '', '', '', 'Amazon.com'];
  const when = [day, `${line.at} UTC`];
  return { line, cells: [...numbers, part, words, yuan(line.gross), '', ...when, '', '', '', 'SKU-1', '', ''] };
}

/** Lakala's list of trades: `|` between the cells, the fee positive, a refund's amounts unsigned. */
function lakala({ lane, lines }: Statement): Written {
  const header =
    '商户编号|交易日期|交易时间|终端号|分支机构|交易类型|拉卡拉流水号|原拉卡拉流水号|卡号|支付渠道|银行名称|交易金额(分)|' +
    '手续费(分)|结算金额(分)|商户订单号|支付订单号|外部流水号|系统参考号|备注|支付方式';
  const told = lines.map((line): Told => {
    const { tradeNo, orderNo = '', at, gross, fee, kind } = line;
    const isRefund = kind === 'refund';
    const numbers = isRefund ? [`LKR${tradeNo.slice(2)}`, tradeNo] : [tradeNo, ''];
    const amounts = [gross, fee, netOf(line)].map((amount) => yuan(Math.abs(amount)));
    const type = isRefund ? '退货' : '消费';
    const before = [lane.number, dayOf(at), at.slice(11), 'T001', '示例分公司', type];
    return {
      line,
      cells: [...before, ...numbers, '', '支付宝', '示例银行', ...amounts, orderNo, '', '', '', '', '扫码'],
    };
  });
  return { heading: [header], told, delimiter: '|', ending: '.txt' };
}

/** 收银宝's bill: signed amounts, the fee as signed as they are. */
function allinpay({ lane, lines }: Statement): Written {
  const header =
    '商户号,门店名称,终端号,交易时间,交易类型,交易批次号,凭证号,参考号,卡号,卡类别,发卡行机构代码,发卡行名称,交易金额,手续费,' +
    '交易日期,交易单号,订单号,商户备注,对接应用号,原始金额,结算金额,产品类型,分期贴息,交易完成时间,持卡人姓名,持卡人身份证,' +
    '分期数,优惠金额,实付金额,原交易单,渠道交易类型,出金方账户名称,门店编号,交易完成日期';
  const told = lines.map((line): Told => {
    const { tradeNo, orderNo = '', at, gross, fee, kind } = line;
    const isRefund = kind === 'refund';
    const type = isRefund ? '微信支付退款' : '微信支付';
    const before = [lane.number, '示例店', '00000001', at.slice(11), type, '1', digitsOf(at)];
    const amounts = [yuan(gross), yuan(fee), dayOf(at)];
    const numbers = [
      isRefund ? `9${tradeNo}` : tradeNo,
      orderNo,
      '',
      '0001',
      yuan(gross),
      yuan(netOf(line)),
      '',
      '0.00',
    ];
    const after = [at.slice(11), '', '', '', '0.00', yuan(gross), isRefund ? tradeNo : '', '', '', '', dayOf(at)];
    return { line, cells: [...before, `R${digitsOf(at)}`, 'o***', '零钱', '', '', ...amounts, ...numbers, ...after] };
  });
  return { heading: [header], told, delimiter: ',', ending: '.csv' };
}

/** PayPal's activity: a balance for each currency; what is withdrawn is sold first. */
function paypal({ lines, payouts }: Statement): Written {
  const header =
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",' +
    '"To Email Address","Transaction ID","Reference Txn ID","Invoice Number","Receipt ID","Balance","Balance Impact"';
  let dollars = 0;
  const row = (at: string, words: readonly string[], amounts: readonly [number, number], balance: number): Told => {
    const [type = '', currency = '', no = '', original = '', invoice = ''] = words;
    const [gross, fee] = amounts;
    const when = [at.slice(8, 10), at.slice(5, 7), at.slice(0, 4)].join('/');
    const money = [currency, yuan(gross), yuan(-fee), yuan(gross - fee)];
    const numbers = [no, original, invoice, '', yuan(balance), gross < 0 ? 'Debit' : 'Credit'];
    const cells = [
      when,
      at.slice(11),
      'CST',
      'Ann',
      type,
      'Completed',
      ...money,
      'a@example.com',
      'b@example.com',
      ...numbers,
    ];
    return { cells: cells.map((cell) => `"${cell}"`) };
  };
  const told = [...byMoment(lines, payouts)].flatMap((step): readonly Told[] => {
    if ('kind' in step) {
      const { at, kind, tradeNo, orderNo = '', gross, fee } = step;
      dollars += netOf(step);
      const isSale = kind === 'sale';
      const type = isSale ? 'Website Payment' : (ACTIVITIES[kind] ?? 'Payment Refund');
      const numbers = isSale ? [tradeNo, ''] : [`RF${digitsOf(at)}${tradeNo.slice(-8)}`, tradeNo];
      return [{ ...row(at, [type, 'USD', ...numbers, orderNo], [gross, fee], dollars), line: step }];
    }
    const at = `${step.day} 08:00:00`;
    const sold = earned(step);
    dollars -= sold;
    return [
      row(at, ['General Currency Conversion', 'USD', `C1${step.no.slice(2)}`, step.no], [-sold, 0], dollars),
      row(at, ['General Currency Conversion', 'CNY', `C2${step.no.slice(2)}`, step.no], [step.amount, 0], step.amount),
      row(at, ['General Withdrawal', 'CNY', step.no], [-step.amount, 0], 0),
    ];
  });
  return { heading: [header], told, delimiter: ',', ending: '.csv' };
}

const ACTIVITIES: Readonly<Partial<Record<Line['kind'], string>>> = {
  ...{ reserve: 'Account Hold for Open Authorization', release: 'Reversal of General Account Hold' },
  unknown: 'Special Levy',
};

/** Lines and withdrawals by their moments; a withdrawal is made at eight, before the day's sales. */
function byMoment(lines: readonly Line[], payouts: readonly Payout[]): readonly (Line | Payout)[] {
  const moment = (step: Line | Payout): string => ('kind' in step ? step.at : `${step.day} 08:00:00`);
  return [...lines, ...payouts].sort((left, right) =>
    moment(left) < moment(right) ? -1 : Number(moment(left) > moment(right)),
  );
}

/** A number that belongs to the row, whatever file it stands in. */
function digitsOf(at: string): string {
  return at.replaceAll(/\D/gu, '').slice(4);
}

/** What a payout comes to by its lines. */
export function earned(payout: Payout): number {
  return sumOf(payout.lines, netOf);
}
