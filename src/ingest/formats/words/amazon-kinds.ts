import { ZERO, type Minor } from '../../../model/money.ts';
import type { LineKind } from '../../../model/statement.ts';

/** Which of Amazon's amounts one is: the column it stands in (V1), or its amount-type (V2). */
export type AmazonPart = 'price' | 'fee' | 'advertising' | 'promotion' | 'tax' | 'other';

/** What a movement without a price or a fee of its own is: kind of money in, of money out (formats/intl.md 6). */
const OTHERS: readonly (readonly [pattern: RegExp, incoming: LineKind, outgoing: LineKind])[] = [
  [/current reserve|reserve/, 'release', 'reserve'],
  [/payable to amazon|balance adjustment|debt|carried|unavailable balance/, 'transfer', 'transfer'],
  [/successful charge|charge to (?:credit )?card/, 'deposit', 'transfer'],
  [/micro deposit/, 'transfer', 'transfer'],
  [/failed disbursement|transfer.*(?:fail|return|reject)/, 'payout-return', 'transfer'],
  [/chargeback|a-to-z|a to z|guarantee claim/, 'adjustment', 'chargeback'],
  [/tax withh|withheld|\btcs\b|\btds\b|low value goods/, 'tax', 'tax'],
  [/commission|advertis/, 'commission', 'commission'],
  [
    /fee|subscription|storage|transport|shipping (?:label|services?)|postage|billing|coupon|deal|disposal|removal|vine|labell?ing|prep service|inbound/,
    'fee',
    'fee',
  ],
  [
    /reimburs|warehouse|reversal|missing|compensated|free_?replacement|safe-?t|adjust|lost|damage|retrocharge|liquidation|goodwill|clawback|re_evaluation/,
    'adjustment',
    'adjustment',
  ],
];

const WITHHELD = /facilitator|withheld|lowvaluegoods|\btcs\b|\btds\b/iu;

/** `WAREHOUSE_DAMAGE`, `ServiceFee`, `Service Fee` → words in small letters. */
function wordsIn(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .toLowerCase()
    .replace(/[\s_]+/gu, ' ');
}

function otherKind(words: string, amount: Minor): LineKind {
  const plain = wordsIn(words);
  const rule = OTHERS.find(([pattern]) => pattern.test(plain));
  if (rule === undefined) return 'unknown';
  return amount > ZERO ? rule[1] : rule[2];
}

const SALE = /^(?:order|order_retrocharge|liquidations?)$/iu;
const REFUND = /^(?:refund|refund_retrocharge)$/iu;
const CHARGEBACK = /^(?:chargeback refund|a-to-z guarantee (?:refund|claim))$/iu;

/**
 * Kind of one of an item's amounts. What the customer pays or gets back (price, tax, shipping, and what a promotion
 * takes off them) is the sale or the refund; what Amazon keeps is fee, commission (as advertising)
 * or tax.
 */
export function amazonKind(
  part: AmazonPart,
  { type, words }: { readonly type: string; readonly words: string },
  amount: Minor,
): LineKind {
  if (part === 'tax' || WITHHELD.test(words)) return 'tax';
  if (part === 'advertising') return 'commission';
  if (part === 'fee') return /commission|advertis/iu.test(words) ? 'commission' : 'fee';
  if (part === 'other') return otherKind(`${type} ${words}`, amount);
  if (SALE.test(type)) return 'sale';
  if (REFUND.test(type)) return 'refund';
  if (CHARGEBACK.test(type)) return amount > ZERO ? 'adjustment' : 'chargeback';
  return otherKind(`${type} ${words}`, amount);
}

/** Types of the date range report in the languages of its marketplaces, in the words of the English one. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  order: ['bestellung', 'commande', 'pedido', 'ordine', '注文'],
  refund: ['erstattung', 'remboursement', 'reembolso', 'rimborso', '返金'],
  transfer: ['übertrag', 'transfert', 'transferir', 'trasferimento', '振込み', '振込'],
  'service fee': [
    'servicegebühr',
    'frais de service',
    'tarifa de prestación de servicio',
    'commissione di servizio',
    '注文外料金',
  ],
  'fba inventory fee': [
    'versand durch amazon lagergebühr',
    'frais de stock expédié par amazon',
    'tarifas de inventario de logística de amazon',
    'costo di stoccaggio logistica di amazon',
    'fba 在庫関連の手数料',
  ],
  adjustment: ['anpassung', 'ajustement', 'ajuste', 'modifica', '調整'],
};
const englishOf = new Map(Object.entries(TYPES).flatMap(([type, words]) => words.map((word) => [word, type] as const)));

/** `Bestellung`, `Commande`, `注文` → `order`; any other type in small letters. */
export function amazonType(text: string): string {
  const words = text.normalize('NFKC').trim().toLowerCase();
  return englishOf.get(words) ?? words;
}
