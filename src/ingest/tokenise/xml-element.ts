/** An element with all that is in it. Names are local: a prefix says nothing about what a bank means. */
export interface XmlElement {
  readonly name: string;
  /** Where its tag stands, counted from 1. */
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** All elements at a path below an element: `NtryDtls/TxDtls` goes through every `NtryDtls`. */
export function elementsAt(element: XmlElement, path: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  walk(element, stepsOf(path), (reached) => {
    found.push(reached);
    return false;
  });
  return found;
}

/** The first text that isn't empty at the first of the paths that has one. */
export function textAt(element: XmlElement, ...paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const reached = walk(element, stepsOf(path), ({ text }) => text !== '');
    if (reached !== undefined) return reached.text;
  }
  return undefined;
}

/** The first element at the end of the steps that is the one wanted. */
function walk(
  { children }: XmlElement,
  steps: readonly string[],
  isWanted: (reached: XmlElement) => boolean,
  at = 0,
): XmlElement | undefined {
  for (const child of children) {
    if (child.name !== steps[at]) continue;
    if (at < steps.length - 1) {
      const reached = walk(child, steps, isWanted, at + 1);
      if (reached !== undefined) return reached;
    } else if (isWanted(child)) return child;
  }
  return undefined;
}

/** Paths are few and asked for with every entry. */
const split = new Map<string, readonly string[]>();

function stepsOf(path: string): readonly string[] {
  const steps = split.get(path) ?? path.split('/');
  split.set(path, steps);
  return steps;
}

/** An element as text for a person to look at, cut off where it gets long: its names are local, its blanks gone. */
export function written({ name, attributes, text, children }: XmlElement, room = LONGEST_WRITTEN): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  let inside = text;
  for (const child of children) {
    if (inside.length > room) break;
    inside += written(child, room - inside.length);
  }
  return `<${name}${given.join('')}>${inside}</${name}>`.slice(0, room);
}

const LONGEST_WRITTEN = 2_000;
