/** GB 32100-2015: the 31 characters of a unified social credit code 统一社会信用代码, by value. I, O, S, V, Z are left out. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const OLD_LENGTH = 15;
const BASE = CHARACTERS.length;
const WEIGHT = 3;

/**
 * Does the last character fit the others? Σ of each value × 3^(place − 1) mod 31; the check character is 31 less that,
 * and 0 for 31. Codes in use are known to fail it: whoever asks warns, and refuses nothing.
 */
export function hasCheckCharacter(taxId: string): boolean {
  const values = taxId.split('').map((character) => CHARACTERS.indexOf(character));
  if (values.length !== LENGTH || values.includes(-1)) return false;
  let weight = 1;
  let sum = 0;
  for (const value of values.slice(0, -1)) {
    sum = (sum + value * weight) % BASE;
    weight = (weight * WEIGHT) % BASE;
  }
  return values.at(-1) === (BASE - sum) % BASE;
}

/** A person has none, and companies had one of 15 digits without a check character; all others should fit. */
export function isTaxIdPlausible(taxId: string): boolean {
  const plain = taxId.normalize('NFKC').trim().toUpperCase();
  return plain === '' || new RegExp(`^\\d{${OLD_LENGTH}}$`).test(plain) || hasCheckCharacter(plain);
}
