/** `Order #3812345671`, `Order 1001`, `Bestellung Nr. 1001`, `Commande n° 1001`: the number has a digit in it. */
const NAMED =
  /(?:order|bestellung|bestelling|commande|pedido|ordine|zamówienie|objednávka)\s{0,3}(?:(?:number|no|nr|id)\b\.?|n[°º])?\s{0,3}[:#]{0,2}\s{0,3}(?=[\w-]*\d)([\w-]{1,64})(?![\w-])/iu;

/** The order a platform's free text speaks of: named as one, or the whole text when it is a single number. */
export function orderNumberIn(text: string | undefined): string | undefined {
  const plain = (text ?? '').trim();
  return NAMED.exec(plain)?.[1] ?? (/^#?(?=[\w-]*\d)[\w-]{1,64}$/u.test(plain) ? plain.replace(/^#/u, '') : undefined);
}
