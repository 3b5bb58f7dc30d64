/** Whether a script uses a variable: `$NAME`, `${NAME}`, `${NAME:-…}`. */
export function isUsed(script: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}\\b`).test(script);
}
