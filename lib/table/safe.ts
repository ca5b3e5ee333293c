/**
 * What a spreadsheet would take for a formula (OWASP, "CSV Injection"): one of these characters, in their full-width
 * forms too, first or behind blanks; or a cell that begins with a tab or a line break.
 */
const FORMULA = /^(?:[\s']*[=+\-@＝＋－＠]|'*[\t\r\n])/u;

/** A cell that a spreadsheet shows as text, whatever is in it; {@link plainCell} is its inverse. */
export function safeCell(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** What was in a cell before {@link safeCell}, or an apostrophe of the spreadsheet's own, made it text. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}
