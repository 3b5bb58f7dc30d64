/** Languages whose words of address are known. */
export const languages = ["en", "de", "fr", "nl", "es", "it", "pt"] as const;

export type AddressLanguage = (typeof languages)[number];

interface AddressWords {
  /** In whatever case, wherever they stand. */
  readonly plain: readonly string[];
  /** With a capital letter inside a sentence only: else they are words of the third person. */
  readonly capital: readonly string[];
}

const onlyPlain = (words: string): AddressWords => ({ plain: words.split(" "), capital: [] });

/**
 * Pronouns of the second person, and possessives. Words that mean somebody else as often (Spanish "su", Italian "lei") are not
 * among them. Languages that leave the pronoun out also address by the verb, which is not seen.
 */
export const addressWords: Readonly<Record<AddressLanguage, AddressWords>> = {
  en: onlyPlain("you your yours yourself yourselves"),
  de: {
    plain:
      "du dich dir dein deine deinem deinen deiner deines euch euer eure eurem euren eurer eures".split(
        " ",
      ),
    capital: ["Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres"],
  },
  fr: onlyPlain("vous votre vos tu toi ton ta tes"),
  nl: onlyPlain("je jij jou jouw jullie u uw"),
  es: onlyPlain(
    "tú ti contigo tu tus usted ustedes vosotros vosotras vuestro vuestra vuestros vuestras",
  ),
  it: onlyPlain("tu te ti tuo tua tuoi tue voi vi vostro vostra vostri vostre"),
  pt: onlyPlain("tu te ti contigo teu tua teus tuas você vocês"),
};
