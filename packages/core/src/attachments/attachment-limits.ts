/**
 * In one call. With more than 20 images Claude takes only small ones:
 * https://platform.claude.com/docs/en/build-with-claude/vision
 */
export const mostAttachments = 20;

/** Bytes of one image: 5 MB in base64, the least that a vendor takes at most. */
export const largestImage = 3_750_000;

/** Bytes of one file. */
export const largestFile = 20_000_000;

/** Bytes of all together: in base64 they are 27 MB of the 32 MB that a request to Claude may have. */
export const largestTogether = 20_000_000;

/** UTF-16 units of an address: a signed one has about two thousand. */
export const longestUrl = 8_000;

/** UTF-16 units of a file's name, as file systems have it. */
export const longestName = 255;
