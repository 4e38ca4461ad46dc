// The way from the command line to what ingest knows of formats: nothing is stored, and of the store only the headers
// are asked that a person has named before.
import type { Books } from '../store/open.ts';
import { loadSignatures } from '../store/read/signatures.ts';

export {
  declareFormat,
  formats,
  LIMITS,
  preview,
  recognise,
  templateOf,
  unpack,
  type ByteSource,
  type DeclarationFault,
  type DeclarationNeed,
  type DeclaredFormat,
  type FormatInfo,
  type Preview,
  type ReadOptions,
  type Recognition,
} from '../ingest/index.ts';

/** The headers a person has named in these books: signature → format id. */
export async function namedHeaders({ db }: Books): Promise<ReadonlyMap<string, string>> {
  return loadSignatures(db);
}
