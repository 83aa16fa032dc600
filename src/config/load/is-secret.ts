/**
 * Forms of secrets that are known to be some: PEM, tokens of GitHub, GitLab, Google, Amazon, Slack and
 * OpenAI, JSON web tokens, the JSON of a service account's key, and a password inside an address.
 */
const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\b(gh[pousr]_|github_pat_)[A-Za-z0-9_]{16,}/,
  /\bglpat-[A-Za-z0-9_-]{16,}/,
  /\bya29\.[A-Za-z0-9_-]{16,}/,
  /\bAIza[A-Za-z0-9_-]{30,}/,
  /\bGOCSPX-[A-Za-z0-9_-]{16,}/,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bxox[abpr]-[A-Za-z0-9-]{10,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\./,
  /"private_key"\s*:/,
  /:\/\/[^\s/:@]+:[^\s/@]+@/,
];

/** Whether a text looks like a secret and must not be shown. */
export function isSecret(text: string): boolean {
  return secretForms.some((form) => form.test(text));
}
