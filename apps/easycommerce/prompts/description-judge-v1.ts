import { defineRubric } from "@promptrail/evals";

/** How people judge a product description, as a prompt for a small model of another vendor. */
export const descriptionJudgeV1 = defineRubric({
  family: "description_judge",
  version: 1,
  provider: "openai",
  // Claude writes the descriptions, and a model may prefer its own style.
  model: "gpt-5.4-mini",
  task: "It describes a product of EasyCommerce, an online shop, for its page there. It is given the product's name, category, price and attributes.",
  asks: {
    mode: "score",
    question: `Does the description keep the shop's rules?
Accuracy: it says nothing of the product that the product's data does not. Materials, sizes, numbers, colours, abilities, origin, certificates and guarantees must stand there, with the same meaning; another unit or other words for the same are fine, and so is talk that claims nothing, such as "for your kitchen". An attribute that is false or empty says that the product has it not.
Voice: it is in the second person ("you", "your"), and the shop never speaks of itself in the first person ("we", "our", "I").
Superlatives: none, in any language. Allowed are "at least", "at most", "latest", "largest size", "smallest size", "longest side", "lowest setting", "highest setting", "coarsest setting" and "finest setting", and those that stand in the product's name or attributes.`,
    menu: [
      {
        choice: "good",
        score: 1,
        means: "It keeps every rule.",
      },
      {
        choice: "fair",
        score: 0.5,
        means:
          "All of it is true to the product's data, but it breaks the rule of voice or that of superlatives.",
      },
      {
        choice: "bad",
        score: 0,
        means:
          "It says something of the product that its data does not, or that its data contradicts. Also where the rest is well written.",
      },
    ],
  },
  weakAnswer:
    "We think this is the finest thing ever made, from solid titanium and marble, with a lifetime guarantee and 9,999 functions.",
});
