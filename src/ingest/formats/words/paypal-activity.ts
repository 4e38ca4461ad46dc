import type { Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';

/** Kind when money comes in, kind when it goes out. */
type Kinds = readonly [incoming: LineKind, outgoing: LineKind];

/**
 * Words of PayPal's types and descriptions in English, German, Spanish, French, Italian, Portuguese and Dutch, first
 * fit. Conversions and withdrawals come first: their names also say «payment» or «transfer».
 */
const BY_WORDS: readonly (readonly [words: RegExp, kinds: Kinds])[] = [
  [
    /currency conversion|w[äa]hrungsumrechnung|conversi[óo]n de (?:divisa|moneda)|conversion de devise|conversione (?:di |della )?valuta|convers[ãa]o de moeda|valutaomrekening/iu,
    ['transfer', 'transfer'],
  ],
  [
    /withdraw|transfer to (?:bank|card)|abbuchung|auszahlung|retirada|retiro|virement (?:vers|sur)|pr[ée]l[èe]vement vers|prelievo|saque|levantamento|transfer[êe]ncia para (?:o )?banco|opname/iu,
    ['payout-return', 'payout'],
  ],
  [
    /add(?:ed)? funds|(?:bank|card|general) deposit|deposit (?:from|to)|bankgutschrift|bankeinzahlung|kartengutschrift|einzahlung|gutschrift auf|dep[óo]sito|ingreso de fondos|approvisionnement|versement|versamento|accredito|storting/iu,
    ['deposit', 'transfer'],
  ],
  [
    /\bholds?\b|\breserve|\brelease|einbehalt|zur[üu]ckhalt|r[üu]cklage|freigabe|retenci[óo]n|liberaci[óo]n|retenue|blocage|d[ée]blocage|trattenut|sospensione|sblocco|reten[çc][ãa]o|libera[çc][ãa]o|blokkering|vrijgave|reservering/iu,
    ['release', 'reserve'],
  ],
  [
    /chargeback|dispute|payment reversal|^reversal|r[üu]ckbuchung|r[üu]cklastschrift|k[äa]uferschutz|contracargo|devoluci[óo]n de cargo|r[ée]trofacturation|litige|contestazione|storno|estorno|terugboeking|geschil/iu,
    ['chargeback', 'chargeback'],
  ],
  [
    /\bfees?\b|geb[üu]hr|entgelt|comisi[óo]n|tarifa|frais|commission|commissione|tariffa|\btaxas?\b|\bkosten\b/iu,
    ['fee', 'fee'],
  ],
  // A refund that comes in is of something the seller bought.
  [/refund|r[üu]ckzahlung|r[üu]ckerstattung|reembolso|remboursement|rimborso|terugbetaling/iu, ['transfer', 'refund']],
  [
    /pay|checkout|purchase|order|subscription|donation|invoice|sale|zahlung|kauf|rechnung|spende|pago|compra|donaci|paiement|achat|abonnement|facture|\bdon\b|pagamento|acquisto|abbonamento|fattura|donazione|assinatura|doa[çc]|betaling|aankoop|factuur|donatie/iu,
    ['sale', 'transfer'],
  ],
];

/** What a row is, by the words of its type (or description) and the side it moved. */
export function activityKind(words: string, moved: Minor): LineKind {
  const found = BY_WORDS.find(([pattern]) => pattern.test(words));
  return found?.[1][moved < 0 ? 1 : 0] ?? 'unknown';
}

const MOVED =
  /^(?:completed|complete|(?:partially )?refunded|reversed|partially reversed|cleared|placed|removed|paid|returned|abgeschlossen|(?:teilweise )?(?:zur[üu]ck(?:gezahlt|erstattet))|r[üu]ckerstattet|r[üu]ckg[äa]ngig gemacht|completad[oa]|reembolsad[oa]|parcialmente reembolsad[oa]|termin[ée]e?|effectu[ée]e?|(?:partiellement )?rembours[ée]e?|completat[oa]|(?:parzialmente )?rimborsat[oa]|stornat[oa]|conclu[íi]d[oa]|complet[oa]|(?:gedeeltelijk )?terugbetaald|voltooid)$/iu;
const NOT_MOVED =
  /^(?:pending|denied|cancell?ed|failed|expired|held|voided|unclaimed|uncleared|unconfirmed|created|on hold|in progress|ausstehend|offen|abgelehnt|storniert|fehlgeschlagen|gehalten|pendiente|denegad[oa]|rechazad[oa]|cancelad[oa]|anulad[oa]|en attente|refus[ée]e?|annul[ée]e?|in sospeso|rifiutat[oa]|annullat[oa]|pendente|negad[oa]|recusad[oa]|in behandeling|geweigerd|geannuleerd)$/iu;

/** Whether a status says that money moved; undefined for a status that isn't known. A statement without one lists only what did. */
export function activityMoved(status: string | undefined): boolean | undefined {
  if (status === undefined || MOVED.test(status)) return true;
  return NOT_MOVED.test(status) ? false : undefined;
}

/** `Balance Impact`: Credit and Debit are money; Memo rows are only shown. */
export function isOnlyShown(impact: string | undefined): boolean {
  return impact !== undefined && /^m[eé]mo/iu.test(impact);
}
