export { default as ageing } from './ageing.ts';
export { default as allocation } from './allocation.ts';
export { default as bouncedCheque } from './bounced-cheque.ts';
export { default as dueDate } from './due-date.ts';
export { default as fees } from './fees.ts';
export { default as instalments } from './instalments.ts';
export { default as lateFee } from './late-fee.ts';
export { default as settlementCycle } from './settlement-cycle.ts';
