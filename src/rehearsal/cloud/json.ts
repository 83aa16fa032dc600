/** A resource of Google's: an open record of which each place narrows what it reads. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Json = Record<string, any>;
