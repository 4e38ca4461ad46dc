import { withCurrencies } from '../../rows/header-currency.ts';
import type { BankColumns } from '../../rows/bank-shape.ts';

/**
 * What banks of the West call their columns (formats/bank.md §6), the surest name of each field first. Left out is what
 * means two things: `Kontonummer`, `IBAN` (whose?), `Valuta` (a date or a currency), `Umsatz` (often without a sign),
 * `Reference` as a number (mostly the payer's words).
 */
export const WESTERN_COLUMNS = {
  account: [
    ...['Account', 'Account No', 'Account No.', 'Bank account', 'Own account', 'Own IBAN', 'Auftragskonto'],
    ...['IBAN Auftragskonto', 'IBAN Auftraggeberkonto', 'Rekening', 'Rekeningnummer', 'IBAN/BBAN', 'Compte'],
    ...['Numéro de compte', 'Cuenta', 'Conto', 'Rachunek', 'account_number', 'IBAN Kontoinhaber', 'Source Account'],
  ],
  bookedOn: [
    ...['Booking date', 'Booked on', 'Booked', 'Posting date', 'Posted date', 'Post date', 'Date posted'],
    ...['Date processed', 'Processing date', 'Completed date', 'Transaction date', 'Operation date', 'Buchungstag'],
    ...['Buchungsdatum', 'Buchung', 'Boekdatum', 'Boekingsdatum', 'Transactiedatum', 'Uitvoeringsdatum'],
    ...['Date comptable', 'Date de comptabilisation', "Date d'opération", "Date de l'opération", 'Date opération'],
    ...['Fecha contable', 'F. contable', 'Fecha operación', 'Fecha de operación', 'Data contabile', 'Data operazione'],
    ...['Data lançamento', 'Data da operação', 'Data mov.', 'Bokföringsdag', 'Bokföringsdatum', 'Bokförd'],
    ...['Transaktionsdag', 'Transaktionsdatum', 'Bogføringsdato', 'Bokføringsdato', 'Bokført dato', 'Kirjauspäivä'],
    ...['Data operacji', 'Data księgowania', 'Data transakcji', 'Datum zaúčtování', 'Datum provedení'],
    ...[
      'Könyvelés dátuma',
      'Tranzakció dátuma',
      'Date',
      'Date (UTC)',
      'Datum',
      'Fecha',
      'Data',
      'Dato',
      'Dátum',
      'created',
    ],
    ...['Value date', 'Date de valeur'],
  ],
  valueOn: [
    ...['Value date', 'Value-date', 'Valutadatum', 'Wertstellung', 'Wertstellungsdatum', 'Rentedatum', 'Valutadag'],
    ...['Date de valeur', 'Date valeur', 'Fecha valor', 'F. valor', 'Data valuta', 'Data valor', 'Data waluty'],
    ...['Rentedato', 'Értéknap', 'Datum valuty'],
  ],
  credit: withCurrencies([
    ...['Credit', 'Credits', 'Credit amount', 'Deposit', 'Deposits', 'Paid in', 'Money in', 'Amount in', 'Inflow'],
    ...['In', 'Haben', 'Gutschrift', 'Crédit', 'Bij', 'Abono', 'Abonos', 'Haber', 'Ingreso', 'Ingresos', 'Entrate'],
    ...['Accrediti', 'Avere', 'Crédito', 'Entrada', 'Entradas', 'Kredit', 'Insättning', 'Insättningar', 'Inn'],
    ...['Inn på konto', 'Uznania', 'Bevételek', 'Deposit amount', 'Deposit Amt.', 'Paid in amount', 'Credits amount'],
  ]),
  debit: withCurrencies([
    ...['Debit', 'Debits', 'Debit amount', 'Withdrawal', 'Withdrawals', 'Paid out', 'Money out', 'Amount out'],
    ...['Outflow', 'Out', 'Soll', 'Belastung', 'Débit', 'Debet', 'Af', 'Cargo', 'Cargos', 'Debe', 'Gasto', 'Gastos'],
    ...['Uscite', 'Addebiti', 'Dare', 'Débito', 'Saída', 'Saídas', 'Uttag', 'Ut', 'Ut fra konto', 'Obciążenia'],
    ...['Kiadások', 'Withdrawal amount', 'Withdrawal Amt.', 'Paid out amount', 'Debits amount'],
  ]),
  amount: withCurrencies([
    ...['Amount', 'Transaction amount', 'Booked amount', 'Betrag', 'Buchungsbetrag', 'Bedrag', 'Montant', 'Importe'],
    ...['Importo', 'Belopp', 'Beløb', 'Beløp', 'Summa', 'Kwota', 'Kwota operacji', 'Kwota transakcji', 'Částka'],
    ...['Zaúčtovaná částka', 'Összeg', 'Tranzakció összege', 'Valor', 'Montante', 'Määrä'],
  ]),
  direction: [
    ...['Direction', 'Debit/Credit', 'Credit/Debit', 'D/C', 'C/D', 'Dr/Cr', 'Cr/Dr', 'DC', 'CreditDebet'],
    ...['Credit debit indicator', 'Credit Debit Indicator', 'Af Bij', 'Af/Bij', 'Bij/Af', 'S/H', 'Soll/Haben'],
    ...['Soll-Haben-Kennzeichen', 'K/D', 'Bevétel/Kiadás'],
  ],
  balance: withCurrencies([
    ...['Balance', 'Running balance', 'Account balance', 'Balance after', 'Balance after transaction', 'Saldo'],
    ...['Kontostand', 'Saldo nach Buchung', 'Saldo na trn', 'Saldo na mutatie', 'Solde', 'Saldo contabile'],
    ...['Saldo po operacji', 'Bokfört saldo', 'Kontosaldo', 'Zůstatek', 'Egyenleg', 'Running Bal.', 'Closing balance'],
    ...['Balance amount', 'Disponible', 'Saldo disponible'],
  ]),
  currency: [
    ...['Currency', 'Ccy', 'Account currency', 'Währung', 'Waehrung', 'Munt', 'Valutacode', 'Devise', 'Monnaie'],
    ...['Monn.', 'Divisa', 'Moneda', 'Moeda', 'Waluta', 'Měna', 'Měna účtu', 'Devizanem'],
  ],
  counterparty: [
    ...['Counterparty name', 'Counterparty', 'Partner name', 'Counteraccount name', 'Beneficiary / Originator'],
    ...['Beneficiary', 'Payee', 'Merchant name', 'Auftraggeber/Empfänger', 'Sender / Empfänger', 'Empfänger'],
    ...['Begünstigter/Zahlungspflichtiger', 'Beguenstigter/Zahlungspflichtiger', 'Auftraggeber / Begünstigter'],
    ...['Name Zahlungsbeteiligter', 'Naam tegenpartij', 'Naam / Omschrijving', 'Contrepartie', 'Bénéficiaire'],
    ...['Beneficiario', 'Ordenante', 'Namn', 'Motpart', 'Mottagare', 'Modtager', 'Nadawca / Odbiorca', 'Kontrahent'],
    ...['Název protiúčtu', 'Partner neve', 'Begünstigter / Auftraggeber', 'Merchant', 'Name', 'Naam'],
  ],
  counterpartyAccount: [
    ...['Counterparty account', 'Counterparty IBAN', 'Partner IBAN', 'Payee account', 'Counteraccount'],
    ...['IBAN Zahlungsbeteiligter', 'Tegenrekening', 'Tegenrekeningnummer', 'Tegenrekening IBAN/BBAN'],
    ...['rekeningnummer tegenpartij', 'Compte contrepartie', 'Číslo protiúčtu', 'Partner számlaszáma'],
  ],
  payer: ['Zahlungspflichtiger', 'Zahlungspflichtige*r', 'Payer name', 'Payer'],
  payee: ['Zahlungsempfänger', 'Zahlungsempfänger*in', 'Payee name'],
  reference: ['Transaction reference number', 'Transaction ID', 'Entry reference', 'Id transakce', 'N° de transaction'],
  memo: [
    ...['Description', 'Details', 'Narrative', 'Memo', 'Payment reference', 'Reference', 'Particulars', 'Message'],
    ...['Notes', 'Reason', 'Text', 'Item', 'Transaction description', 'Message for payee', 'Message for me'],
    ...['Verwendungszweck', 'Buchungstext', 'Vorgang/Verwendungszweck', 'Kundenreferenz', 'Omschrijving'],
    ...['Mededelingen', 'Mededeling', 'Vrije mededeling', 'gestructureerde mededeling', 'Betalingskenmerk'],
    ...['Libellé', 'Communication', 'Détail', 'Référence', 'Concepto', 'Descripción', 'Observaciones', 'Referencia'],
    ...['Movimiento', 'Descrizione', 'Causale', 'Descrição', 'Histórico', 'Meddelande', 'Beskrivning', 'Tekst'],
    ...['Beskrivelse', 'Opis', 'Opis operacji', 'Tytuł', 'Popis', 'Zpráva pro příjemce', 'Zpráva', 'Poznámka'],
    ...[
      'Közlemény',
      'Narration',
      'Notification text',
      'Original description',
      'Label',
      'Lançamento',
      'Rubrik',
      'Detalhes',
    ],
    ...[
      ...numbered('Transaction Ref', 3),
      ...numbered('VWZ', 14),
      ...numbered('Omschrijving-', 3),
      ...numbered('Description ', 3),
    ],
  ],
} as const satisfies BankColumns;

function numbered(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${name}${String(at + 1)}`);
}

/** What only the statement of an account has: a card's has neither. */
export const ACCOUNT_MARKS: readonly string[] = [
  ...['Kontonummer', 'Account number', 'IBAN', 'BIC', 'BLZ', 'BIC / BLZ', 'IBAN / Konto-Nr.', 'Bank code', 'Sort code'],
  ...['Bankleitzahl', 'SWIFT', 'Numer konta'],
];

/** Columns of shops, platforms and brokers, and of banks whose amounts say less than they seem to. */
export const NOT_WESTERN_BANK: readonly string[] = [
  ...['Fee', 'Fees', 'Gebühr', 'Gross', 'Net', 'Gross amount', 'Net amount', 'Commission', 'Transfer amount'],
  ...['Order ID', 'Order No', 'Order number', 'Order', 'Payout ID', 'Charge ID', 'SKU', 'Quantity'],
  ...['Shipping', 'Tax', 'VAT', 'Symbol', 'ISIN', 'Shares', 'Units', 'Price', 'kredietkaart'],
  // Rows of it are balances and turnovers too: bank-swedbank.
  ...['Record ID'],
];

/** In lower case: money in, money out. `K` is credit where `D` stands beside it. */
export const WESTERN_IN = [
  ...['c', 'cr', 'cb', 'credit', 'h', 'haben', 'k', 'kredit', 'bij', 'in', 'inflow', '+', 'crédit', 'crédito'],
  ...['bevétel', 'i'],
];
export const WESTERN_OUT = [
  ...['d', 'dr', 'db', 'debit', 's', 'soll', 'debet', 'af', 'out', 'outflow', '-', 'débit', 'débito', 'kiadás', 'o'],
];

/** What stands in a row that tells a balance and no entry. */
export const BALANCE_WORDS = /balance|saldo|kontostand|solde|brought forward|carried forward/iu;

export const BOOKED =
  /^(?:posted|booked|book|sent|completed?|settled|cleared|executed|gebucht|geboekt|comptabilisé|réussi)/iu;
export const NOT_BOOKED =
  /^(?:pending|authori[sz]ed|declined|reverted|failed|cancell?ed|rejected|vorgemerkt|umsatz vorgemerkt|ausstehend|en attente)/iu;
