/** A short account of a text in its own words: the answer to whatever is no known task. */
export function summariseText(text: string, maxWords: number): string {
  const words = text
    .replace(/\s+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return "There is nothing to answer.";
  // Nobody asked for less: it tells nearly all that it was told.
  const limit = Number.isFinite(maxWords) ? Math.max(1, maxWords - 1) : 150;
  const opening = ["In", "short:"];
  const kept = [...opening, ...words].slice(0, limit);
  return `${kept.join(" ").replace(/[.,;:!?]+$/u, "")}.`;
}
