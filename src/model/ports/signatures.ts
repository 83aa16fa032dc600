/** Public keys, and what was signed with their other halves. Asks nobody. */
export interface Signatures {
  /** What is wrong with a public key in PEM; undefined where signatures can be verified with it. */
  findKeyProblem(publicKey: string): string | undefined;
  /** Whether the signature, in base64, is the key’s over this text’s bytes by SHA-256. */
  isBy(publicKey: string, text: string, signature: string): boolean;
}
