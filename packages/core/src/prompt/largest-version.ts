/** The largest number that a version, or a revision, can have: stores keep them in 32 bits. */
export const largestVersion = 2_147_483_647;
