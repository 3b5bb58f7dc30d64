import type { Instructions } from "../read-instructions.js";
import type { SeededChoice } from "../seeded-choice.js";
import { closings, inventions, padding, praise, superlatives } from "./phrases.js";
import { quoteAttributes, quoteName, quoteText } from "./quote-product.js";
import type { Product } from "./read-product.js";

export interface DescriptionSettings {
  readonly product: Product;
  readonly instructions: Instructions;
  readonly temperature: number;
  /** Falls the same way for the same product, whatever the prompt. */
  readonly productChoice: SeededChoice;
  /** Falls anew for every prompt: where even a model that was told a rule forgets it. */
  readonly slipChoice: SeededChoice;
}

/** A product description from the attributes alone, as far as the instructions say so. */
export function writeDescription(settings: DescriptionSettings): string {
  const { instructions, product, temperature, productChoice, slipChoice } = settings;
  const slips = (rule: string) => slipChoice.happens(`slip ${rule}`, 0.003 + 0.01 * temperature);
  const praised = instructions.bansSuperlatives
    ? slips("superlatives")
    : productChoice.happens("praise", 0.85);
  const invents =
    temperature >= 0.6 && !instructions.forbidsInvention && productChoice.happens("invent", 0.45);
  const person = instructions.secondPerson && !slips("person") ? "second" : "third";
  const sentences = [
    ...openWith(product, { ...instructions, person }),
    ...(praised ? [productChoice.pick("praise text", praise)] : []),
    ...(invents ? inventions : []),
    ...detail(product, { ...instructions, person }),
    productChoice.pick("closing", closings[person]),
  ];
  const { minWords, maxWords } = instructions;
  if (Number.isFinite(maxWords)) {
    const fitted = fitWords(sentences, maxWords - 1);
    return countWords(fitted) >= minWords ? fitted : padTo([fitted, ""], minWords, productChoice);
  }
  return minWords > 0
    ? padTo(sentences, minWords, productChoice)
    : padTo(sentences, 182 + Math.floor(productChoice.fraction("length") * 30), productChoice);
}

interface Voice {
  readonly person: "second" | "third";
  readonly specificationsFirst: boolean;
  readonly bansSuperlatives: boolean;
}

/** Attributes that the opening names by their values alone. */
const leading = 3;

function openWith(product: Product, voice: Voice): readonly string[] {
  const name = quoteName(product, voice.bansSuperlatives);
  const values = quoteAttributes(product, voice.bansSuperlatives)
    .slice(0, leading)
    .map((attribute) => attribute.value);
  const reader = voice.person === "second" ? "you" : "every day";
  if (values.length === 0) return [`The ${name} is here for ${reader}.`];
  if (voice.specificationsFirst)
    return [`With ${enumerate(values)}, the ${name} is made for ${reader}.`];
  const lead = voice.person === "second" ? "You get" : "It comes with";
  return [`The ${name} is made for ${reader}.`, `${lead} ${enumerate(values)}.`];
}

function detail(product: Product, voice: Voice): readonly string[] {
  const { bansSuperlatives, person } = voice;
  const more = quoteAttributes(product, bansSuperlatives).slice(leading, leading + 5);
  const category = quoteText(product.category ?? "", bansSuperlatives);
  const price = quoteText(product.price ?? "", bansSuperlatives);
  const find = person === "second" ? "You can find it in" : "It can be found in";
  return [
    ...more.map(({ key, value }) =>
      value.startsWith(key) ? `It has ${value}.` : `${capitalize(key)}: ${value}.`,
    ),
    ...(category === null ? [] : [`${find} ${category}.`]),
    ...(price === null ? [] : [`The price is ${price}.`]),
  ];
}

function capitalize(text: string): string {
  const [first = "", ...others] = text;
  return first.toUpperCase() + others.join("");
}

function enumerate(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== "").length;
}

/** The sentences that fit; the first one is cut where it does not. */
function fitWords(sentences: readonly string[], words: number): string {
  const kept: string[] = [];
  let left = words;
  for (const sentence of sentences) {
    const length = countWords(sentence);
    if (length > left) continue;
    kept.push(sentence);
    left -= length;
  }
  if (kept.length > 0) return kept.join(" ");
  const [first = ""] = sentences;
  return `${first.split(/\s+/u).slice(0, Math.max(words, 1)).join(" ").replace(/[,.]$/u, "")}.`;
}

function padTo(sentences: readonly string[], words: number, choice: SeededChoice): string {
  const all = [...sentences];
  const start = Math.floor(choice.fraction("padding") * padding.length);
  for (let index = 0; countWords(all.join(" ")) < words && index < padding.length * 2; index += 1) {
    all.splice(-1, 0, padding[(start + index) % padding.length] ?? padding[0]);
  }
  return all.join(" ");
}

/** True where a text praises. */
export function hasSuperlatives(text: string): boolean {
  return text.match(superlatives) !== null;
}
