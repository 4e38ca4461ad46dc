export { default as bankAbc } from './bank-abc.ts';
export { default as bankBoc } from './bank-boc.ts';
export { default as bankCcb } from './bank-ccb.ts';
export { default as bankCmb } from './bank-cmb.ts';
export { default as bankGeneric } from './bank-generic.ts';
export { default as bankIcbcOld } from './bank-icbc-old.ts';
export { default as bankIcbc } from './bank-icbc.ts';
export { default as bankSpdb } from './bank-spdb.ts';
