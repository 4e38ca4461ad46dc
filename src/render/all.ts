export { default as csv } from './csv.ts';
export { default as html } from './html.ts';
export { default as json } from './json.ts';
export { default as md } from './md.ts';
export { default as table } from './table.ts';
export { default as xlsx } from './xlsx.ts';
