import type { Database } from '../database.ts';

/** Remembers which format a person gave a header; the last word counts. `at`: ISO 8601 with offset. */
export async function saveSignature(
  db: Database,
  { signature, format, at }: { readonly signature: string; readonly format: string; readonly at: string },
): Promise<void> {
  await db.run(
    `INSERT INTO header_signature (signature, format, saved_at) VALUES (:signature, :format, :at)
     ON CONFLICT (signature) DO UPDATE SET format = excluded.format, saved_at = excluded.saved_at`,
    { signature, format, at },
  );
}
