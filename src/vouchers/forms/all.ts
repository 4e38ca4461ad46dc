export { default as beancount } from './beancount.ts';
export { default as generic } from './generic.ts';
export { default as hledger } from './hledger.ts';
export { default as kingdee } from './kingdee.ts';
export { default as kingdeeCloud } from './kingdee-cloud.ts';
export { default as ledger } from './ledger.ts';
export { default as yonyou } from './yonyou.ts';
