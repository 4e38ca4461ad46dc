import { lakalaTrades } from './words/lakala.ts';

/** In fen, as the header says: only where a person says so, for the same header stands over yuan (formats/cn.md §14). */
export default lakalaTrades('fen');
