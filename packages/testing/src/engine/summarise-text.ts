/** A short account of a text in its own words: the answer to whatever is no known task. */
export function summariseText(text: string, maxWords: number): string {
  const words = text
    .replace(/\s+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");
  if (words.length === 0) return "There is nothing to answer.";
  const limit = Number.isFinite(maxWords) ? Math.max(1, maxWords - 1) : 60;
  const opening = ["In", "short:"];
  const kept = [...opening, ...words].slice(0, Math.min(limit, opening.length + 40));
  return `${kept.join(" ").replace(/[.,;:!?]+$/u, "")}.`;
}
