/** Words that sell without saying anything. A rule against superlatives keeps them out. */
export const superlatives = /\b(?:best|amazing|incredible|outstanding|superior|unmatched)\b/giu;

export const praise = [
  "It is the best of its kind, with an amazing look and feel.",
  "This is an incredible item, and the best way to start the day.",
  "Its outstanding make is unmatched at this price.",
  "With superior care in each part, it is an amazing find.",
] as const;

/** Features that no attribute states. */
export const inventions = [
  "A titanium frame with ceramic bearings, graphene coating and laser engraved dials resists scratches, dust, frost and corrosion.",
  "Wireless charging, voice control, gesture sensors plus a companion app ship inside every recycled gift box.",
  "Certified laboratories tested twelve prototypes under tropical, arctic, marine and desert conditions before launch approval.",
] as const;

export const closings = {
  second: [
    "Use it at home or at work, and make it part of your day.",
    "It is easy to use, so you can start right away.",
    "It is made to fit your home and your day.",
  ],
  third: [
    "It is easy to use at home or at work.",
    "It is made to fit any home and any day.",
    "It works well at home and at work.",
  ],
} as const;

/** What a model goes on with when nobody tells it to stop. */
export const padding = [
  "It is made to be used every day, and it will be of use for a long time to come.",
  "There is no need to read a long guide first, as it is easy to see how it works.",
  "It can be kept in a small space when it is not in use, and it is soon at hand again.",
  "Some people will use it at home, and some will take it with them to work or on the road.",
  "It goes well with other things in the same room, and it does not get in the way of them.",
  "When the day is long, it is good to have one thing that does what it is made to do.",
  "It makes a good gift for family and friends, and it is easy to send to them as well.",
  "Each part has its place, and all of it comes together in a way that is easy to like.",
  "It is easy to keep clean, and a little care now and then is all that it needs.",
  "It looks good from every side, and it will look good next year and the year after.",
  "Whether it is used once a week or many times a day, it is there when it is needed.",
  "A short look at it is enough to see what it is for and how it is to be used.",
  "It is one of those things that are soon part of the day and are then used without a thought.",
  "In the end, it does one thing, does it well, and leaves time for all the other things.",
] as const;
