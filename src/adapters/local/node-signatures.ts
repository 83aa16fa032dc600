import {createPublicKey, type KeyObject, verify} from 'node:crypto';
import type {Signatures} from '../../model/ports/signatures.js';

/** The kinds of key that sign with SHA-256 by cosign. https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md */
const kinds = new Set(['ec', 'rsa']);

function readKey(text: string): KeyObject | undefined {
  // A private key would be read too, as the public half of it: whoever puts one here has mistaken the file.
  if (!text.includes('-----BEGIN PUBLIC KEY-----')) return undefined;
  try {
    return createPublicKey(text);
  } catch {
    return undefined;
  }
}

/** Signatures by Node’s own cryptography. */
export function NodeSignatures(): Signatures {
  return {
    findKeyProblem(publicKey) {
      const key = readKey(publicKey);
      if (key === undefined) return 'it holds no public key in PEM (-----BEGIN PUBLIC KEY-----)';
      const kind = key.asymmetricKeyType ?? 'unknown';
      return kinds.has(kind) ? undefined : `a key of the kind ${kind}; known here are those of ECDSA and RSA`;
    },
    isBy(publicKey, text, signature) {
      const key = readKey(publicKey);
      if (key === undefined || !kinds.has(key.asymmetricKeyType ?? '')) return false;
      try {
        return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
      } catch {
        return false;
      }
    },
  };
}
