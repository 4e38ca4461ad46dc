import { lakalaFund } from './words/lakala.ts';

/** In yuan: every amount has its point, though the header says fen (formats/cn.md §14). */
export default lakalaFund('yuan');
