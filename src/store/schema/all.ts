export { default as schema0001 } from './0001-books.ts';
export { default as schema0002 } from './0002-statement-numbers.ts';
export { default as schema0003 } from './0003-header-signatures.ts';
export { default as schema0004 } from './0004-revisions.ts';
export { default as schema0009 } from './0009-audit-chain.ts';
export { default as schema0008 } from './0008-receivable-events.ts';
export { default as schema0011 } from './0011-exported-vouchers.ts';
export { default as schema0010 } from './0010-close.ts';
