import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A name, a comment or a text of a source file, with where it stands. */
export interface Piece {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A source file taken apart. */
export interface Source {
  readonly file: string;
  readonly names: readonly Piece[];
  readonly comments: readonly Piece[];
  readonly texts: readonly Piece[];
}

/** Every file below a folder, as paths with `/`, in order. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort();
}

/** The program, taken apart once for all house tests. */
export function sources(): readonly Source[] {
  return filesIn('src')
    .filter((file) => file.endsWith('.ts'))
    .map(takeApart);
}

/** Pieces as `file:line text`, the form in which the tests complain. */
export function places(pieces: readonly Piece[]): readonly string[] {
  return pieces.map(({ file, line, text }) => `${file}:${line} ${text.trim().slice(0, 80)}`);
}

function takeApart(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const names: Piece[] = [];
  const texts: Piece[] = [];
  const hidden: (readonly [number, number])[] = [];
  const piece = (node: ts.Node): Piece => ({
    file,
    line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    text: node.getText(),
  });
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.push(piece(node));
    const isTemplate = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
    if (ts.isStringLiteral(node) || ts.isRegularExpressionLiteral(node) || isTemplate) {
      texts.push(piece(node));
      hidden.push([node.getStart(), node.getEnd()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const blanked = blank(text, hidden);
  const comments = [...blanked.matchAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g)].map((match) => ({
    file,
    line: blanked.slice(0, match.index).split('\n').length,
    text: match[0],
  }));
  return { file, names, comments, texts };
}

/** The text with spaces over the ranges, so that lines keep their numbers. A range inside an earlier one is done already. */
function blank(text: string, ranges: readonly (readonly [number, number])[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const [from, to] of ranges) {
    if (from < done) continue;
    parts.push(text.slice(done, from), text.slice(from, to).replace(/[^\n]/g, ' '));
    done = to;
  }
  return parts.join('') + text.slice(done);
}
