/** What stands on an invoice's lines, by name (项目名称), where the invoice list says: F05 asks for it. */
export default `
ALTER TABLE invoice ADD COLUMN items TEXT;
`;
