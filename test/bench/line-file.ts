import { closeSync, openSync, writeSync } from 'node:fs';

/** A text file written in pieces of some hundred kilobytes: memory doesn't grow with the number of rows. */
export class LineFile {
  readonly path: string;
  readonly #file: number;
  #lines: string[] = [];

  constructor(path: string, start: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
    this.add(start);
  }

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length >= 2000) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    if (this.#lines.length > 0) writeSync(this.#file, `${this.#lines.join('\r\n')}\r\n`);
    this.#lines = [];
  }
}
