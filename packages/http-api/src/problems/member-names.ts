const reserved = "type|title|status|detail|instance|code";
const needsPrefix = new RegExp(`^(?:error_)*(?:${reserved})$`);
const hasPrefix = new RegExp(`^error_(?:error_)*(?:${reserved})$`);

/** A data field's name among a problem's members. An upstream's `status` must not hide the problem's. */
export function toMemberName(name: string): string {
  return needsPrefix.test(name) ? `error_${name}` : name;
}

/** The data field's name, or null for a member that belongs to the problem itself. */
export function fromMemberName(member: string): string | null {
  if (hasPrefix.test(member)) return member.slice("error_".length);
  return needsPrefix.test(member) ? null : member;
}
