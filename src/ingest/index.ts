// Room: ingest. Bytes → typed rows: unpack, decode, recognise, tokenise, interpret, check the file's own totals.
// Here: containers, encodings, format declarations, cell grammars, control totals, row problems as values.
// Never here: opening files (bytes come in as a ByteSource), the database, matching, guessing a missing amount.

export type { Evidence, FormatInfo, OpenStatement, ReadOptions } from './contract.ts';
export { declareFormat, type DeclarationFault, type DeclarationNeed, type DeclaredFormat } from './declared/index.ts';
export { fingerprint, type Fingerprint } from './fingerprint.ts';
export type { NameFacts } from './name.ts';
export { openStatements } from './open.ts';
export { preview, type Preview } from './preview.ts';
export { recognise, type Recognition } from './recognise.ts';
export { formats } from './registry.ts';
export { LIMITS, type ByteSource } from './source.ts';
export { templateOf } from './template.ts';
export { unpack, type UnpackOptions } from './tokenise/archive.ts';
export { workbookSheets } from './tokenise/workbook.ts';
