export { default as schema0001 } from './0001-books.ts';
