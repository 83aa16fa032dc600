import {generateKeyPair, randomBytes} from 'node:crypto';
import {promisify} from 'node:util';
import sshpk from 'sshpk';
import type {Keygen} from '../../model/ports/local.js';

const generate = promisify(generateKeyPair);

/** ssh-keygen's own default for `-t rsa`. https://man.openbsd.org/ssh-keygen#t */
const rsaBits = 3072;

/** An OpenSSH public key line and the private key in OpenSSH's own format, as ssh-keygen writes them. */
function formatPair(pem: string, comment: string): {privateKey: string; publicKey: string} {
  const key = sshpk.parsePrivateKey(pem, 'pem');
  key.comment = comment;
  const publicKey = key.toPublic();
  publicKey.comment = comment;
  return {privateKey: key.toString('ssh-private'), publicKey: publicKey.toString('ssh')};
}

/** Keys and secrets by Node's own cryptography; sshpk only writes them in OpenSSH's formats. */
export function NodeKeygen(): Keygen {
  return {
    async generateRsa(comment) {
      const {privateKey} = await generate('rsa', {
        modulusLength: rsaBits,
        publicKeyEncoding: {type: 'spki', format: 'pem'},
        privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
      });
      return formatPair(privateKey, comment);
    },
    async generateEd25519(comment) {
      const {privateKey} = await generate('ed25519', {
        publicKeyEncoding: {type: 'spki', format: 'pem'},
        privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
      });
      return formatPair(privateKey, comment);
    },
    async derivePublicKey(privateKey) {
      try {
        return {publicKey: sshpk.parsePrivateKey(privateKey, 'auto').toPublic().toString('ssh')};
      } catch (error) {
        const isEncrypted = error instanceof sshpk.KeyEncryptedError || /encrypted/i.test(String(error));
        return {problem: isEncrypted ? 'encrypted' : 'unreadable'};
      }
    },
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  };
}
