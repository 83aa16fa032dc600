import {describe, expect, it} from 'vitest';
import type {SignatureFact, SignaturesFact} from '../../../../src/checks/probes/image-signatures-probe.js';
import {imagesSigned} from '../../../../src/checks/release/images-signed.js';
import type {ImagesConfig} from '../../../../src/model/install-config.js';
import {createInputs} from '../create-inputs.js';

const digest = `sha256:${'0'.repeat(64)}`;
const signed = (image: string, byKey?: number): SignatureFact => ({
  image,
  state: 'signed',
  digest,
  signatures: 1,
  ...(byKey === undefined ? {} : {byKey}),
});
const unsigned = (image: string): SignatureFact => ({image, state: 'unsigned', digest});
const judge = (signatures: NonNullable<ImagesConfig['signatures']>, fact: SignaturesFact) => {
  if (imagesSigned.scope === 'cluster') throw new Error('images are those of a deployment');
  return imagesSigned.evaluate(createInputs({'image-signatures': fact}, {config: () => ({images: {signatures}})}));
};
const publicKey = 'file:cosign.pub';

describe('release/images-signed', () => {
  it('says who is signed and who is not, where nothing is required', () => {
    const [finding] = judge({require: []}, {images: [signed('a.io/a:1'), unsigned('a.io/b:1'), unsigned('a.io/c:1')]});
    expect(finding).toMatchObject({verdict: 'pass'});
    expect(finding?.observed).toBe('1 of 3 images are signed; not so a.io/b:1, a.io/c:1');
  });

  it('fails what has to be signed and is not, and nothing else', () => {
    const findings = judge({require: ['a.io/own/*']}, {images: [unsigned('a.io/own/a:1'), unsigned('quay.io/x/y:1')]});
    expect(findings.map(({verdict, resource}) => [verdict, resource])).toEqual([['fail', 'a.io/own/a:1']]);
    expect(findings[0]?.tries[0]?.command).toBe('cosign sign --key cosign.key a.io/own/a:1');
  });

  it('takes no signature for good that is not by the key', () => {
    const findings = judge({require: ['*'], publicKey}, {images: [signed('a.io/a:1', 0), signed('a.io/b:1', 1)]});
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({verdict: 'fail', resource: 'a.io/a:1'});
    expect(findings[0]?.observed).toContain('none of its 1 signatures is by file:cosign.pub');
  });

  it('is never green where a registry did not answer, and says so once', () => {
    const unseen = (image: string): SignatureFact => ({
      image,
      state: 'unseen',
      missing: 'GET a.io',
      message: 'a.io cannot be reached',
      isPermission: false,
    });
    const findings = judge({require: ['*']}, {images: [unseen('a.io/a:1'), unseen('a.io/b:1'), signed('a.io/c:1')]});
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({verdict: 'unknown', resource: '2 images'});
    expect(findings[0]?.observed).toBe('a.io/a:1, a.io/b:1: a.io cannot be reached');
  });

  it('fails with a key that cannot be used, whatever is signed', () => {
    const [finding] = judge({require: [], publicKey}, {keyProblem: 'file:cosign.pub: it is not there', images: []});
    expect(finding).toMatchObject({verdict: 'fail', resource: 'images.signatures.publicKey'});
  });

  it('leaves images that are not there to the check that looks for them', () => {
    const [finding] = judge({require: ['*']}, {images: [{image: 'a.io/a:1', state: 'absent'}]});
    expect(finding?.verdict).toBe('pass');
  });
});
