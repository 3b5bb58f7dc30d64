/**
 * Words that claim something of a product: what it is made of, what it can do, where it comes from. A small model knows
 * the usual ones; what is not here, the simulated judge takes for talk.
 */
export const claims: readonly RegExp[] = [
  // What it is made of.
  ...[
    "oak|walnut|beech|pine|bamboo|teak|maple|ash|spruce|birch|cherry wood|eiche|buche|nussbaum",
    "alumini?um|steel|stainless|brass|copper|titanium|gold|silver|iron|chrome|edelstahl|aluminium|gusseisen",
    "ceramics?|porcelain|glass|plastic|silicone|bakelite|marble|terracotta|stoneware|granit|keramik|glas",
    "leather|suede|cotton|linen|wool|merino|silk|polyester|nylon|polyamide|canvas|velvet|fleece|baumwolle|leinen|seide",
    "rubber|cork|latex|pvc|foam|graphene|carbon|paraffin|beeswax|soy|lavender|rose|citrus|lanolin|shea",
  ],
  // What it can do.
  ...[
    "waterproof|wasserdicht|water[- ]repellent|water[- ]resistant|windproof|shockproof|splash[- ]proof",
    "dishwasher[- ]safe|spülmaschinen\\w*|microwave|oven[- ]safe|induction",
    "wireless|bluetooth|wifi|wi-fi|app|voice control|touch|solar",
    "rechargeable|fast charging|quick charge|hot-swappable|dimmable|foldable|packable|collapsible",
    "non[- ]slip|non-stick|antihaft\\w*|scratch[- ]resistant|rustproof|breathable|hypoallergenic|uv protection",
    "slim|skinny|oversized|taped|welded|reinforced|brake light|alarm|remote control|sensors?|display",
    "machine[- ]wash(?:able|ed)?|bügelfrei|noise[- ]cancell?ing|night vision|two-way audio|memory function|timer",
  ],
  // What somebody vouches for.
  ...[
    "organic|recycled|vegan|fair[- ]?trade|certified|climate[- ]neutral|bpa[- ]free|sustainable",
    "handmade|hand-\\p{L}+|handgefertigt|made in (?:italy|germany|france|portugal|japan|england|the eu)|hergestellt in \\p{L}+",
    "guarantee|warranty|garantie|award|tested by \\p{L}+|free shipping|gift box|carry bag|travel case",
  ],
  "black|white|navy|blue|red|green|grey|gray|yellow|orange|brown|beige|rot|blau|schwarz",
].map((words) => new RegExp(`(?<![\\p{L}-])(?:${words})(?![\\p{L}])`, "giu"));

/** Praise that is no comparison by its form. */
export const praiseWords =
  /(?<!\p{L})(?:best|amazing|incredible|outstanding|superior|unmatched|perfect|ultimate|unbeatable|unrivalled|world-class|flawless|gorgeous|stunning)(?!\p{L})/giu;

/** `finest`, `most comfortable`: a comparison with all others. */
export const comparisons = /(?<!\p{L})(?:most \p{L}{4,}|\p{L}{2,}(?:i?est))(?!\p{L})/giu;

/** They end like a comparison and are none. */
export const noComparisons =
  /^(?:at least|best|chest|crest|forest|guest|harvest|honest|interest|modest|most (?:days|people|kitchens|evenings|hobs|desks)|nest|quest|request|rest|suggest|test|vest|west|zest)$/iu;
