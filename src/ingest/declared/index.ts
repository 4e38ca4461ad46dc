import { compile, type DeclaredFormat } from './compile.ts';
import { readDeclaration } from './declaration.ts';
import { FaultError, type DeclarationFault } from './fault.ts';

export type { DeclaredFormat } from './compile.ts';
export type { DeclarationFault, DeclarationNeed } from './fault.ts';

export type Declared =
  { readonly ok: true; readonly format: DeclaredFormat } | { readonly ok: false; readonly fault: DeclarationFault };

/**
 * A user's declaration (README, «Your own format») as plain values → a format that takes part like any other. `taken`
 * are the ids of other formats. A mistake is a value: what is wrong, and under which key.
 */
export function declareFormat(value: unknown, taken: ReadonlySet<string>): Declared {
  try {
    const declaration = readDeclaration(value);
    if (!taken.has(declaration.id)) return { ok: true, format: compile(declaration) };
    return { ok: false, fault: { path: 'id', key: 'id', need: 'format-id-taken', params: { text: declaration.id } } };
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { ok: false, fault: error.fault };
  }
}
