/** A text as a template literal; template marks inside it are split, since they would end the tag. */
export function quote(text: string, double: boolean): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  const safe = escaped.replaceAll(/\{\{|\}\}|\{%|%\}|\{#|#\}/gu, ([first]) => `${first} `);
  return double ? `"${safe.replaceAll('"', '\\"')}"` : `'${safe.replaceAll("'", "\\'")}'`;
}
