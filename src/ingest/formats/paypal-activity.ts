import { negate, plus, ZERO, type Minor } from '../../model/money.ts';
import type { LineKind, SettlementLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { lineAmounts } from '../rows/fund-amounts.ts';
import { activityKind, activityMoved, isOnlyShown } from './words/paypal-activity.ts';

/** The names of all languages together: English, German, Spanish, French, Italian, Portuguese, Dutch. */
const columns = {
  day: ['Date', 'Datum', 'Fecha', 'Data'],
  time: ['Time', 'Uhrzeit', 'Hora', 'Heure', 'Ora', 'Orario', 'Tijd'],
  zone: ['Time Zone', 'Zeitzone', 'Zona horaria', 'Fuseau horaire', 'Fuso orario', 'Fuso horário', 'Tijdzone'],
  type: ['Type', 'Typ', 'Tipo'],
  description: ['Description', 'Beschreibung', 'Descripción', 'Descrizione', 'Descrição', 'Omschrijving'],
  status: ['Status', 'Estado', 'État', 'Stato'],
  currency: ['Currency', 'Währung', 'Divisa', 'Moneda', 'Devise', 'Valuta', 'Moeda'],
  gross: ['Gross', 'Brutto', 'Bruto', 'Brut', 'Avant commission', 'Lordo', 'Amount', 'Importo', 'Valor bruto'],
  fee: [
    'Fee',
    'Gebühr',
    'Entgelt',
    'Comisión',
    'Tarifa',
    'Commission',
    'Frais',
    'Tariffa',
    'Commissione',
    'Taxa',
    'Kosten',
  ],
  net: ['Net', 'Netto', 'Neto', 'Valor líquido', 'Líquido'],
  balance: ['Balance', 'Guthaben', 'Saldo', 'Solde'],
  impact: [
    'Balance Impact',
    'Auswirkung auf Guthaben',
    'Impacto en el saldo',
    'Impact sur le solde',
    'Impatto sul saldo',
    'Impacto no saldo',
  ],
  id: [
    'Transaction ID',
    'Transaktionscode',
    'Id. de transacción',
    'Numéro de transaction',
    'Codice transazione',
    'ID da transação',
    'Transactiereferentie',
    'Transactie-ID',
  ],
  original: [
    'Reference Txn ID',
    'Zugehöriger Transaktionscode',
    'Id. de referencia de trans.',
    'Numéro de la transaction de référence',
    'Codice transazione di riferimento',
    'ID da transação de referência',
  ],
  invoice: [
    'Invoice Number',
    'Invoice ID',
    'Rechnungsnummer',
    'Id. de factura',
    'Número de factura',
    'Numéro de facture',
    'N° ordine commerciante',
    'Numero fattura',
    'Número da fatura',
    'Factuurreferentie',
  ],
  receipt: ['Receipt ID', 'Empfangsnummer', 'Número de recibo', 'Numéro de reçu', 'Codice ricevuta'],
  name: ['Name', 'Nombre', 'Nom', 'Nome', 'Naam'],
  bankName: ['Bank Name', 'Name der Bank', 'Nombre del banco', 'Nom de la banque', 'Naam bank'],
  bankAccount: ['Bank Account', 'Bankkonto', 'Cuenta bancaria', 'Compte bancaire', 'Bankrekening'],
} as const;
type Field = keyof typeof columns;

/** PayPal · activity and statement download: header, dates and amounts in the account's language (formats/intl.md §2c). */
const paypalActivity: FormatProfile<'settlement', Field> = {
  id: 'paypal-activity',
  title: { en: 'PayPal activity download', zh: 'PayPal 交易活动下载' },
  kind: 'settlement',
  platform: 'paypal',
  bill: 'fund',
  grade: 'A',
  joins: {
    en: 'Invoice Number = order no., Transaction ID = trade no.',
    zh: 'Invoice Number = 订单号，Transaction ID = 交易号',
  },
  columns,
  known: ['day', 'time', 'zone', ['type', 'description'], 'gross', ['id', 'receipt'], ['net', 'balance']],
  decimal: 'shown',
  dateOrder: 'file',
  times: 'as-printed',
  chained: true,
  read: (row) => {
    const gross = row.needAmount('gross');
    const fee = row.amount('fee') ?? ZERO;
    const words = row.text('type') ?? row.text('description') ?? '';
    const kind = activityKind(words, gross);
    if (!isMoney(row, kind) || isOnlyShown(row.text('impact'))) return undefined;
    const net = row.amount('net');
    if (net !== undefined && net !== plus(gross, fee)) row.fail('AMOUNT_SIGN', 'net');
    return lineOf(row, kind, { gross, fee });
  },
};
export default paypalActivity;

/** A withdrawal has left the balance while it still waits at the bank; anything else that waits has moved nothing. */
function isMoney(row: Row<Field>, kind: LineKind): boolean {
  const status = row.text('status');
  const moved = activityMoved(status);
  if (moved === undefined) row.fail('KIND_UNKNOWN', 'status');
  return moved === true || (kind === 'payout' && row.text('balance') !== undefined && isWaiting(status));
}

function isWaiting(status = ''): boolean {
  return /^(?:pending|ausstehend|pendiente|en attente|in sospeso|pendente|in behandeling)$/iu.test(status);
}

function lineOf(
  row: Row<Field>,
  kind: LineKind,
  { gross, fee }: { readonly gross: Minor; readonly fee: Minor },
): SettlementLine {
  return defined({
    line: row.line,
    kind,
    occurredAt: row.momentOf('day', 'time') ?? row.needMoment('day'),
    ...numbersOf(row, kind),
    ...lineAmounts(kind, gross, negate(fee)),
    currency: row.currency,
    balance: row.amount('balance'),
    typeWords: row.text('type') ?? row.text('description'),
    memo: memoOf(row, kind),
  });
}

interface Numbers {
  readonly orderNo?: string | undefined;
  readonly tradeNo?: string | undefined;
  readonly refundNo?: string | undefined;
  readonly batchNo?: string | undefined;
}

const NO_ORDER: ReadonlySet<LineKind> = new Set(['transfer', 'deposit']);

function numbersOf(row: Row<Field>, kind: LineKind): Numbers {
  const own = row.id('id') ?? row.id('receipt');
  if (kind === 'payout' || kind === 'payout-return') return { tradeNo: own, batchNo: own };
  if (NO_ORDER.has(kind)) return { tradeNo: own };
  const orderNo = row.id('invoice');
  if (kind !== 'refund' && kind !== 'chargeback') return { orderNo, tradeNo: own };
  return { orderNo, tradeNo: row.id('original') ?? own, refundNo: own };
}

/** Who it was, the bank of a withdrawal, and for the halves of a conversion what ties them. */
function memoOf(row: Row<Field>, kind: LineKind): string | undefined {
  const original = kind === 'transfer' ? row.text('original') : undefined;
  const parts = [row.text('name'), row.text('bankName'), row.text('bankAccount'), original];
  const memo = parts.filter((part) => part !== undefined).join(' ');
  return memo === '' ? undefined : memo;
}
