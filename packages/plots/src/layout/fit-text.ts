/** Of the sizes below, in ems: a mean over Latin text in the fonts of systems, a bit too wide. */
const narrowEm = 0.56;

/** How wide a text is drawn, in pixels; about. Wide scripts and emoji take a whole em a character. */
export function measureText(text: string, size: number): number {
  const ems = [...text].reduce((sum, sign) => {
    return sum + ((sign.codePointAt(0) ?? 0) >= 0x1100 ? 1 : narrowEm);
  }, 0);
  return ems * size;
}

/** One line that is at most so wide; what is cut off ends in an ellipsis. */
export function fitText(text: string, width: number, size: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (measureText(line, size) <= width) return line;
  let room = width - size * narrowEm;
  let kept = "";
  for (const sign of line) {
    room -= measureText(sign, size);
    if (room < 0) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
}
