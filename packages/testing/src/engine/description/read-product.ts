import { type Fact, findFact, readFacts } from "../read-facts.js";

export interface Product {
  readonly name: string;
  readonly category: string | undefined;
  readonly price: string | undefined;
  readonly attributes: readonly Fact[];
}

const nameKey = /^(?:product[ _-]?)?(?:name|title)$|^product$/i;

/** The product that a user text describes, or null where it describes none. */
export function readProduct(user: string): Product | null {
  const [head = "", ...tail] = user.split(/^\s*attributes\s*[:：]\s*$/imu);
  const facts = readFacts(head);
  const name = findFact(facts, nameKey);
  if (name === undefined) return null;
  return {
    name,
    category: findFact(facts, /^category$/i),
    price: findFact(facts, /^price$/i),
    attributes: tail.length > 0 ? readAttributes(tail.join("\n")) : listedFacts(head),
  };
}

function readAttributes(text: string): readonly Fact[] {
  const listed = listedFacts(text);
  return listed.length > 0 ? listed : readFacts(text);
}

function listedFacts(text: string): readonly Fact[] {
  const lines = text.split("\n").filter((line) => /^\s*[-*•]\s/u.test(line));
  return readFacts(lines.join("\n")).filter((fact) => fact.value !== "");
}
