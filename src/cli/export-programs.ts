/** Programs by what they are given: a test holds them against the forms, so that help loads none of them. */
export const EXPORTS = {
  vouchers: ['generic', 'html', 'kingdee', 'kingdee-cloud', 'template', 'text', 'yonyou'],
  journal: ['beancount', 'hledger', 'ledger'],
} as const;
