import {generateKeyPairSync, sign} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {NodeSignatures} from '../../../src/adapters/local/node-signatures.js';
import {
  listSignatureLayers,
  mayBeSignature,
  parseSignature,
  selectSignatureTag,
} from '../../../src/model/image-signature.js';

const digest = `sha256:${'ab'.repeat(32)}`;
const simple = 'application/vnd.dev.cosign.simplesigning.v1+json';
const bundle = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const layer = (mediaType: string, annotations = {}) => ({mediaType, digest, size: 1, annotations});
const payload = JSON.stringify({
  critical: {
    identity: {'docker-reference': 'a.io/b'},
    image: {'docker-manifest-digest': digest},
    type: 'cosign container image signature',
  },
  optional: null,
});
const pair = () => {
  const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
  return {privateKey, pem: publicKey.export({type: 'spki', format: 'pem'}).toString()};
};
const statement = (predicateType: string) =>
  JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{digest: {sha256: digest.slice('sha256:'.length)}, annotations: {}}],
    predicateType,
    predicate: {},
  });
const envelope = (body: string, sig: string) =>
  JSON.stringify({
    mediaType: bundle,
    dsseEnvelope: {
      payload: Buffer.from(body).toString('base64'),
      payloadType: 'application/vnd.in-toto+json',
      signatures: [{sig}],
    },
  });

describe('the signature of an image', () => {
  it('stands under a tag that its digest makes', () => {
    expect(selectSignatureTag(digest)).toBe(`sha256-${'ab'.repeat(32)}.sig`);
  });

  it('in cosign’s first form vouches for a digest, and is verified with its key alone', () => {
    const {privateKey, pem} = pair();
    const signature = sign('sha256', Buffer.from(payload), privateKey).toString('base64');
    const signed = parseSignature(layer(simple, {'dev.cosignproject.cosign/signature': signature}), payload);
    expect(signed?.digests).toEqual([digest]);
    const {isBy} = NodeSignatures();
    expect(isBy(pem, signed?.text ?? '', signed?.signatures[0] ?? '')).toBe(true);
    expect(isBy(pair().pem, signed?.text ?? '', signed?.signatures[0] ?? '')).toBe(false);
    expect(isBy(pem, `${payload} `, signature)).toBe(false);
    expect(isBy(pem, payload, 'not a signature')).toBe(false);
  });

  it('in the form of a bundle is over the envelope’s text', () => {
    const {privateKey, pem} = pair();
    const body = statement('https://sigstore.dev/cosign/sign/v1');
    // https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
    const signedText = `DSSEv1 28 application/vnd.in-toto+json ${body.length} ${body}`;
    const signature = sign('sha256', Buffer.from(signedText), privateKey).toString('base64');
    const signed = parseSignature(layer(bundle), envelope(body, signature));
    expect(signed).toEqual({text: signedText, signatures: [signature], digests: [digest]});
    expect(NodeSignatures().isBy(pem, signed?.text ?? '', signature)).toBe(true);
  });

  it('is no attestation, and nothing that cannot be read', () => {
    expect(parseSignature(layer(bundle), envelope(statement('https://slsa.dev/provenance/v1'), 'x'))).toBeUndefined();
    expect(parseSignature(layer(bundle), 'no JSON')).toBeUndefined();
    expect(parseSignature(layer(bundle), '{}')).toBeUndefined();
    const referrer = {...layer(bundle), artifactType: bundle};
    expect(mayBeSignature(referrer)).toBe(true);
    const claim = {'dev.sigstore.bundle.predicateType': 'https://slsa.dev/provenance/v1'};
    expect(mayBeSignature({...referrer, annotations: claim})).toBe(false);
    expect(mayBeSignature({...layer(''), artifactType: 'application/spdx+json'})).toBe(false);
  });

  it('lies in the layers of those kinds', () => {
    const text = JSON.stringify({layers: [layer(simple), layer('application/spdx+json'), layer(bundle)]});
    const found = listSignatureLayers({mediaType: '', digest, text}).map(({mediaType}) => mediaType);
    expect(found).toEqual([simple, bundle]);
  });
});

describe('the key of signatures', () => {
  const {findKeyProblem} = NodeSignatures();

  it('is a public one that signs by SHA-256', () => {
    expect(findKeyProblem(pair().pem)).toBeUndefined();
    expect(findKeyProblem('')).toContain('no public key');
    expect(findKeyProblem(pair().privateKey.export({type: 'pkcs8', format: 'pem'}).toString())).toContain(
      'no public key',
    );
    const {publicKey} = generateKeyPairSync('ed25519');
    expect(findKeyProblem(publicKey.export({type: 'spki', format: 'pem'}).toString())).toContain('ed25519');
  });
});
