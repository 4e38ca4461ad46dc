import type { CloseSettings } from '../../model/close.ts';
import { fieldsOf, type Spot } from './nodes.ts';
import { flagOf } from './values.ts';

/** `close: { require_two_signatures: true }`. */
export function readClose(spot: Spot | undefined): CloseSettings {
  const required =
    spot === undefined ? undefined : fieldsOf(spot, ['require_two_signatures']).get('require_two_signatures');
  return { requireTwoSignatures: required === undefined ? false : flagOf(required) };
}
