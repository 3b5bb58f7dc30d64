/** A search of calls looks through so many days at most, and ends after so long where it names no other time. */
export const mostSearchedDays = 7;
export const usualSearchMs = 5_000;
/** So many calls, and so many gaps, are reported at once. */
export const mostReported = 500;

/** One gap tells of at most so many losses: the sum of very many still fits a counter. */
export const mostLostInGap = 1_000_000_000;
