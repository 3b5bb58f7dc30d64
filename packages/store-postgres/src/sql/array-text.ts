/**
 * A list of numbers, booleans, or dates as PostgreSQL reads it: `{1,NULL,2}`. The driver would look for what is to be escaped in each
 * of them, which for many rows takes as long as the database does. Texts that others give are never for it.
 */
export function toArrayText(values: readonly (number | boolean | string | null)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}
