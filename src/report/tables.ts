// What commands share with the reports: tables and words. No report is loaded for them.
export { accountsTable } from './accounts.ts';
export { chequesTable } from './cheques.ts';
export { decidedTable, decisionsTable, undoneTable } from './decisions.ts';
export {
  CODE_WORDS,
  countsOf,
  discrepancyTable,
  listedFindings,
  openFindings,
  tableOfFindings,
} from './discrepancy-table.ts';
export { memberWords, type ShownMember } from './match-row.ts';
export { orderOfGroup } from './order-groups.ts';
export { withNames } from './shown-names.ts';
export { FINDING_STATE_WORDS, RESOLUTION_WORDS, LEG_WORDS, MATCH_STATE_WORDS, PASS_WORDS } from './words.ts';
