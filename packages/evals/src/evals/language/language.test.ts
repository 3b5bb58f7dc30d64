import fc from "fast-check";
import { supportedLanguages, toISO2 } from "tinyld";
import { describe, expect, test } from "vitest";
import { tryEval } from "../../suite/try-eval.js";
import { not } from "../not.js";
import { detectedLanguages, inLanguage } from "./in-language.js";
import { secondPerson } from "./second-person.js";

/** The same two sentences in each. */
const sentences: Readonly<Record<string, readonly string[]>> = {
  en: ["A warm lamp for your desk, made of oak and brass.", "It keeps coffee hot for six hours."],
  de: [
    "Eine warme Lampe für deinen Schreibtisch, aus Eiche und Messing.",
    "Hält den Kaffee sechs Stunden lang heiß.",
  ],
  fr: [
    "Une lampe chaleureuse pour votre bureau, en chêne et en laiton.",
    "Garde le café chaud pendant six heures.",
  ],
  es: [
    "Una lámpara cálida para tu escritorio, de roble y latón.",
    "Mantiene el café caliente durante seis horas.",
  ],
  it: [
    "Una lampada calda per la tua scrivania, in rovere e ottone.",
    "Mantiene il caffè caldo per sei ore.",
  ],
  pt: [
    "Uma luminária quente para a sua mesa, de carvalho e latão.",
    "Mantém o café quente por seis horas.",
  ],
  nl: [
    "Een warme lamp voor je bureau, van eikenhout en messing.",
    "Houdt koffie zes uur lang warm.",
  ],
  pl: [
    "Ciepła lampa na twoje biurko, z dębu i mosiądzu.",
    "Utrzymuje kawę gorącą przez sześć godzin.",
  ],
  sv: ["En varm lampa för ditt skrivbord, av ek och mässing.", "Håller kaffet varmt i sex timmar."],
  tr: ["Masanız için meşe ve pirinçten sıcak bir lamba.", "Kahveyi altı saat sıcak tutar."],
  ru: ["Тёплая лампа для вашего стола из дуба и латуни.", "Сохраняет кофе горячим шесть часов."],
  ja: ["オークと真鍮でできた、机のための温かいランプです。", "コーヒーを六時間熱く保ちます。"],
  zh: ["一盏温暖的台灯，用橡木和黄铜制成。", "咖啡可保温六小时。"],
  ar: ["مصباح دافئ لمكتبك مصنوع من البلوط والنحاس.", "يحافظ على القهوة ساخنة لمدة ست ساعات."],
  ko: [
    "참나무와 황동으로 만든 책상용 따뜻한 램프입니다.",
    "커피를 여섯 시간 동안 뜨겁게 유지합니다.",
  ],
  hi: ["ओक और पीतल से बना आपकी मेज़ के लिए एक गर्म लैंप।", "कॉफी को छह घंटे तक गर्म रखता है।"],
};

const languages = Object.keys(sentences);

describe("inLanguage", () => {
  test("tells sentences of sixteen languages apart", async () => {
    for (const language of languages) {
      for (const output of sentences[language] ?? []) {
        const told = await tryEval(inLanguage(language), { output });
        expect(told, `${language}: ${output}`).toMatchObject({ passed: true, score: 1 });
        const others = languages.filter((each) => each !== language);
        expect(await tryEval(inLanguage(others), { output })).toMatchObject({ passed: false });
      }
    }
  });

  test("takes a tag with a region, and one of the case", async () => {
    const output = sentences["pt"]?.[0] ?? "";
    expect(await tryEval(inLanguage("pt-BR"), { output })).toMatchObject({ passed: true });
    const locale = ({ context }: { readonly context: { readonly locale: string } }) =>
      context.locale;
    const check = inLanguage(locale, { needsGroundTruth: false });
    expect(await tryEval(check, { output, context: { locale: "fr-CA" } })).toEqual({
      passed: false,
      score: 0,
      reason: "The answer is in Portuguese (pt); wanted: French (fr).",
    });
    await expect(tryEval(check, { output, context: { locale: "?" } })).rejects.toThrow(
      /function of the language returned \[ '\?' \]/,
    );
  });

  test("finds a text without letters in no language, and is an error where nothing can be told", async () => {
    expect((await tryEval(inLanguage("en"), { output: "42 — 17" }))?.reason).toBe(
      "The answer has no letter; wanted: English (en).",
    );
    for (const output of ["Ciao", "zzxq"]) {
      await expect(tryEval(not(inLanguage("en")), { output })).rejects.toThrow(
        /language of the answer cannot be told/,
      );
    }
  });

  test("knows the languages that the detector knows", () => {
    const known = new Set(supportedLanguages.map(toISO2));
    expect(known).toEqual(new Set([...detectedLanguages, "tlh", "vo"]));
  });
});

describe("secondPerson", () => {
  const addresses = async (output: string, settings = {}) =>
    (await tryEval(secondPerson(settings), { output }))?.passed;

  test.each<[string, string, boolean]>([
    ["en", "YOUR desk will love it.", true],
    ["en", "You’ll love it.", true],
    ["en", "Youth and bayou are no address.", false],
    ["en", "The lamp warms a desk.", false],
    ["de", "Damit wird dein Schreibtisch hell.", true],
    ["de", "So schlafen Sie besser.", true],
    ["de", "Sie ist aus Eiche. Ihr Licht ist warm.", false],
    ["de", "„Ihr Licht ist warm“, sagt der Hersteller.", false],
    ["fr", "Une lampe pour votre bureau.", true],
    ["fr", "Une lampe de bureau.", false],
    ["nl", "Een lamp voor je bureau.", true],
    ["es", "Una lámpara para tu mesa.", true],
    ["es", "Una lampara para tú.", true],
    ["it", "Una lampada per la tua scrivania.", true],
    ["pt", "Uma luminária para você.", true],
  ])("%s: %s", async (language, output, holds) => {
    expect(await addresses(output, { language })).toBe(holds);
  });

  test("finds its words wherever they are put into a text without them, and only then", async () => {
    const plain = fc.array(
      fc.constantFrom<string>("the", "lamp", "youth", "yourt", "warm", "é", "灯"),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    const word = fc.constantFrom<string>("you", "Your", "YOURSELF", "yours");
    await fc.assert(
      fc.asyncProperty(plain, word, fc.nat(), async (words, address, at) => {
        expect(await addresses(words.join(" "))).toBe(false);
        const spliced = words.toSpliced(at % (words.length + 1), 0, address);
        expect(await addresses(`${spliced.join(" ")}.`)).toBe(true);
      }),
    );
  });

  test("takes words of one's own", async () => {
    expect(await addresses("Lampa pro tvůj stůl.", { words: ["ty", "tvůj"] })).toBe(true);
    expect(await addresses("You and your lamp.", { words: ["ty"] })).toBe(false);
  });
});
