interface PageProduct {
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly attributes: Record<string, string>;
}

function describe(name: string, price: number, attributes: readonly string[]): PageProduct {
  const [material = "", size = "", weight = "", power = "", care = "", origin = "", pack = ""] =
    attributes;
  return {
    name,
    category: "Home",
    price,
    attributes: { material, size, weight, power, care, origin, pack },
  };
}

/** Products with seven attributes each, which a description has to name. */
export const pageProducts: readonly PageProduct[] = [
  describe("Harbour Lamp", 89, [
    "brushed brass with a linen shade",
    "42 cm high and 24 cm wide",
    "2.4 kg with its base",
    "9 W LED that can be dimmed",
    "dust it with a dry cloth",
    "assembled in Porto",
    "one lamp and two spare bulbs",
  ]),
  describe("Field Kettle", 64, [
    "stainless steel with a cork grip",
    "0.9 l to the upper mark",
    "1.1 kg when it is empty",
    "1200 W with a steel plate",
    "descale it once a month",
    "assembled in Leeds",
    "one kettle and a filter",
  ]),
  describe("Quiet Clock", 39, [
    "ash wood behind hardened glass",
    "30 cm from edge to edge",
    "0.8 kg without its battery",
    "one AA battery for a year",
    "wipe it with a damp cloth",
    "assembled in Graz",
    "one clock and two screws",
  ]),
  describe("Canvas Chair", 129, [
    "oiled oak and waxed canvas",
    "78 cm high and 61 cm deep",
    "5.2 kg with its cushion",
    "no power of its own needed",
    "brush it once it is dry",
    "assembled in Ghent",
    "one chair in two parts",
  ]),
  describe("Loft Fan", 99, [
    "aluminium blades in a steel cage",
    "36 cm across its round cage",
    "3.9 kg with its foot",
    "45 W in its third speed",
    "vacuum the cage each spring",
    "assembled in Turin",
    "one fan and its remote control",
  ]),
  describe("Dune Rug", 219, [
    "undyed wool on a cotton warp",
    "170 cm long and 120 cm wide",
    "6.5 kg when it is rolled",
    "flat enough for floor heating",
    "air it outside in winter",
    "woven in Jaipur",
    "one rug and a felt layer",
  ]),
  describe("Creek Vase", 45, [
    "glazed stoneware from one mould",
    "28 cm high with a narrow neck",
    "1.6 kg when it is dry",
    "watertight up to its neck",
    "rinse it with warm water",
    "fired in Delft",
    "one vase in a straw box",
  ]),
  describe("North Blanket", 79, [
    "recycled wool and some nylon",
    "200 cm long and 140 cm wide",
    "1.3 kg after its first wash",
    "warm down to twelve degrees",
    "wash it by hand at thirty",
    "woven in Kaunas",
    "one blanket with a strap",
  ]),
];
