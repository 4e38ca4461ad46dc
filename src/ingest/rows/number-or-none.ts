/** A number as statements print it; `-`, `--` and `/` stand for none. */
export function numberOrNone(id: string | undefined): string | undefined {
  return id === undefined || /^[-/\\—]+$/u.test(id) ? undefined : id;
}
