import {describe, expect, it} from 'vitest';
import type {ImageFact} from '../../../../src/checks/probes/images-probe.js';
import {imagesResolvable} from '../../../../src/checks/release/images-resolvable.js';
import {createInputs} from '../create-inputs.js';

const there = (image: string, architectures: readonly string[] = ['amd64', 'arm64']): ImageFact => ({
  image,
  users: ['Deployment core/a'],
  state: 'there',
  digest: `sha256:${'0'.repeat(64)}`,
  architectures,
});
const unseen = (image: string, message: string): ImageFact => ({
  image,
  users: [],
  state: 'unseen',
  missing: 'read',
  message,
  isPermission: false,
});
const judge = (...images: readonly ImageFact[]) => {
  if (imagesResolvable.scope === 'cluster') throw new Error('images are those of a deployment');
  return imagesResolvable.evaluate(createInputs({images}));
};

describe('release/images-resolvable', () => {
  it('is content where every image is there for the nodes', () => {
    expect(judge(there('quay.io/a/b:1'), there('gcr.io/a/c:1')).map(({verdict}) => verdict)).toEqual(['pass']);
  });

  it('names what is not there, and who wants it', () => {
    const [finding] = judge(there('quay.io/a/b:1'), {image: 'quay.io/a/x:1', users: ['Job core/x'], state: 'absent'});
    expect(finding).toMatchObject({verdict: 'fail', resource: 'quay.io/a/x:1'});
    expect(finding?.observed).toBe('not there (MANIFEST_UNKNOWN), wanted by Job core/x');
  });

  it('is not content with an image for other processors', () => {
    expect(judge(there('quay.io/a/b:1', ['arm64']))[0]).toMatchObject({
      verdict: 'fail',
      observed: 'there for arm64, not for amd64; wanted by Deployment core/a',
    });
  });

  it('is never green where a registry did not answer, and says it once a registry', () => {
    const findings = judge(
      unseen('quay.io/a/b:1', 'quay.io cannot be reached'),
      unseen('quay.io/a/c:1', 'quay.io cannot be reached'),
      there('gcr.io/a/c:1'),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({verdict: 'unknown', resource: 'quay.io'});
    expect(findings[0]?.observed).toBe('2 images of quay.io: quay.io cannot be reached');
  });

  it('warns of an image that does not say what it runs on', () => {
    expect(judge(there('quay.io/a/b:1', []))[0]?.verdict).toBe('warn');
  });
});
