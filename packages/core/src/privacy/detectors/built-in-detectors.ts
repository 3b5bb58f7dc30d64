import type { BuiltIn } from "../built-in.js";
import { cardDetector } from "./card.js";
import { emailDetector } from "./email.js";
import { ibanDetector } from "./iban.js";
import { keyDetector } from "./keys/key.js";
import { phoneDetector } from "./phone/phone.js";

export const builtInDetectors: readonly BuiltIn[] = [
  keyDetector,
  cardDetector,
  ibanDetector,
  emailDetector,
  phoneDetector,
];
