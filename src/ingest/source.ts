/** Bytes that can be read again from the start: a file, a member of an archive, standard input kept aside. */
export interface ByteSource {
  /** Name without folders; a member of an archive is `outer.zip/member.csv`. Terminal-safe printing is the printer's. */
  readonly name: string;
  /** Size in bytes, where it is known before reading. */
  readonly size?: number;
  /** Where its bytes lie, if they are a file's as it is. */
  readonly path?: string;
  /** Its bytes, piece by piece. A piece is good until the next is asked for: who keeps one, copies it. */
  open(): AsyncIterable<Uint8Array>;
}

/** Limits of RELIABILITY.md R5: reaching one is a named refusal (`LIMIT_REACHED`), never a hang. */
export const LIMITS = {
  fileBytes: 2 * 1024 ** 3,
  /** Containers are unpacked from memory. */
  containerBytes: 256 * 1024 ** 2,
  recordBytes: 1024 ** 2,
  cellChars: 65_536,
  columns: 2_000,
  rows: 10_000_000,
  zipEntries: 1_000,
  zipTotalBytes: 4 * 1024 ** 3,
  zipRatio: 200,
} as const;
