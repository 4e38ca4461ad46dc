import type { ReceiptCase } from '../model/receivable-case.ts';
import type { Table } from '../model/table.ts';
import { loadCustomerReceipts } from './customer-money.ts';
import { dayColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { factsOf } from './facts.ts';
import type { ReportContext } from './report.ts';

/** `settle receivable cheques`: the cheque register (支票登记簿) as of the day, oldest first (DOMAIN.md 3.6). */
export async function chequesTable(context: ReportContext): Promise<Table> {
  const cheques = (await loadCustomerReceipts(context)).filter((one) => one.method === 'cheque');
  return {
    schema: 'settle.receivable.cheques/1',
    title: wordsOf('Cheque register | 支票登记簿'),
    facts: factsOf(context),
    columns: [
      textColumn('cheque_no', 'Cheque no. | 支票号', { whole: true }),
      textColumn('receipt_no', 'Receipt | 收款单号', WIDE),
      textColumn('drawer', 'Drawer | 出票人'),
      dayColumn('received_on', 'Received | 收到日'),
      moneyColumn('amount', 'Amount | 金额'),
      textColumn('currency', 'Currency | 币种', WIDE),
      textColumn('state', 'State | 状态', {
        values: {
          uncleared: wordsOf('uncleared | 未到账'),
          cleared: wordsOf('cleared | 已到账'),
          returned: wordsOf('returned | 已退票'),
        },
      }),
      dayColumn('returned_on', 'Returned | 退票日'),
      textColumn('applied_to', 'Pays | 核销单号', WIDE),
      textColumn('account', 'Account | 账户', WIDE),
      textColumn('file', 'File | 文件', WIDE),
      textColumn('line', 'Line | 行', WIDE),
    ],
    rows: cheques.map((one) => ({
      cheque_no: one.chequeNo,
      receipt_no: one.receiptNo,
      drawer: one.customer,
      received_on: one.on,
      amount: money(one.amount, one.currency),
      currency: one.currency,
      state: stateOf(one),
      returned_on: one.returnedOn,
      applied_to: one.applied.map((part) => part.ref).join(' '),
      account: one.account,
      file: one.place.file,
      line: String(one.place.line),
    })),
    totals: { count: cheques.length },
  };
}

function stateOf({ returnedOn, isCleared }: ReceiptCase): string {
  if (returnedOn !== undefined) return 'returned';
  return isCleared ? 'cleared' : 'uncleared';
}
