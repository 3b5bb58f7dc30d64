/** Names of core that no other package uses, and why they are exported. */
export const namesForUsers: Readonly<Record<string, string>> = {
  BuiltInDetector: "a redactor's settings, for whoever writes them down",
  DecisionReport: "any of the reports that a decision is answered with",
  WorkOptions: "the port of job queues, for whoever implements it",
  Redacted: "what a redactor returns",
  RedactionError: "what a redactor throws, for whoever must not store then",
  RedactionPattern: "a redactor's settings",
  RedactionSettings: "the same",
  ContextShape: "what an input looks like, for whoever keeps it",
  Span: "what a detector of one's own returns",
};

/** Names that stand at two doors of core, and why. */
export const namesAtTwoDoors: Readonly<Record<string, string>> = {
  PromptrailError: "users catch it; what runs in a browser throws it without loading the rest",
  isPromptrailError: "the same",
  TemplateError: "users catch it; the renderer throws it without loading the rest",
  TemplateRefusal: "users throw it; it is built into the door of the errors",
};

/** The most names that whoever writes prompts, configs and applications has to look through. */
export const mostNamesForUsers = 76;

/** Libraries that core's doors errors and portable load: each is small, and runs in browsers. */
export const portableLibraries: Readonly<Record<string, string>> = {
  canonicalize: "canonical JSON, which hashes and digests stand on",
  leven: "what a mistyped name may have meant",
};
