import type { Currency } from '../../model/currency.ts';
import type { Place } from '../../model/finding.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { Database } from '../database.ts';

/** A customer of the customers file. */
export interface StoredCustomer {
  readonly customer: string;
  readonly aliases: readonly string[];
  readonly taxId?: string;
  readonly bankAccounts: readonly string[];
  readonly terms?: string;
  readonly creditLimit?: Minor;
  readonly salesperson?: string;
  readonly contact?: string;
  readonly currency: Currency;
  readonly place: Place;
}

interface CustomerCells {
  readonly customer: string;
  readonly aliases: string | null;
  readonly tax_id: string | null;
  readonly bank_accounts: string | null;
  readonly terms: string | null;
  readonly credit_limit_minor: number | null;
  readonly salesperson: string | null;
  readonly contact: string | null;
  readonly currency: Currency;
  readonly file: string;
  readonly line: number;
}

/** The customers file, by name. Several aliases or accounts stand in one cell with `;`, `,`, `、`, `|` or `/` between. */
export async function loadCustomers(db: Database): Promise<readonly StoredCustomer[]> {
  const rows = await db.all<CustomerCells>(
    `SELECT c.customer, c.aliases, c.tax_id, c.bank_accounts, c.terms, c.credit_limit_minor, c.salesperson, c.contact,
            c.currency, p.file, c.line
     FROM v_customer c JOIN v_place p ON p.statement_id = c.statement_id ORDER BY c.customer, c.id`,
  );
  return rows.map((row) => ({
    customer: row.customer,
    aliases: several(row.aliases),
    bankAccounts: several(row.bank_accounts),
    currency: row.currency,
    place: { file: row.file, line: row.line },
    ...(row.tax_id === null ? {} : { taxId: row.tax_id }),
    ...(row.terms === null ? {} : { terms: row.terms }),
    ...(row.credit_limit_minor === null ? {} : { creditLimit: minor(row.credit_limit_minor) }),
    ...(row.salesperson === null ? {} : { salesperson: row.salesperson }),
    ...(row.contact === null ? {} : { contact: row.contact }),
  }));
}

function several(cell: string | null): readonly string[] {
  const parts = (cell ?? '').split(/[;,、，；|/\n]+/u).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}
