import type { Scene } from '../../src/demo/scene.ts';
import type { TruthReceivable } from './truth.ts';

/** A draft in which mistakes are planted, and what its customers owe. */
export interface SimScene extends Scene {
  readonly receivables: TruthReceivable[];
}
