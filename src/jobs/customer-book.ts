import type { Day } from '../model/day.ts';
import { payerRecogniser, type KnownPayer, type RecognisePayer } from '../receivables/index.ts';
import type { Database } from '../store/database.ts';
import { loadCustomers, type StoredCustomer } from '../store/read/customers.ts';
import { loadReceivables, type ReceivableRow } from '../store/read/receivables.ts';
import { isReceivable } from './receivable-book.ts';

/** Who buys on account: the customers file, and whoever else owes something. */
export interface CustomerBook {
  readonly customers: ReadonlyMap<string, StoredCustomer>;
  /** Sales on account under their customer's own name, with its terms and salesperson. */
  readonly receivables: readonly ReceivableRow[];
  readonly recognise: RecognisePayer;
  /** The customer's own name, whatever a file calls it. */
  readonly nameOf: (name: string, taxId?: string) => string;
}

/** The book as of a day: whoever first bought on account later isn't known yet. The customers file has no days. */
export async function loadCustomerBook(db: Database, asOf: Day): Promise<CustomerBook> {
  const listed = await loadCustomers(db);
  const customers = new Map(listed.map((one) => [one.customer, one]));
  const rows = (await loadReceivables(db)).filter((row) => isReceivable(row) && row.openedOn <= asOf);
  const ofList = payerRecogniser(listed);
  const nameOf = (name: string, taxId = ''): string =>
    customers.has(name) ? name : (ofList({ counterparty: name, memo: taxId }) ?? name);
  const receivables = rows.map((row) => ownNamed(row, nameOf, customers));
  const unlisted = [...new Set(receivables.map((row) => row.customer))].filter((name) => !customers.has(name));
  const recognise = payerRecogniser([...listed, ...unlisted.map(byNameOnly)]);
  return { customers, receivables, recognise, nameOf };
}

function byNameOnly(customer: string): KnownPayer {
  return { customer, aliases: [], bankAccounts: [] };
}

function ownNamed(
  row: ReceivableRow,
  nameOf: CustomerBook['nameOf'],
  customers: CustomerBook['customers'],
): ReceivableRow {
  const customer = nameOf(row.customer, row.taxId);
  const known = customers.get(customer);
  const terms = row.terms ?? known?.terms;
  const salesperson = row.salesperson ?? known?.salesperson;
  return {
    ...row,
    customer,
    ...(terms === undefined ? {} : { terms }),
    ...(salesperson === undefined ? {} : { salesperson }),
  };
}
