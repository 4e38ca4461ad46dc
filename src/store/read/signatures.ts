import type { Database } from '../database.ts';

/** The headers a person has named: signature → format id. */
export async function loadSignatures(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.all<{ signature: string; format: string }>(
    'SELECT signature, format FROM v_header_signature ORDER BY signature',
  );
  return new Map(rows.map(({ signature, format }) => [signature, format]));
}
